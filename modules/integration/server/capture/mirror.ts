import type { Context, Db } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { RowRefusal } from '../../../../platform/transfer/target.ts'
import type { Arrival } from '../../../customers/index.ts'
import type { RemoteValues } from '../connectors/port.ts'
import type { JoinedObject } from '../systems/system.ts'

/** What is heard of a record; `values` is null where it is gone. `arrival`: what it is to us, where that has been found out already. */
export type Heard = {
  key: string
  values: RemoteValues | null
  version: string | null
  arrival?: Arrival | RowRefusal
}

/** What our copy says of a record. */
export type Kept = { key: string; values: RemoteValues; gone: boolean; seenAt: Date }

/** Our copies of these records, locked until the end of the transaction. */
export async function lockKept(
  db: Db,
  objectId: string,
  keys: readonly string[],
): Promise<Map<string, Kept>> {
  const found = await rows<Kept>(
    db,
    `select key, values, gone_at is not null as gone, seen_at as "seenAt" from integration.mirror
     where object_id = $1 and key = any($2::text[]) order by key for update`,
    [objectId, keys],
  )
  return new Map(found.map(kept => [kept.key, kept]))
}

export type Keeping = Heard & { parentKey: string | null }

/** Keeps what was heard, in one statement; of a record that is gone what it last was stays. */
export async function keep(
  ctx: Context,
  object: Pick<JoinedObject, 'id'>,
  { heard, at }: { heard: readonly Keeping[]; at: Date },
): Promise<void> {
  if (heard.length === 0) return
  const given = heard.map(({ key, values, version, parentKey }) => ({
    key,
    values,
    stamp: version,
    parent_key: parentKey,
  }))
  await run(
    ctx.db,
    `insert into integration.mirror (object_id, key, parent_key, values, stamp, seen_at, changed_at, gone_at)
     select $1, h.key, h.parent_key, coalesce(h.values, '{}'), h.stamp, $3, $3, case when h.values is null then $3::timestamptz end
     from jsonb_to_recordset($2::jsonb) h(key text, values jsonb, stamp text, parent_key text)
     on conflict (object_id, key) do update set
       values = case when excluded.gone_at is null then excluded.values else mirror.values end,
       parent_key = case when excluded.gone_at is null then excluded.parent_key else mirror.parent_key end,
       stamp = excluded.stamp, gone_at = excluded.gone_at,
       seen_at = greatest(mirror.seen_at, excluded.seen_at),
       changed_at = case when mirror.values is distinct from excluded.values or (mirror.gone_at is null) <> (excluded.gone_at is null)
         then excluded.changed_at else mirror.changed_at end`,
    [object.id, JSON.stringify(given), at],
  )
}

/** Notes that records still stand as they were, without writing them anew more often than the freshness of values needs. */
export async function touch(
  ctx: Context,
  object: Pick<JoinedObject, 'id'>,
  { keys, at }: { keys: readonly string[]; at: Date },
): Promise<void> {
  if (keys.length === 0) return
  await run(
    ctx.db,
    'update integration.mirror set seen_at = greatest(seen_at, $3) where object_id = $1 and key = any($2::text[])',
    [object.id, keys, at],
  )
}

/** The records here that are these records there. */
export async function crosswalkOf(
  db: Db,
  objectId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const found = await rows<{ key: string; record: string }>(
    db,
    'select key, record_id as record from integration.crosswalk where object_id = $1 and key = any($2::text[])',
    [objectId, keys],
  )
  return new Map(found.map(({ key, record }) => [key, record]))
}

/** Keys of all records that stand there as far as we know, in parts; for readers that find deletions by comparing. */
export async function* knownKeys(db: Db, objectId: string, signal: AbortSignal): AsyncGenerator<string[]> {
  let after = ''
  let first = true
  while (!signal.aborted) {
    const found = await rows<{ key: string }>(
      db,
      `select key from integration.mirror where object_id = $1 and gone_at is null and (key > $2 or $3) order by key limit 10000`,
      [objectId, after, first],
    )
    if (found.length === 0) return
    first = false
    after = (found.at(-1) as { key: string }).key
    yield found.map(({ key }) => key)
  }
}
