import type { BodyOf } from '../../../../platform/contract/endpoint.ts'
import type { customersContract } from '../../contract.ts'
import { type Mention, mentionedIn } from './mention-text.ts'

/** What can be written down on a customer's page. */
export const writings = ['note', 'call', 'email', 'task', 'meeting', 'visit'] as const
export type Writing = (typeof writings)[number]

/** What is being written; kept when the kind is switched. Times are ISO instants. */
export type Draft = {
  title: string
  body: string
  direction: 'in' | 'out'
  at: string | null
  minutes: number | null
  assignee: string | null
  priority: 'low' | 'normal' | 'high'
  mentions: readonly Mention[]
}

export const emptyDraft: Draft = {
  title: '',
  body: '',
  direction: 'out',
  at: null,
  minutes: null,
  assignee: null,
  priority: 'normal',
  mentions: [],
}

/** Unfinished texts by customer: whoever looks something up in between finds his words again. */
const kept = new Map<string, Draft>()

export function keptDraft(customerId: string): Draft {
  return kept.get(customerId) ?? emptyDraft
}

export function keepDraft(customerId: string, draft: Draft): void {
  if (isBlank(draft)) kept.delete(customerId)
  else kept.set(customerId, draft)
}

export function isBlank(draft: Draft): boolean {
  return draft.title.trim() === '' && draft.body.trim() === ''
}

/** Whether a kind has a line of its own for the title; a note and a call are their text. */
export function hasTitle(writing: Writing): boolean {
  return writing !== 'note' && writing !== 'call'
}

/** Whether enough is written to be saved. */
export function canSave(writing: Writing, draft: Draft): boolean {
  return writing === 'task' ? draft.title.trim() !== '' : !isBlank(draft)
}

export type EntryBody = BodyOf<typeof customersContract.addEntry>
export type TaskBody = BodyOf<typeof customersContract.addTask>

/** The entry that a draft means; without a time it happened now. */
export function entryOf(writing: Exclude<Writing, 'task'>, draft: Draft, now: Date): EntryBody {
  const at = draft.at ?? now.toISOString()
  const ends =
    draft.minutes && writing !== 'note'
      ? new Date(Date.parse(at) + draft.minutes * 60_000).toISOString()
      : null
  const mentions = mentionedIn(draft.body, draft.mentions)
  return {
    kind: writing,
    at,
    ...(hasTitle(writing) && draft.title.trim() ? { title: draft.title.trim() } : {}),
    ...(draft.body.trim() ? { body: draft.body.trim() } : {}),
    ...(ends ? { endsAt: ends } : {}),
    ...(writing === 'call' || writing === 'email' ? { direction: draft.direction } : {}),
    ...(mentions.length > 0 ? { mentions } : {}),
  }
}

/** The task that a draft means; without an assignee it is the writer's own. */
export function taskOf(draft: Draft): TaskBody {
  return {
    title: draft.title.trim(),
    priority: draft.priority,
    ...(draft.body.trim() ? { body: draft.body.trim() } : {}),
    ...(draft.at ? { dueAt: draft.at } : {}),
    ...(draft.assignee ? { assignee: draft.assignee } : {}),
  }
}
