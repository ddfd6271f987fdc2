import type {
  AnnotateRowsEvent,
  AnyBinlogEvent,
  BinlogEventName,
  DeleteRowsEvent,
  QueryEvent,
  RowData,
  TableMapEvent,
  UpdateRowsEvent,
  WriteRowsEvent,
  XaPrepareEvent,
} from '@vlasky/zongji'
import { CallFailed } from '../failures.ts'
import { keyText, type RemoteChange, type RemoteObject, type RemoteValues } from '../port.ts'
import { operationIn } from './own-mark.ts'
import { assertFields, readable } from './shape.ts'
import { valueOf } from './values.ts'

/** What was gathered: a whole transaction (`ended`), or as much of a very large one as is held at once. */
export type Gathered = { changes: readonly RemoteChange[]; ended: boolean }

type Table = { object: RemoteObject; types: ReadonlyMap<string, number> }

/** An import of a million rows is one transaction; no more of it than this is held at once. */
const mostChanges = 5000

/** Puts events of the log together to transactions. */
export function transactions(objects: readonly RemoteObject[], mark: string) {
  const tables = new Map<number, Table>()
  // Changes that are promised (XA PREPARE) and count when they are committed, in a group of their own.
  const prepared = new Map<string, RemoteChange[]>()
  let changes: RemoteChange[] = []
  let operation: string | null = null
  let open = false

  const end = (): Gathered => {
    const gathered = { changes, ended: true }
    changes = []
    open = false
    return gathered
  }
  const rows = (event: WriteRowsEvent | UpdateRowsEvent | DeleteRowsEvent, pairs: readonly Pair[]) => {
    const table = tables.get(event.tableId)
    if (table)
      for (const pair of pairs)
        changes.push(...changesOf(table, pair, { at: new Date(event.timestamp), operation }))
    if (changes.length < mostChanges) return null
    const part = { changes, ended: false }
    changes = []
    return part
  }
  const text = ({ query }: QueryEvent): Gathered | null => {
    if (/^(commit|rollback)$/i.test(query.trim())) return end()
    const [, verb, id = ''] = /^xa\s+(commit|rollback)\s+(\S+)/i.exec(query.trim()) ?? []
    if (!verb) return null
    const promised = prepared.get(id)
    prepared.delete(id)
    if (/^rollback$/i.test(verb)) return end()
    if (!promised)
      throw new CallFailed(
        'position-lost',
        'A transaction was committed whose changes were told before this place in the log.',
      )
    changes = promised
    return end()
  }
  const events: Partial<Record<BinlogEventName, (event: never) => Gathered | null>> = {
    mariadbgtid: begin,
    gtid: begin,
    anonymousgtid: begin,
    annotaterows: statement,
    rowsquery: statement,
    tablemap: (event: TableMapEvent) => {
      const table = tableOf(objects, event)
      if (table) tables.set(event.tableId, table)
      return null
    },
    writerows: (event: WriteRowsEvent) =>
      rows(
        event,
        event.rows.map(after => ({ before: null, after })),
      ),
    updaterows: (event: UpdateRowsEvent) => rows(event, event.rows),
    deleterows: (event: DeleteRowsEvent) =>
      rows(
        event,
        event.rows.map(before => ({ before, after: null })),
      ),
    xaprepare: (event: XaPrepareEvent) => {
      if (event.onePhase) return end()
      prepared.set(xaName(event), changes)
      changes = []
      return end()
    },
    query: text,
    xid: end,
  }
  function begin() {
    changes = []
    operation = null
    open = true
    return null
  }
  function statement(event: AnnotateRowsEvent) {
    operation = operationIn(event.statement, mark)
    return null
  }
  return {
    isOpen: () => open,
    /** Takes the next event; answers what is to be given away with it. */
    take: (event: AnyBinlogEvent): Gathered | null =>
      events[event.getEventName() as BinlogEventName]?.(event as never) ?? null,
  }
}

/** As the log writes the name of such a transaction at its end. */
function xaName({ xidGtrid, xidBqual, xidFormatId }: XaPrepareEvent): string {
  return `X'${xidGtrid.toString('hex')}',X'${xidBqual.toString('hex')}',${xidFormatId}`
}

function tableOf(objects: readonly RemoteObject[], event: TableMapEvent): Table | null {
  const object = objects.find(each => each.space === event.schemaName && each.name === event.tableName)
  if (!object) return null
  const types = new Map(event.tableMap[event.tableId]?.columns?.map(({ name, type }) => [name, type]))
  assertFields(object, new Set(types.keys()))
  return { object, types }
}

type Pair = { before: RowData | null; after: RowData | null }

/** One change, or two where the key has changed: one record went and another came. */
function changesOf(
  { object, types }: Table,
  pair: Pair,
  told: Pick<RemoteChange, 'at' | 'operation'>,
): RemoteChange[] {
  const valuesOf = (row: RowData): RemoteValues =>
    Object.fromEntries(
      readable(object).map(({ name, kind }) => [
        name,
        valueOf({ kind, type: types.get(name) ?? 0 }, row[name]),
      ]),
    )
  const before = pair.before && valuesOf(pair.before)
  const after = pair.after && valuesOf(pair.after)
  const change = { object: object.name, version: null, by: null, ...told }
  const oldKey = before && keyText(object, before)
  const newKey = after && keyText(object, after)
  if (oldKey !== null && newKey !== null && oldKey !== newKey)
    return [
      { ...change, key: oldKey, after: null, before },
      { ...change, key: newKey, after, before: null },
    ]
  return [{ ...change, key: (newKey ?? oldKey) as string, after, before }]
}
