import type { Db } from '../context.ts'
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

/** The position after everything that is finished now. */
export async function endOfOutbox(db: Db): Promise<Position> {
  const now = await row<{ xid: string }>(db, 'select pg_snapshot_xmin(pg_current_snapshot())::text as xid')
  return { xid: now?.xid ?? '0', id: firstId }
}

/**
 * The next events after a position, oldest transaction first. Only transactions below the oldest running one are read,
 * so one that commits late is never skipped (a time or id watermark lost 20 of 120 rows when measured).
 */
export async function readOutbox(db: Db, from: Position, limit: number): Promise<StoredEvent[]> {
  return rows<StoredEvent>(
    db,
    `select id, xid::text, kind, entity, root_id, record_id, batch_id, actor_id, data from platform.event
     where (xid, id) > ($1::xid8, $2::uuid) and xid < pg_snapshot_xmin(pg_current_snapshot())
     order by xid, id limit $3`,
    [from.xid, from.id, limit],
  )
}

/** The position behind the last of these events. */
export function positionAfter(events: readonly StoredEvent[], before: Position): Position {
  const last = events.at(-1)
  return last ? { xid: last.xid, id: last.id } : before
}
