import { useCallback, useState } from 'react'
import type { Field } from '../../platform/entities/descriptor.ts'
import type { RecordRow } from '../field/record.ts'
import { patchOf, withPatch } from '../field/record.ts'

type SaveValue = (record: RecordRow, field: Field, value: unknown) => Promise<unknown>
type Draft = { key: string; patch: Record<string, unknown> }

/** Values that are shown already and being saved. A refused one disappears again; the saver tells the person why. */
export type Drafts = {
  editable: boolean
  over: (record: RecordRow) => RecordRow
  save: (record: RecordRow, field: Field, value: unknown) => Promise<boolean>
}

/** Keeps the values that are on their way to the server and lays them over the records. */
export function useDrafts(onSave: SaveValue | undefined): Drafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, readonly Draft[]>>(new Map())
  const over = useCallback(
    (record: RecordRow) =>
      (drafts.get(record.id) ?? []).reduce((shown, { patch }) => withPatch(shown, patch), record),
    [drafts],
  )
  const save = async (record: RecordRow, field: Field, value: unknown): Promise<boolean> => {
    if (!onSave) return false
    const draft = { key: field.key, patch: patchOf(field, value) }
    setDrafts(before => new Map(before).set(record.id, [...(before.get(record.id) ?? []), draft]))
    try {
      await onSave(record, field, value)
      return true
    } catch {
      return false
    } finally {
      setDrafts(before => without(before, record.id, draft))
    }
  }
  return { editable: onSave !== undefined, over, save }
}

function without(
  all: ReadonlyMap<string, readonly Draft[]>,
  id: string,
  draft: Draft,
): ReadonlyMap<string, readonly Draft[]> {
  const next = new Map(all)
  const rest = (all.get(id) ?? []).filter(other => other !== draft)
  if (rest.length > 0) next.set(id, rest)
  else next.delete(id)
  return next
}
