import type { Pool, PoolClient } from 'pg'
import type { Actor } from '../../access/actor.ts'
import { uncheckedForeignKeys } from '../../database/foreign-keys.ts'
import { newId } from '../../ids.ts'
import { copyInto, copyLine } from '../copy.ts'
import { storableText } from '../values/text.ts'
import type { Chunk } from './chunk.ts'
import type { OnMatch } from './options.ts'
import { type Inspect, inspectChunk, settleChunk } from './inspect.ts'
import { collectWarnings, type Warning } from './read-row.ts'
import { besideOthers, type Turn } from './turns.ts'
import {
  type AnyRecord,
  type AnyWork,
  databaseLookup,
  type Refused,
  type Resolved,
  resolveChunk,
} from './resolve.ts'

export type Storing = {
  pool: Pool
  work: AnyWork
  match: readonly string[]
  several: 'refuse' | 'oldest'
  matched: OnMatch
  importId: string
  batchId: string
  entity: string
  actor: Actor
  inspect: Inspect | null
}

/** Where the import stands after a chunk. */
export type Progress = { position: number; cancelAsked: boolean }

/** Someone else is running the same import; this run ends without a word. */
export class TakenOver extends Error {}

/** Stores one chunk with its history, refusals, event and counts in one transaction, committed in its turn. */
export async function storeChunk(chunk: Chunk, turn: Turn, storing: Storing): Promise<Progress> {
  const client = await storing.pool.connect()
  try {
    await client.query('begin; set local statement_timeout = 0; set local work_mem = 65536')
    const { work, match, several, matched } = storing
    await turn.mayLook
    if (work.settle) await turn.before
    const lookup = besideOthers(databaseLookup(work, client, matched), turn)
    const resolved = await resolveChunk(chunk.composed, { work, match, several, matched, lookup })
    await settleChunk(client, { work, resolved })
    turn.looked(resolved)
    await inspectChunk(client, { inspect: storing.inspect, work, chunk, resolved })
    const changed = await countNewlyMet(client, storing, resolved)
    await prepare(storing, resolved)
    // Parents of the rows are made or locked by this transaction, but for records at the other end of a tie.
    if (resolved.ties.length === 0) await client.query(uncheckedForeignKeys)
    const changes = await work.write(client, { ...resolved, created: madeBy(resolved) })
    await writeHistory(client, storing, { resolved, changes })
    await writeRefusals(client, storing.importId, [...chunk.refused, ...resolved.refused])
    if (resolved.created.length + resolved.changed.length + resolved.ties.length > 0)
      await writeEvent(client, storing, resolved)
    const before = await turn.before
    if (before.cancelAsked) throw new CancelledBefore(before)
    const progress = await moveOn(client, storing, { chunk, after: before.position, resolved, changed })
    await client.query('commit')
    client.release()
    return progress
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    if (error instanceof CancelledBefore) return error.progress
    throw error
  }
}

/** The chunk before was the last one to be stored. */
class CancelledBefore extends Error {
  readonly progress: Progress
  constructor(progress: Progress) {
    super('cancelled')
    this.progress = progress
  }
}

/** All new records, in the order in which the rows gave them. */
function madeBy({ created, alongside }: Resolved): Resolved['created'] {
  return alongside.length > 0 ? [...created, ...alongside] : created
}

/** Of the records that change, those that this import has neither made nor changed before. */
async function countNewlyMet(
  client: PoolClient,
  { batchId, work }: Storing,
  { changed }: Resolved,
): Promise<number> {
  if (changed.length === 0) return 0
  const { rows } = await client.query<{ n: number }>(
    // The lateral part with its offset is looked up root by root; without it all rows of the batch were read.
    `select count(*)::int as n from unnest($1::uuid[], $4::uuid[]) u(id, record_id)
     where not exists (
       select 1 from (select c.batch_id, c.entity, c.record_id from platform.change c where c.root_id = u.id offset 0) c
       where c.batch_id = $2 and c.entity is distinct from $3 and (u.record_id = u.id or c.record_id = u.record_id))`,
    [changed.map(rootIn(work)), batchId, work.ties?.entity ?? null, changed.map(record => record.id)],
  )
  return rows[0]?.n ?? 0
}

function rootIn(work: AnyWork): (record: AnyRecord) => string {
  return work.rootOf ?? (({ id }) => id)
}

