import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid, Refused } from '../../../../platform/errors.ts'
import { insertRow, lockRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { CommissionPlan, CommissionStep } from '../../contract/targets.ts'
import { tellSettings } from '../settings/told.ts'
import { sellerSeen } from './seen.ts'
import { commissionPlanTable, commissionShareTable } from './tables.ts'

type Assigning = { sellers: readonly string[]; fromOn: string }
type NewPlan = Assigning & {
  name: string
  per: 'month' | 'quarter'
  basisPoints: number
  steps: readonly CommissionStep[]
}

/** Plans, the newest first, and for whom of those that the actor sees they hold from when until when. */
export async function listPlans(ctx: Context): Promise<{ items: CommissionPlan[] }> {
  const sql = sqlWriter()
  const items = await rows<CommissionPlan>(
    ctx.db,
    `with share as (select s.plan_id, s.user_id, u.name, s.from_on,
         (lead(s.from_on) over (partition by s.user_id order by s.from_on) - 1)::text as until
       from sales.commission_share s join staff.v_user u on u.id = s.user_id where ${sellerSeen(ctx, sql)})
     select p.id, p.name, p.per, p.basis_points as "basisPoints", p.steps,
       json_build_object('id', p.made_by, 'name', (select u.name from staff.v_user u where u.id = p.made_by)) as "madeBy",
       to_json(p.made_at) #>> '{}' as "madeAt",
       coalesce((select json_agg(json_build_object('id', s.user_id, 'name', s.name, 'from', s.from_on::text, 'until', s.until)
         order by lower(s.name), s.from_on) from share s where s.plan_id = p.id), '[]') as sellers
     from sales.commission_plan p order by p.made_at desc, p.id desc limit 200`,
    sql.values,
  )
  return { items }
}

/** Makes a plan for sellers from a day on. It is never changed: another one follows it. */
export async function addPlan(ctx: Context, { sellers, fromOn, ...plan }: NewPlan): Promise<{ id: string }> {
  if (plan.steps.some((step, at) => step.fromPercent <= (plan.steps[at - 1]?.fromPercent ?? 0)))
    throw invalid(
      'steps',
      'sales.steps-not-ascending',
      'Each step begins at a higher percentage than the one before.',
    )
  const id = newId()
  await insertRow(ctx, commissionPlanTable, {
    id,
    name: plan.name,
    per: plan.per,
    basis_points: plan.basisPoints,
    steps: JSON.stringify(plan.steps),
    made_by: ctx.actor.id,
    made_at: ctx.now,
  })
  await assign(ctx, id, { sellers, fromOn })
  return { id }
}

/** Lets a plan hold for more sellers from a day on; throws `NotFound`. */
export async function assignPlan(
  ctx: Context,
  { id, ...to }: Assigning & { id: string },
): Promise<{ id: string }> {
  await lockRow(ctx, commissionPlanTable, { rootId: id, id })
  await assign(ctx, id, to)
  return { id }
}

/** What was promised stays: a plan begins today or later, or where its seller had none from that day until today. */
async function assign(ctx: Context, id: string, { sellers, fromOn }: Assigning): Promise<void> {
  await row(ctx.db, `select pg_advisory_xact_lock(hashtextextended('sales.commission_share', 0))`)
  const people = [...new Set(sellers)]
  await requireSellers(ctx, people)
  const today = ctx.now.toISOString().slice(0, 10)
  const there = await rows<{ user: string; from: string }>(
    ctx.db,
    'select user_id as "user", from_on::text as "from" from sales.commission_share where user_id = any($1::uuid[])',
    [people],
  )
  if (there.some(({ from }) => from === fromOn))
    throw new Refused(
      'sales.plan-that-day',
      'One of these sellers has a plan from that very day. Choose another day.',
    )
  if (fromOn < today && there.some(({ from }) => from <= today))
    throw new Refused(
      'sales.plan-in-past',
      'One of these sellers has a plan already; another one begins today or later.',
    )
  for (const user of people)
    await insertRow(ctx, commissionShareTable, { plan_id: id, id: newId(), user_id: user, from_on: fromOn })
  await tellSettings(ctx, id)
}

async function requireSellers(ctx: Context, people: readonly string[]): Promise<void> {
  const sql = sqlWriter()
  const found = await rows(
    ctx.db,
    `select u.id from staff.v_user u where u.active and u.id = any(${sql.bind(people, 'uuid[]')}) and ${sellerSeen(ctx, sql)}`,
    sql.values,
  )
  if (found.length < people.length)
    throw invalid('sellers', 'sales.no-such-seller', 'There is no such seller or team, or he has left.')
}
