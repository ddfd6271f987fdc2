import type { CommissionStep } from '../../contract/targets.ts'

/** What a plan pays: its base rate, and steps that hold for what is won beyond a percentage of the target. */
export type Rates = { basisPoints: number; steps: readonly CommissionStep[] }

/**
 * Commission for what is won within a period, in minor units.
 *
 * With `w` won, target `t` and rates `r₀` below the first step and `rᵢ` from `sᵢ` per cent on, the thresholds are `θᵢ = ⌈t·sᵢ/100⌉`,
 * `θ₀ = 0` and `θₙ₊₁ = ∞`, and
 *
 *     K(w) = round( Σᵢ rᵢ · max(0, min(w, θᵢ₊₁) − θᵢ) / 10,000 )
 *
 * Steps are marginal: one pays for what lies beyond it, never for what came before. Without a target there are no steps. Rounded once,
 * half up, to whole minor units, in integers. As no rate is negative, more won never pays less.
 */
export function commissionOf(won: number, target: number | null, { basisPoints, steps }: Rates): number {
  const total = BigInt(won)
  const from = target === null ? [] : steps
  const thresholds = from.map(({ fromPercent }) => (BigInt(target ?? 0) * BigInt(fromPercent) + 99n) / 100n)
  const rates = [basisPoints, ...from.map(step => step.basisPoints)]
  const scaled = rates.reduce((sum, rate, at) => {
    const begins = thresholds[at - 1] ?? 0n
    const ends = thresholds[at] ?? total
    const within = (total < ends ? total : ends) - begins
    return within > 0n ? sum + within * BigInt(rate) : sum
  }, 0n)
  return Number((2n * scaled + 10_000n) / 20_000n)
}

/** A plan, and within what attainment is measured by it. */
export type Promised = Rates & { per: 'month' | 'quarter' }

/** What was won on a day (`YYYY-MM-DD`), how much of it is mine, and by which plan. */
export type Counted = { amount: number; day: string; plan: Promised | null }

/** The month (`2026-11`) and the quarter (`2026-Q4`) of a day. */
export function periodsAround(day: string): { month: string; quarter: string } {
  const month = day.slice(0, 7)
  return { month, quarter: `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}` }
}

/** What was won so far within each month and each quarter, by its name (`2026-11`, `2026-Q4`). */
export type Standing = ReadonlyMap<string, number>

/** How it stands once all of these are won. */
export function standingAfter(counted: readonly Counted[]): Standing {
  const won = new Map<string, number>()
  for (const one of counted) add(won, one)
  return won
}

function add(won: Map<string, number>, { amount, day }: Counted): void {
  const { month, quarter } = periodsAround(day)
  for (const period of [month, quarter]) won.set(period, (won.get(period) ?? 0) + amount)
}

/**
 * What each of these brought, in their order, where so much was won before them: `K(before + amount) − K(before)`, where `before` is
 * what was won earlier in the period of its plan, by whatever plan. So the parts of a period add up to the commission for the whole.
 * Null where no plan held on that day.
 */
export function commissionsOf(
  counted: readonly Counted[],
  targetOf: (period: string) => number | null,
  standing: Standing = new Map(),
): (number | null)[] {
  const won = new Map(standing)
  return counted.map(one => {
    const within = periodsAround(one.day)[one.plan?.per ?? 'month']
    const before = won.get(within) ?? 0
    add(won, one)
    if (!one.plan) return null
    const target = targetOf(within)
    return commissionOf(before + one.amount, target, one.plan) - commissionOf(before, target, one.plan)
  })
}
