import type { Context } from '../../../../platform/context.ts'
import type { Condition } from '../../../../platform/entities/descriptor.ts'
import type { CreditedDeal, MyNumbers, MyPlan } from '../../contract/targets.ts'
import { dueConditions } from '../forecast/due.ts'
import { type Period, periodOf } from '../forecast/period.ts'
import { type Counted, commissionsOf, periodsAround, standingAfter } from './commission.ts'
import { creditOf } from './credit.ts'
import { type DealRow, readCaptured, readOpen, readWon } from './deals.queries.ts'
import { readPromises } from './promises.queries.ts'

/** Deals told one by one; sums are of all. */
const told = 500

/**
 * The actor's own target, what was credited to him, his commission, and what his open deals would bring. Days are those of UTC,
 * amounts minor units of the firm's currency. Nobody reads another's. Throws `Refused` where more deals are credited to him than are
 * added up: a sum of some of them would be a wrong one.
 */
export async function readMyNumbers(ctx: Context, asked: string | undefined): Promise<MyNumbers> {
  const period = periodOf(asked, ctx.now)
  const today = ctx.now.toISOString().slice(0, 10)
  // Steps may be measured within the quarter, whatever is shown.
  const around = quartersAround(period)
  const promises = await readPromises(ctx, around)
  const won = await readWon(ctx, around)
  const open = await readOpen(ctx, period)
  const planOn = (day: string) => promises.plans.find(({ fromOn }) => fromOn <= day) ?? null
  const targetOf = (within: string) =>
    sumOf(promises.months.filter(({ month }) => Object.values(periodsAround(`${month}-01`)).includes(within)))
  const counted = won.map(deal => countedOf(ctx, deal, { on: deal.on ?? today, planOn }))
  const coming = open.map(deal =>
    countedOf(ctx, deal, { on: deal.on === null || deal.on < today ? today : deal.on, planOn }),
  )
  const brought = commissionsOf(counted, targetOf)
  const standing = standingAfter(counted)
  const each = coming.map(one => commissionsOf([one], targetOf, standing)[0] ?? null)
  const all = commissionsOf(coming, targetOf, standing)
  const within = (day: string | null) => day !== null && day >= period.from && day < period.end
  const wonDeals = won
    .map((deal, at) => dealView(ctx, deal, brought[at] ?? null))
    .filter(({ on }) => within(on))
  const openDeals = open.map((deal, at) => dealView(ctx, deal, each[at] ?? null))
  const months = promises.months.filter(({ month }) => within(`${month}-01`))
  const target = sumOf(months)
  const wonAmount = wonDeals.reduce((sum, { credited }) => sum + credited, 0)
  const plan = planOn(period.daysLeft > 0 ? laterOf(today, period.from) : period.to)
  const paid = wonDeals.filter(({ commission }) => commission !== null)
  return {
    period: { from: period.from, to: period.to, daysLeft: period.daysLeft },
    currency: promises.currency,
    target,
    months,
    won: wonAmount,
    attainment: target === null ? null : wonAmount / target,
    left: target === null ? null : Math.max(0, target - wonAmount),
    ...foreseenOf(ctx, open, period),
    notConverted: [...won.filter(({ on }) => within(on)), ...open].filter(({ bare }) => bare).length,
    plan,
    commission:
      plan || paid.length > 0 ? paid.reduce((sum, { commission }) => sum + (commission ?? 0), 0) : null,
    ifAllWon: all.some(one => one !== null) ? all.reduce<number>((sum, one) => sum + (one ?? 0), 0) : null,
    wonDeals: wonDeals.toReversed().slice(0, told),
    openDeals: openDeals.slice(0, told),
    captured: await readCaptured(ctx, period),
  }
}

const laterOf = (a: string, b: string) => (a > b ? a : b)

/** From the first day of the quarter that a period begins in until the day after that in which it ends. */
function quartersAround({ from, to }: Period): { from: string; end: string } {
  const now = new Date(0)
  return {
    from: periodOf(periodsAround(from).quarter, now).from,
    end: periodOf(periodsAround(to).quarter, now).end,
  }
}

const sumOf = (months: MyNumbers['months']) =>
  months.length === 0 ? null : months.reduce((sum, { amount }) => sum + amount, 0)

type Counting = { on: string; planOn: (day: string) => MyPlan | null }

function countedOf(ctx: Context, deal: DealRow, { on, planOn }: Counting): Counted {
  return { amount: mineOf(ctx, deal), day: on, plan: planOn(on) }
}

const mineOf = (ctx: Context, { amount, ownerId, shares }: DealRow) =>
  creditOf(amount ?? 0, ownerId, shares)
    .filter(({ userId }) => userId === ctx.actor.id)
    .reduce((sum, part) => sum + part.amount, 0)

function dealView(ctx: Context, deal: DealRow, commission: number | null): CreditedDeal {
  const { id, name, customer, seen, on, chance, ownerId, owner, shares } = deal
  const [rest, ...passed] = creditOf(deal.amount ?? 0, ownerId, shares)
  const parts: CreditedDeal['parts'] = passed.map(({ percent, amount }, at) => ({
    user: { id: shares[at]?.userId ?? '', name: shares[at]?.name ?? null },
    percent,
    amount,
    why: 'passed-on',
    since: shares[at]?.since ?? null,
  }))
  parts.unshift({
    user: ownerId === null ? null : { id: ownerId, name: owner },
    percent: rest?.percent ?? 0,
    amount: rest?.amount ?? 0,
    why: 'owner',
    since: null,
  })
  const credited = mineOf(ctx, deal)
  return { id, name, customer, seen, on, chance, amount: deal.amount ?? 0, credited, commission, parts }
}

/** Sums of the deals that are the actor's own, whole, with the filters that open them. */
function foreseenOf(
  ctx: Context,
  open: readonly DealRow[],
  period: Period,
): Pick<MyNumbers, 'commit' | 'weighted'> {
  const own = open.filter(({ ownerId }) => ownerId === ctx.actor.id)
  const committed = own.filter(({ word }) => word === 'commit')
  const due: Condition[] = [
    { field: 'owner', op: 'eq', value: ctx.actor.id },
    ...dueConditions({ period, now: ctx.now }),
  ]
  const filterOf = (more: readonly Condition[]) => JSON.stringify({ and: [...due, ...more] })
  return {
    commit: {
      n: committed.length,
      amount: committed.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
      filter: filterOf([{ field: '@forecast', op: 'eq', value: 'commit' }]),
    },
    weighted: {
      n: own.length,
      amount: Math.round(own.reduce((sum, { amount, chance }) => sum + (amount ?? 0) * (chance ?? 0), 0)),
      filter: filterOf([]),
    },
  }
}
