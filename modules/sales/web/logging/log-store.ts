import { useSyncExternalStore } from 'react'
import { type Draft, emptyDraft, type Kept, nothingKept, readKept, writeKept } from './kept.ts'

/** What is kept, and the draft that is open in the dialog. */
type State = Kept & { open: Draft | null; keeps: boolean }

let userId: string | null = null
let state: State = { ...nothingKept, open: null, keeps: true }
const listeners = new Set<() => void>()

function show(next: State): void {
  state = next
  for (const listener of listeners) listener()
}

/** Whose logs these are; what he left behind is there again. */
export function beginKeeping(id: string): () => void {
  userId = id
  const readAgain = () => show({ ...state, ...readKept(localStorage, id) })
  readAgain()
  window.addEventListener('storage', readAgain)
  return () => window.removeEventListener('storage', readAgain)
}

/** Changes what is kept, from what stands in the browser now: another tab may have sent some of it. */
export function keep(change: (kept: Kept) => Kept): void {
  if (!userId) return
  const next = change(readKept(localStorage, userId))
  const keeps = writeKept(localStorage, userId, next)
  show({ ...state, ...next, keeps })
}

/** Opens the dialog; what somebody had begun for the same customer, or for nobody in particular, is there again. */
export function openLog(about: Partial<Draft> = {}): void {
  const { draft } = state
  const goesOn = draft && (!about.customer || about.customer.id === draft.customer?.id)
  show({
    ...state,
    open: goesOn ? { ...draft, ...(about.customer ? about : {}) } : { ...emptyDraft, ...about },
  })
}

/** Shows and keeps what is typed; null closes the dialog and keeps what was typed. */
export function typeLog(draft: Draft | null): void {
  state = { ...state, open: draft }
  if (draft) keep(kept => ({ ...kept, draft: draft.text || draft.next ? draft : null }))
  else show(state)
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