/** In a transaction of its own: two imports that learn the same look-up value then never wait for each other long. */
async function prepare({ pool, work }: Storing, resolved: Resolved): Promise<void> {
  if (!work.prepare) return
  const client = await pool.connect()
  try {
    await work.prepare(client, madeBy(resolved), resolved.changed)
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

type Written = { resolved: Resolved; changes: Awaited<ReturnType<AnyWork['write']>> }

const changeColumns = 'platform.change (root_id, id, batch_id, entity, record_id, action, before, after)'

async function writeHistory(client: PoolClient, storing: Storing, written: Written): Promise<void> {
  await copyInto(client, changeColumns, historyLines(storing, written))
}

function* historyLines(
  { batchId, entity, work }: Storing,
  { resolved, changes }: Written,
): Generator<string> {
  const rootOf = rootIn(work)
  for (const record of madeBy(resolved))
    yield copyLine([rootOf(record), newId(), batchId, entity, record.id, 'created', null, null])
  for (const change of changes) {
    const [before, after] = [change.before, change.after].map(image => (image ? JSON.stringify(image) : null))
    yield copyLine([
      change.rootId,
      newId(),
      batchId,
      change.entity,
      change.recordId,
      change.action,
      before,
      after,
    ])
  }
}

export async function writeRefusals(
  client: PoolClient,
  importId: string,
  refused: readonly Refused[],
): Promise<void> {
  const lines = refused.map(row => {
    const cells = JSON.stringify(row.cells.map(cell => (cell === null ? null : storableText(cell))))
    const params = storableText(JSON.stringify(row.params ?? {}))
    return copyLine([
      importId,
      row.number,
      row.field ?? null,
      row.code,
      storableText(row.message),
      params,
      cells,
    ])
  })
  await copyInto(
    client,
    'platform.import_refusal (import_id, row_no, field, code, message, params, cells)',
    lines,
  )
}

async function writeEvent(client: PoolClient, storing: Storing, resolved: Resolved): Promise<void> {
  const data = {
    import: storing.importId,
    created: madeBy(resolved).length,
    changed: resolved.changed.length,
    changedIds: resolved.changed.map(({ id }) => id),
    related: resolved.ties.length,
  }
  await client.query(
    `insert into platform.event (root_id, id, kind, entity, record_id, batch_id, actor_id, data)
     values ($1, $2, $3, 'import', $1, $4, $5, $6)`,
    [
      storing.importId,
      newId(),
      `${storing.entity}.imported`,
      storing.batchId,
      storing.actor.id,
      JSON.stringify(data),
    ],
  )
}

type Moving = { chunk: Chunk; after: number; resolved: Resolved; changed: number }

async function moveOn(
  client: PoolClient,
  { importId }: Storing,
  { chunk, after, resolved, changed }: Moving,
): Promise<Progress> {
  // No key update: the chunk behind, which waits for this one, may hold the key share of its refusals' foreign key.
  const found = await client.query<{ warnings: Warning[] }>(
    'select warnings from platform.import where id = $1 and position = $2 for no key update',
    [importId, after],
  )
  const [row] = found.rows
  if (!row) throw new TakenOver()
  const counts = {
    read: chunk.read,
    created: resolved.created.length,
    alongside: resolved.alongside.length + resolved.making.length,
    related: resolved.ties.length,
    matched: resolved.matched,
    changed,
    refused: chunk.refused.length + resolved.refused.length,
  }
  return addCounts(client, importId, {
    position: chunk.last,
    counts,
    warnings: merge(row.warnings, chunk.warnings),
  })
}

export type Counts = {
  read: number
  created: number
  alongside: number
  related: number
  matched: number
  changed: number
  refused: number
}

/** Adds to the counts and sets the position; answers whether someone wants the import to stop. */
export async function addCounts(
  client: Pick<PoolClient, 'query'>,
  importId: string,
  { position, counts, warnings }: { position: number; counts: Counts; warnings: readonly Warning[] },
): Promise<Progress> {
  const { rows } = await client.query<{ asked: boolean }>(
    `update platform.import set position = $2, read_rows = read_rows + $3, created = created + $4, matched = matched + $5,
       changed = changed + $6, refused = refused + $7, warnings = $8, alongside = alongside + $9, related = related + $10, heartbeat_at = now()
     where id = $1 returning cancel_asked_at is not null as asked`,
    [
      importId,
      position,
      counts.read,
      counts.created,
      counts.matched,
      counts.changed,
      counts.refused,
      JSON.stringify(warnings),
      counts.alongside,
      counts.related,
    ],
  )
  return { position, cancelAsked: rows[0]?.asked ?? true }
}

export function merge(known: readonly Warning[], more: readonly Warning[]): Warning[] {
  const all = collectWarnings(known)
  for (const warning of more) all.note(warning)
  return all.list()
}
