import type { Db } from '../context.ts'
import { keptPlan } from '../database/prepared.ts'
import { row, rows } from '../database/statement.ts'

/** An event as it stands in the outbox. */
export type StoredEvent = {
  id: string
  xid: string
  kind: string
  entity: string
  root_id: string
  record_id: string
  batch_id: string
  actor_id: string
  data: Record<string, unknown>
}

/** Where a reader stands: everything of earlier transactions, and of this one up to the id, has been read. */
export type Position = { xid: string; id: string }

const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * The oldest transaction that may still write an event, or the next one that begins. Only what lies below it is read, so one
 * that commits late is never skipped (a time or id watermark lost 20 of 120 rows when measured). PostgreSQL counts
 * transactions over all databases of a server; those that are known to run in another one can write nothing here, and nobody
 * waits for them (decision 34). Which database a session is in, and the number of its transaction, may be read by every role.
 *
 * Safe because the snapshot is older than the look at the sessions: whoever stands in it has had his database since before,
 * and his number belongs to him alone. Hence to be asked outside of transactions, where PostgreSQL keeps an earlier look.
 */
const oldestRunning = `select coalesce(min(running), pg_snapshot_xmax(pg_current_snapshot()))
  from pg_snapshot_xip(pg_current_snapshot()) running
  where not exists (
    select from pg_stat_activity elsewhere
    where elsewhere.backend_xid = running::xid and elsewhere.datname <> current_database())`

/** The position after everything that is finished now. */
export async function endOfOutbox(db: Db): Promise<Position> {
  const now = await row<{ xid: string }>(db, `select (${oldestRunning})::text as xid`)
  return { xid: now?.xid ?? '0', id: firstId }
}

const finished = `xid < (${oldestRunning})`

/** The next events after a position, oldest transaction first. */
export async function readOutbox(db: Db, from: Position, limit: number): Promise<StoredEvent[]> {
  return rows<StoredEvent>(
    db,
    keptPlan(`select id, xid::text, kind, entity, root_id, record_id, batch_id, actor_id, data from platform.event
     where (xid, id) > ($1::xid8, $2::uuid) and ${finished} order by xid, id limit $3`),
    [from.xid, from.id, limit],
  )
}

/** The same without what was said: only what happened. */
export async function lookAhead(
  db: Db,
  from: Position,
  limit: number,
): Promise<(Position & { kind: string })[]> {
  return rows(
    db,
    keptPlan(`select id, xid::text, kind from platform.event
     where (xid, id) > ($1::xid8, $2::uuid) and ${finished} order by xid, id limit $3`),
    [from.xid, from.id, limit],
  )
}

/** The events of a kind after a position, up to another that lies behind what is finished. */
export async function readBetween(
  db: Db,
  kind: string,
  { from, to }: { from: Position; to: Position },
): Promise<StoredEvent[]> {
  return rows<StoredEvent>(
    db,
    `select id, xid::text, kind, entity, root_id, record_id, batch_id, actor_id, data from platform.event
     where (xid, id) > ($1::xid8, $2::uuid) and (xid, id) <= ($3::xid8, $4::uuid) and kind = $5 order by xid, id`,
    [from.xid, from.id, to.xid, to.id, kind],
  )
}

/** The position behind the last of these events. */
export function positionAfter(events: readonly Position[], before: Position): Position {
  const last = events.at(-1)
  return last ? { xid: last.xid, id: last.id } : before
}

/** Whether the first position comes after the second. */
export function isAfter(one: Position, other: Position): boolean {
  const [a, b] = [BigInt(one.xid), BigInt(other.xid)]
  return a === b ? one.id > other.id : a > b
}
