import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { Problem, callWithBatch } from '../../platform/contract/client.ts'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import type { EntityDescriptor } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import type { RecordRow } from '../field/record.ts'
import { askConflict } from '../shell/conflict.tsx'
import { useTellDone, useTellProblem } from '../shell/undo.ts'
import type { ListPage } from '../table/use-record-list.ts'

export type RecordEditSettings = {
  entity: EntityDescriptor
  /** PATCH endpoint with the path parameter `id`. */
  update: Endpoint
  /** List endpoints whose cached pages show the record. */
  lists: readonly Endpoint[]
  /** Endpoints that are read again after the change. */
  reads?: readonly Endpoint[]
  /** Text key of the toast; “Saved.” by default. */
  done?: string
}

/**
 * Saves changes of a record with its version. Someone else's earlier change leads to the conflict dialog; a refusal is
 * told in a toast and the promise fails, so that the screen takes the value back. Gives the record as it is now.
 */
export function useRecordEdit(
  settings: RecordEditSettings,
): (record: RecordRow, patch: Record<string, unknown>) => Promise<RecordRow> {
  const { entity, update, lists, reads = [], done = 'ui.table.saved' } = settings
  const t = useT()
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  return useCallback(
    async (record, patch) => {
      try {
        const { record: saved, batch } = await save({ entity, update, record, patch })
        for (const list of lists) putIntoLists(client, list.name, saved)
        for (const read of reads) void client.invalidateQueries({ queryKey: [read.name] })
        if (batch) tellDone(t(done), batch)
        return saved
      } catch (error) {
        if (!(error instanceof GaveUp)) tellProblem(error)
        throw error
      }
    },
    [client, entity, update, lists, reads, done, t, tellDone, tellProblem],
  )
}

/** The person closed the conflict dialog: nothing was saved, and nothing needs to be said. */
class GaveUp extends Error {}

type Save = { entity: EntityDescriptor; update: Endpoint; record: RecordRow; patch: Record<string, unknown> }

async function save({
  entity,
  update,
  record,
  patch,
}: Save): Promise<{ record: RecordRow; batch: string | null }> {
  try {
    const options = {
      params: { id: record.id },
      body: patch,
      ...(record.version === undefined ? {} : { ifMatch: record.version }),
    }
    const { data, batch } = await callWithBatch(update, options as never)
    return { record: { ...record, ...(data as unknown as RecordRow) }, batch }
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409 || !error.current) throw error
    const theirs = error.current as RecordRow
    const chosen = await askConflict({ entity, yours: patch, theirs })
    if (chosen === null) throw new GaveUp()
    if (Object.keys(chosen).length === 0) return { record: theirs, batch: null }
    return save({ entity, update, record: theirs, patch: chosen })
  }
}

/** Replaces a record in every cached page of a list, so that the row need not be read again. */
function putIntoLists(client: QueryClient, list: string, record: RecordRow): void {
  client.setQueriesData<ListPage>({ queryKey: [list] }, page => {
    if (!page?.items.some(item => item.id === record.id)) return page
    return { ...page, items: page.items.map(item => (item.id === record.id ? { ...item, ...record } : item)) }
  })
}
