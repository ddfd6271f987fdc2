import type { Actor } from '../../../../platform/access/actor.ts'
import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { Forbidden, NotFound, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, removeRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { Base } from '../../contract.ts'
import { baseTable, takenOf } from './tables.ts'

/** Whether the actor's rows are all customers: a base is matched against all of them, so it is for those who see all. */
export function seesAllCustomers(actor: Actor): boolean {
  return actor.permissions.has('customers.read') && actor.scopes.get('customer') === 'all'
}

/** Throws `Forbidden` unless the actor sees all customers. */
export function requireSight(ctx: Context): void {
  if (!seesAllCustomers(ctx.actor)) throw new Forbidden('customers.read')
}

type BaseRow = Omit<Base, 'counts' | 'createdAt'> & { createdAt: Date }

const columns = 'b.id, b.version, b.name, b.note, b.created_at as "createdAt"'

/** All bases, the newest first, with what has become of their records. */
export async function listBases(ctx: Context): Promise<{ items: Base[] }> {
  requireSight(ctx)
  const found = await rows<BaseRow>(
    ctx.db,
    `select ${columns} from matching.base b order by b.id desc limit 200`,
  )
  return { items: await withCounts(ctx, found) }
}

/** One base; throws `NotFound`. */
export async function getBase(ctx: Context, id: string): Promise<Base> {
  requireSight(ctx)
  const found = await row<BaseRow>(ctx.db, `select ${columns} from matching.base b where b.id = $1`, [id])
  if (!found) throw new NotFound('base')
  const [view] = await withCounts(ctx, [found])
  return view as Base
}

const refused = `exists (select 1 from matching.stage_refusal f where f.root_id = t.id
  and not exists (select 1 from platform.undo u where u.batch_id = f.stage_id))`

async function withCounts(ctx: Context, bases: readonly BaseRow[]): Promise<Base[]> {
  const counted = await rows<Base['counts'] & { id: string }>(
    ctx.db,
    `select w.id, count(t.id)::int as loaded, count(*) filter (where t.taken)::int as taken,
       count(*) filter (where not t.taken and t.refused)::int as refused,
       count(*) filter (where not t.taken and not t.refused)::int as left,
       count(*) filter (where not t.taken and t.verdict = 'new')::int as new,
       count(*) filter (where not t.taken and t.verdict = 'same')::int as same,
       count(*) filter (where not t.taken and t.verdict = 'unsure')::int as unsure,
       count(*) filter (where not t.taken and t.verdict is null and t.id is not null)::int as unmatched,
       count(*) filter (where not t.taken and t.twin_id is not null)::int as twins
     from unnest($1::uuid[]) w(id) left join lateral (
       select t.id, t.verdict, t.twin_id, ${takenOf('t')} as taken, ${refused} as refused
       from matching.base_record t where t.base_id = w.id) t on true
     group by w.id`,
    [bases.map(({ id }) => id)],
  )
  const byId = new Map(counted.map(({ id, ...counts }) => [id, counts]))
  return bases.map(({ createdAt, ...found }) => ({
    ...found,
    createdAt: createdAt.toISOString(),
    counts: byId.get(found.id) as Base['counts'],
  }))
}

export type Naming = { name?: string | undefined; note?: string | null | undefined }

/** Opens a base for another firm's customers; it is empty until files are loaded into it. */
export async function openBase(ctx: Context, { name, note }: Naming & { name: string }): Promise<Base> {
  requireSight(ctx)
  const id = newId()
  await insertRow(ctx, baseTable, { id, name, note: note ?? null, created_by: ctx.actor.id })
  return getBase(ctx, id)
}

/** Renames a base or notes something about it. */
export async function changeBase(
  ctx: Context,
  { id, set, version }: { id: string; set: Naming; version?: number | undefined },
): Promise<Base> {
  requireSight(ctx)
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined))
  await changeRow(ctx, baseTable, { key: { rootId: id, id }, set: given, version })
  return getBase(ctx, id)
}

/** Removes a base that holds no records; refuses `matching.base-not-empty`. */
export async function removeBase(ctx: Context, id: string): Promise<null> {
  requireSight(ctx)
  // Whoever loads into it holds a key share of its row.
  await row(ctx.db, 'select 1 from matching.base where id = $1 for update', [id])
  const record = await row(ctx.db, 'select 1 as hit from matching.base_record where base_id = $1 limit 1', [
    id,
  ])
  if (record)
    throw new Refused(
      'matching.base-not-empty',
      'The base holds records. Take its files back first, then remove it.',
    )
  await run(ctx.db, 'delete from matching.base_match where base_id = $1', [id])
  await run(
    ctx.db,
    'delete from matching.stage_refusal f using matching.stage s where s.id = f.stage_id and s.base_id = $1',
    [id],
  )
  await run(ctx.db, 'delete from matching.stage where base_id = $1', [id])
  await removeRow(ctx, baseTable, { rootId: id, id })
  return null
}

/** Throws while something is at work on the base that a second work would come in the way of. */
export async function requireIdle(ctx: Context, baseId: string): Promise<void> {
  const locked = await row(ctx.db, 'select 1 as hit from matching.base where id = $1 for update', [baseId])
  if (!locked) throw new NotFound('base')
  const busy = await row<{ what: string }>(
    ctx.db,
    `select 'comparison' as what from matching.base_match where base_id = $1 and state in ('waiting', 'running')
     union all select 'stage' from matching.stage where base_id = $1 and state in ('waiting', 'running')
     union all select 'undo' from matching.stage s where s.base_id = $1 and s.undo_asked_at is not null
     union all select 'load' from platform.import i where i.options -> 'constants' ->> 'base' = $1::text and i.entity = 'base-record'
       and i.state in ('waiting', 'running', 'undoing') limit 1`,
    [baseId],
  )
  if (busy)
    throw new Refused(
      'matching.base-busy',
      'Something is at work on this base already. Wait for it, or stop it.',
      busy,
    )
}
