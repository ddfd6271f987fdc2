import { newId } from '../ids.ts'

/** One act of one actor: everything it wrote carries this id and can be undone together. */
export type Batch = {
  id: string
  /** What the act was, as a translation key (`customers.act.edited`). */
  label: string
  params?: Record<string, unknown>
}

/** A fresh act. Its row is written with its first change, so an act that changed nothing leaves nothing. */
export function newBatch(label: string, params?: Record<string, unknown>): Batch {
  return params ? { id: newId(), label, params } : { id: newId(), label }
}
