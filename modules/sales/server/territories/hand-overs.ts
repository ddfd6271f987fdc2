import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { Forbidden, invalid, NotFound, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, lockRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import { customerScope } from '../../../customers/index.ts'
import type { HandOver } from '../../contract/territories.ts'
import { requireColleague } from '../access.ts'
import { passOn } from './passing.ts'
import { holdoutDays } from './holdout.ts'
import { insideRule } from './matching.ts'
import { handOverTable } from './tables.ts'
import { readTerritory } from './territories.ts'

const most = 10_000
const person = (column: string) =>
  `json_build_object('id', h.${column}, 'name', (select u.name from staff.v_user u where u.id = h.${column}))`
const gone = (column: string) => `exists (select from staff.v_departure d where d.user_id = h.${column})`
const columns = `h.id, h.version, ${person('from_id')} as "from", ${person('to_id')} as "to", ${person('asked_by')} as "askedBy",
  to_json(h.asked_at) #>> '{}' as "askedAt", h.note, cardinality(h.customers) as customers, h.kept_percent as "keptPercent",
  case when h.done_at is not null then 'done' when h.refused_at is not null then 'refused' else 'asked' end as state,
  case when h.done_at is not null or h.refused_at is not null then '{}'::uuid[] else array_remove(array[
    case when h.from_accepted_at is null and not ${gone('from_id')} then h.from_id end, case when h.to_accepted_at is null then h.to_id end], null) end as "waitsFor",
  h.refused_why as "refusedWhy"`

const concerns = (ctx: Context) =>
  ctx.actor.permissions.has('sales.manage')
    ? '$1::uuid is not null'
    : '$1::uuid in (h.from_id, h.to_id, h.asked_by)'

/** Hand-overs that the actor gives, takes or asked for; who manages sales sees all. */
export async function listHandOvers(ctx: Context): Promise<{ items: HandOver[] }> {
  const text = `select ${columns} from sales.hand_over h where ${concerns(ctx)} order by h.asked_at desc, h.id desc limit 100`
  return { items: await rows<HandOver>(ctx.db, text, [ctx.actor.id]) }
}

async function readHandOver(ctx: Context, id: string): Promise<HandOver> {
  const text = `select ${columns} from sales.hand_over h where ${concerns(ctx)} and h.id = $2::uuid`
  const found = await row<HandOver>(ctx.db, text, [ctx.actor.id, id])
  if (!found) throw new NotFound('hand-over')
  return found
}

export type Asking = {
  from: string
  to: string
  territory?: string | undefined
  customers?: string[] | undefined
  keptPercent: number
  note?: string | null | undefined
}

/**
 * Asks that customers pass from one to another. Who asks has agreed by that; who left is not asked, but what was his stays for the
 * days of the holdout. Only the giver and who manages sales may ask.
 */
export async function askHandOver(ctx: Context, asking: Asking): Promise<HandOver> {
  const me = ctx.actor.id
  if (asking.from !== me && !ctx.actor.permissions.has('sales.manage')) throw new Forbidden('sales.manage')
  if (asking.from === asking.to)
    throw invalid('to', 'sales.hand-over-to-self', 'Choose somebody else than the one who gives.')
  await requireColleague(ctx, asking.to, 'to')
  await requireNotHeldOut(ctx, asking.from)
  const id = newId()
  await insertRow(ctx, handOverTable, {
    id,
    from_id: asking.from,
    to_id: asking.to,
    customers: await toHandOver(ctx, asking),
    kept_percent: asking.keptPercent,
    note: asking.note || null,
    asked_by: me,
    asked_at: ctx.now,
    from_accepted_at: asking.from === me ? ctx.now : null,
    to_accepted_at: asking.to === me ? ctx.now : null,
  })
  await completeIfAgreed(ctx, id)
  return readHandOver(ctx, id)
}

/** Throws where the holdout of somebody who left is not over. */
export async function requireNotHeldOut(ctx: Context, userId: string): Promise<void> {
  const days = await holdoutDays(ctx)
  const found = await row<{ day: string }>(
    ctx.db,
    `select (d.at + $2 * interval '1 day')::date::text as day from staff.v_departure d
     where d.user_id = $1::uuid and d.at + $2 * interval '1 day' > $3::timestamptz`,
    [userId, days, ctx.now],
  )
  if (found)
    throw new Refused('sales.held-out', `What somebody who left had stays where it is until ${found.day}.`, {
      day: found.day,
    })
}

/** The customers of the giver that the actor sees, narrowed as he said. */
async function toHandOver(ctx: Context, { from, territory, customers }: Asking): Promise<string[]> {
  const sql = sqlWriter()
  const where = [
    `c.owner_id = ${sql.bind(from, 'uuid')}`,
    'c.merged_into is null',
    customerScope(ctx, { alias: 'c', sql }),
  ]
  if (territory) where.push(insideRule(sql, (await readTerritory(ctx, territory)).rule))
  if (customers) where.push(`c.id = any(${sql.bind(customers, 'uuid[]')})`)
  const found = await rows<{ id: string }>(
    ctx.db,
    `select c.id from customers.v_customer c where ${where.join(' and ')} order by c.id limit ${most + 1}`,
    sql.values,
  )
  if (found.length === 0)
    throw new Refused('sales.nothing-to-hand-over', 'None of these customers is with the one who gives.')
  if (found.length > most)
    throw new Refused('sales.too-much-to-hand-over', `At most ${most} customers pass in one hand-over.`, {
      limit: most,
    })
  return found.map(({ id }) => id)
}

/** Accepts or refuses; the last word that was missing carries it out. Throws `NotFound` where it is none of the actor's business. */
export async function answerHandOver(
  ctx: Context,
  { id, accept, why }: { id: string; accept: boolean; why?: string | null | undefined },
): Promise<HandOver> {
  await readHandOver(ctx, id)
  const before = await lockRow(ctx, handOverTable, { rootId: id, id })
  if (before.done_at || before.refused_at)
    throw new Refused('sales.hand-over-ended', 'This hand-over has been decided already.')
  const me = ctx.actor.id
  const { waitsFor } = await readHandOver(ctx, id)
  if (!waitsFor.includes(me))
    throw new Refused('sales.no-word-asked', 'Nobody waits for your word on this hand-over.')
  const mine = before.from_id === me ? 'from_accepted_at' : 'to_accepted_at'
  const set: Row = accept
    ? { [mine]: ctx.now }
    : { refused_at: ctx.now, refused_by: me, refused_why: why || null }
  await changeRow(ctx, handOverTable, { key: { rootId: id, id }, set, locked: before })
  if (accept) await completeIfAgreed(ctx, id)
  return readHandOver(ctx, id)
}

async function completeIfAgreed(ctx: Context, id: string): Promise<void> {
  const { waitsFor } = await readHandOver(ctx, id)
  if (waitsFor.length > 0) return
  const agreed = await lockRow(ctx, handOverTable, { rootId: id, id })
  await passOn(ctx, {
    from: String(agreed.from_id),
    to: String(agreed.to_id),
    customers: agreed.customers as string[],
    keptPercent: Number(agreed.kept_percent),
  })
  await changeRow(ctx, handOverTable, { key: { rootId: id, id }, set: { done_at: ctx.now }, locked: agreed })
}
