import { useSyncExternalStore } from 'react'
import {
  type Draft,
  emptyDraft,
  isBlank,
  type Kept,
  nothingKept,
  place,
  readKept,
  type Waiting,
  withDraft,
  withoutDraft,
  writeKept,
} from './kept.ts'

/** The draft that is open in the dialog, and the key under which it is kept, if it is. */
type Opened = { open: Draft | null; key: string | null }

/** What is kept, whether the browser keeps it, and what is open. */
type State = Kept & Opened & { keeps: boolean }

const closed: Opened = { open: null, key: null }

let userId: string | null = null
let state: State = { ...nothingKept, ...closed, keeps: true }
const listeners = new Set<() => void>()

function show(next: State): void {
  state = next
  for (const listener of listeners) listener()
}

/** Whose logs these are; what he left behind is there again. */
export function beginKeeping(id: string): () => void {
  if (userId !== id) state = { ...nothingKept, ...closed, keeps: true }
  userId = id
  const readAgain = () => {
    // What the browser could not keep stands here alone.
    if (state.keeps) show({ ...state, ...readKept(place(), id) })
  }
  readAgain()
  window.addEventListener('storage', readAgain)
  return () => window.removeEventListener('storage', readAgain)
}

/**
 * Changes what is kept and perhaps what is open, from what stands in the browser now: another tab may have sent some of it. Where
 * the browser keeps nothing, from what stands here.
 */
export function keep(change: (kept: Kept) => Kept & Partial<Opened>): void {
  if (!userId) return
  const { drafts, waiting } = state.keeps ? readKept(place(), userId) : state
  const { open = state.open, key = state.key, ...kept } = change({ drafts, waiting })
  const keeps = writeKept(place(), userId, kept)
  show({ ...kept, open, key, keeps })
}

/** What is kept and open now; `useLogs` draws it. */
export function logsNow(): State {
  return state
}

/** Opens the dialog; what somebody had begun with this customer, or had typed last, is there again. */
export function openLog(about: Partial<Draft> = {}): void {
  const key = about.customer ? about.customer.id : Object.keys(state.drafts).at(-1)
  const begun = key === undefined ? undefined : state.drafts[key]
  show({
    ...state,
    open: { ...(begun ?? emptyDraft), ...about },
    key: begun && key !== undefined ? key : null,
  })
}

/** Shows and keeps what is typed. Whoever picks a customer before he types goes on with what he had begun with him. */
export function typeLog(draft: Draft): void {
  const { customer } = draft
  if (customer && customer.id !== state.open?.customer?.id && isBlank(draft) && state.drafts[customer.id])
    return openLog({ customer })
  keep(kept => ({ ...kept, ...withDraft(kept.drafts, state.key, draft), open: draft }))
}

/** Closes the dialog; what was typed stays. */
export function closeLog(): void {
  show({ ...state, ...closed })
}

/** Closes the dialog and forgets what was typed in it. */
export function discardLog(): void {
  keep(kept => ({ ...kept, drafts: withoutDraft(kept.drafts, state.key), ...closed }))
}

/** Closes the dialog; what was typed in it waits from now on until the server has it. */
export function awaitSending(entry: Waiting): void {
  keep(kept => ({
    drafts: withoutDraft(kept.drafts, state.key),
    waiting: [...kept.waiting, entry],
    ...closed,
  }))
}

/**
 * Opens what was refused, to be put right. Where something else is begun with the same customer, that is opened, and the refused
 * one stays in the list until that is sent or discarded: neither is written over the other.
 */
export function openRefused({ key, draft }: Waiting): void {
  const { customer } = draft
  if (!customer || !state.drafts[customer.id])
    keep(kept => ({
      drafts: withDraft(kept.drafts, null, draft).drafts,
      waiting: kept.waiting.filter(one => one.key !== key),
    }))
  openLog(customer ? { customer } : {})
}

/** The logs of this person in this browser. */
export function useLogs(): State {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
