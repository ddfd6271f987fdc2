import type { Db } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'

/** The lists of the old billing system, as its document names them. */
export const lists = ['customers', 'invoices'] as const
export type List = (typeof lists)[number]

/** A record of the old billing system, with the stamp of its last change. */
export type OldRecord = { key: string; values: Record<string, unknown>; stamp: number; deleted: boolean }

type Named = { systemId: string; list: List; key: string }

const columns = `key, values, stamp::int as stamp, deleted_at is not null as deleted`

/** Records in the order of their changes, behind a stamp; those that were deleted among them. */
export function changedSince(
  db: Db,
  { systemId, list, since, limit }: Omit<Named, 'key'> & { since: number; limit: number },
): Promise<OldRecord[]> {
  return rows<OldRecord>(
    db,
    `select ${columns} from integration.demo_record where system_id = $1 and list = $2 and stamp > $3 order by stamp limit $4`,
    [systemId, list, since, limit],
  )
}

export async function oldRecord(db: Db, { systemId, list, key }: Named): Promise<OldRecord | null> {
  const found = await row<OldRecord>(
    db,
    `select ${columns} from integration.demo_record where system_id = $1 and list = $2 and key = $3 and deleted_at is null`,
    [systemId, list, key],
  )
  return found ?? null
}

/** Changes a record that still has the stamp that the writer knows; null where somebody was quicker. */
export async function changeOldRecord(
  db: Db,
  { systemId, list, key, stamp, set }: Named & { stamp: number; set: Record<string, unknown> },
): Promise<OldRecord | null> {
  const changed = await row<OldRecord>(
    db,
    `update integration.demo_record set values = values || $5::jsonb, stamp = nextval('integration.demo_stamp')
     where system_id = $1 and list = $2 and key = $3 and stamp = $4 and deleted_at is null returning ${columns}`,
    [systemId, list, key, stamp, JSON.stringify(set)],
  )
  return changed ?? null
}

export type NewRecord = { list: List; key: string; values: Record<string, unknown>; stamp: number }

/** Fills the old billing system; its next change gets a stamp behind all of these. */
export async function fillOldRecords(
  db: Db,
  { systemId, records }: { systemId: string; records: readonly NewRecord[] },
): Promise<void> {
  await run(
    db,
    `insert into integration.demo_record (system_id, list, key, values, stamp)
     select $1, r.list, r.key, r.values, r.stamp
     from jsonb_to_recordset($2::jsonb) r(list text, key text, values jsonb, stamp bigint)`,
    [systemId, JSON.stringify(records)],
  )
  await run(
    db,
    `select setval('integration.demo_stamp', greatest((select last_value from integration.demo_stamp), $1))`,
    [Math.max(...records.map(({ stamp }) => stamp))],
  )
}
