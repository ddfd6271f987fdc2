import type { Log, LogKind } from '../../contract.ts'

type Named = { id: string; title: string }

/** A log that is being written; times are ISO instants. */
export type Draft = {
  customer: Named | null
  kind: LogKind
  text: string
  deal: Named | null
  /** What the deal says is next, until now. */
  step: string | null
  stepDone: boolean
  next: string
  nextAt: string | null
  incoming: boolean
}

export const emptyDraft: Draft = {
  customer: null,
  kind: 'call',
  text: '',
  deal: null,
  step: null,
  stepDone: false,
  next: '',
  nextAt: null,
  incoming: false,
}

/** A log that the server has not acknowledged. Its key makes it one, however often it is sent. */
export type Waiting = { key: string; log: Log; draft: Draft; refused: string | null }

/** What is begun: by the id of the customer, or '' while there is none. What was typed last stands last. */
export type Drafts = Readonly<Record<string, Draft>>

export type Kept = { drafts: Drafts; waiting: readonly Waiting[] }
export const nothingKept: Kept = { drafts: {}, waiting: [] }

/** Where it is kept; a browser's own storage, or none where it keeps nothing. */
export type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const nowhere: Place = {
  getItem: () => null,
  setItem: () => {
    throw new Error('This browser keeps nothing.')
  },
  removeItem: () => undefined,
}

/** The storage of this browser. Where it is forbidden, its very name throws. */
export function place(): Place {
  try {
    return localStorage
  } catch {
    return nowhere
  }
}

const keyOf = (userId: string) => `tessera.log.${userId}`

/** What this person has not finished or not got through, in this browser. What cannot be read is as if there were nothing. */
export function readKept(from: Place, userId: string): Kept {
  try {
    const kept = JSON.parse(from.getItem(keyOf(userId)) ?? 'null') as Partial<Kept> | null
    const drafts = Object.entries(kept?.drafts ?? {})
    return {
      drafts: Object.fromEntries(drafts.map(([key, draft]) => [key, { ...emptyDraft, ...draft }])),
      waiting: Array.isArray(kept?.waiting) ? kept.waiting : [],
    }
  } catch {
    return nothingKept
  }
}

/** Keeps it; answers whether it is kept. */
export function writeKept(to: Place, userId: string, kept: Kept): boolean {
  try {
    if (Object.keys(kept.drafts).length === 0 && kept.waiting.length === 0) to.removeItem(keyOf(userId))
    else to.setItem(keyOf(userId), JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

/** Whether nothing of it would be missed. */
export function isBlank({ text, next }: Draft): boolean {
  return text.trim() === '' && next.trim() === ''
}

/** The drafts without one of them. */
export function withoutDraft(drafts: Drafts, key: string | null): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([one]) => one !== key))
}

/**
 * Keeps what is typed under its customer, in place of what stood under `key`, and answers its key. What another tab has begun there
 * meanwhile is not written over: it keeps the key, and this one gets the next.
 */
export function withDraft(
  drafts: Drafts,
  key: string | null,
  draft: Draft,
): { drafts: Drafts; key: string | null } {
  const others = withoutDraft(drafts, key)
  if (isBlank(draft)) return { drafts: others, key: null }
  let free = draft.customer?.id ?? ''
  while (free in others) free += '+'
  return { drafts: { ...others, [free]: draft }, key: free }
}

/** Whether it can be sent: a deal may have a day without words for what comes next, a task may not. */
export function isComplete({ customer, text, next, nextAt, deal }: Draft): boolean {
  return customer !== null && text.trim() !== '' && (next.trim() !== '' || nextAt === null || deal !== null)
}

/** What is sent. When it was is said, because it may be sent hours later. */
export function logOf(draft: Draft, now: Date): Log {
  const { customer, kind, text, deal, next, nextAt, incoming, stepDone } = draft
  const directed = kind === 'call' || kind === 'email'
  return {
    customer: customer?.id ?? '',
    kind,
    text: text.trim(),
    at: now.toISOString(),
    ...(directed ? { direction: incoming ? 'in' : 'out' } : {}),
    ...(deal ? { deal: deal.id, stepDone } : {}),
    ...(next.trim() || nextAt ? { nextStep: { what: next.trim(), at: nextAt } } : {}),
  }
}

/** Whether trying again may help: the network, the server, or that somebody has to sign in again. */
export function mayComeThrough(status: number): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500
}
