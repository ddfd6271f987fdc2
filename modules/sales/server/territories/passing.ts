import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { recordChanges } from '../../../../platform/history/record.ts'
import { changeMany } from '../../../customers/index.ts'
import { changeOpportunities } from '../bulk.ts'
import { creditTable } from './tables.ts'

type Passing = { from: string; to: string; customers: readonly string[]; keptPercent: number }

/**
 * Customers that are still the giver's, and his open deals with them, become the taker's; of the credit for each deal the giver keeps
 * his part. Who agreed last need not see them yet: what passes was chosen by who asked, within what he sees.
 */
export async function passOn(ctx: Context, { from, to, customers, keptPercent }: Passing): Promise<void> {
  const still = await rows<{ id: string }>(
    ctx.db,
    'select id from customers.v_customer where id = any($1::uuid[]) and owner_id = $2::uuid and merged_into is null',
    [customers, from],
  )
  const ids = still.map(({ id }) => id)
  if (ids.length === 0) return
  await changeMany(entitledOf(ctx), { selection: { ids }, set: { owner: to } })
  const deals = await passDeals(ctx, { from, to, customers: ids })
  if (keptPercent > 0 && deals.length > 0)
    await giveCredit(ctx, { deals, userId: from, percent: keptPercent })
}

type Deal = { id: string; customerId: string }

/** The giver's open deals with customers, whosever these are, become the taker's. */
export async function passDeals(
  ctx: Context,
  { from, to, customers }: Omit<Passing, 'keptPercent'>,
): Promise<Deal[]> {
  const deals = await rows<Deal>(
    ctx.db,
    `select o.id, o.customer_id as "customerId" from customers.v_customer c join sales.opportunity o on o.customer_id = c.id
     where (c.id = any($1::uuid[]) or c.merged_into = any($1::uuid[])) and o.owner_id = $2::uuid and o.closed_at is null order by o.id`,
    [customers, from],
  )
  if (deals.length > 0)
    await changeOpportunities(entitledOf(ctx), { ids: deals.map(({ id }) => id), set: { owner: to } })
  return deals
}

/** The actor, as somebody who sees every customer and deal. */
function entitledOf(ctx: Context): Context {
  const scopes = new Map([...ctx.actor.scopes, ['customer', 'all'], ['opportunity', 'all']] as const)
  return { ...ctx, actor: { ...ctx.actor, scopes } }
}

type Crediting = { deals: readonly Deal[]; userId: string; percent: number }

/** The giver keeps a part of what was his: what earlier hand-overs left to others is theirs. So nobody's parts add up to more than all. */
async function giveCredit(ctx: Context, { deals, userId, percent }: Crediting): Promise<void> {
  const given = await rows<{ id: string; customerId: string }>(
    ctx.db,
    `insert into sales.credit (customer_id, id, opportunity_id, user_id, percent, since)
     select d."customerId", platform.new_id(), d.id, $2::uuid, p.part, $4::timestamptz
     from jsonb_to_recordset($1::jsonb) as d(id uuid, "customerId" uuid)
     cross join lateral (select floor((100 - coalesce(sum(k.percent), 0)) * $3 / 100.0)::int as part from sales.credit k
       where k.customer_id = d."customerId" and k.opportunity_id = d.id) p
     where p.part > 0 returning id, customer_id as "customerId"`,
    [JSON.stringify(deals), userId, percent, ctx.now],
  )
  await recordChanges(
    ctx,
    given.map(({ customerId, id }) => ({
      entity: creditTable.entity,
      rootId: customerId,
      recordId: id,
      action: 'created' as const,
    })),
  )
}
