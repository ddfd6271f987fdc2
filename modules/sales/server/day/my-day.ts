import type { Context } from '../../../../platform/context.ts'
import type { DayItem } from '../../contract/day.ts'
import { gather } from './facts.queries.ts'
import { type Ranked, rankDeal, rankLead, rankVisit } from './ranking.ts'

const shown = 40

/** What I should do next and why, the most urgent first; of equals the one with the smaller id. */
export async function myDay(ctx: Context): Promise<{ items: DayItem[]; total: number }> {
  const { deals, visits, leads } = await gather(ctx)
  const largest = Math.max(1, ...deals.map(({ facts }) => facts.value))
  const items = [
    ...deals.flatMap(({ facts, ...deal }) =>
      ranked(rankDeal({ ...facts, worth: facts.value / largest }), { ...deal, kind: 'deal', tier: null }),
    ),
    ...visits.flatMap(({ facts, ...visit }) =>
      ranked(rankVisit(facts), { ...visit, kind: 'visit', deal: null, tier: facts.tier }),
    ),
    ...leads.flatMap(({ facts, ...lead }) =>
      ranked(rankLead(facts), { ...lead, kind: 'lead', deal: null, tier: null }),
    ),
  ].toSorted((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1))
  return { items: items.slice(0, shown), total: items.length }
}

function ranked(rank: Ranked | null, item: Omit<DayItem, keyof Ranked>): DayItem[] {
  return rank ? [{ ...item, ...rank }] : []
}
