import { draw } from '../draw.ts'
import { spread } from '../generate-entries.ts'
import type { Scene } from '../scene.ts'

export const day = 86_400_000

/** A deal of the generated set; people and stages by number, times in ms since 1970. */
export type Deal = {
  number: number
  customer: number
  owner: number
  /** In minor units. */
  amount: number
  opened: number
  outcome: 'won' | 'lost' | null
  /** When it ended; the end of the set while it is open. */
  until: number
  /** The stages it was in, in order. */
  way: readonly number[]
}

/**
 * Twelve deals in a hundred are open, a quarter of the others won; they were opened over three years. Four in five go straight on to
 * the stage they reached, one in ten leaves one out, one in ten goes back once. The busiest of 200 sellers has some four and a half
 * times as many as the average.
 */
export function dealsOf(scene: Scene): (number: number) => Deal {
  const customer = spread(scene.customers)
  return number => {
    const by = (purpose: number) => draw(scene.seed, number, 1000 + purpose)
    const outcome = by(1) < 0.12 ? null : by(2) < 0.25 ? 'won' : 'lost'
    const last = lastStage(outcome, by(3))
    const took = (4 + Math.floor(110 * by(4) ** 1.6) + 9 * last) * day
    const until = outcome === null ? scene.end : scene.end - Math.floor(1000 * by(5) ** 1.2) * day - day / 24
    return {
      number,
      outcome,
      until,
      opened: until - took,
      way: wayTo(last, by(6)),
      customer: customer(by(7)),
      owner: Math.floor(by(8) ** 1.4 * scene.userCount),
      amount: Math.floor(50_000 + 40_000_000 * by(9) ** 4),
    }
  }
}

/** Most of what is won was negotiated; more are lost, and stand, at the beginning than at the end. */
function lastStage(outcome: Deal['outcome'], by: number): number {
  return outcome === 'won' ? (by < 0.85 ? 3 : 2) : Math.min(3, Math.floor(4.4 * by ** 1.4))
}

function wayTo(last: number, by: number): number[] {
  const straight = Array.from({ length: last + 1 }, (_, stage) => stage)
  if (last >= 2 && by < 0.1) return straight.filter(stage => stage !== 1)
  return last >= 1 && by > 0.9 ? [...straight, last - 1, last] : straight
}

/** When a deal entered the stage so far on its way; later stays are longer. */
export function entered({ opened, until, way }: Deal, nth: number): number {
  return opened + (until - opened) * (nth / way.length) ** 1.3
}

/** The numbers of so many deals in the order in which they were opened: so they lie in the table, as in life. */
export function inOrder(count: number, dealOf: (number: number) => Deal): Uint32Array {
  const opened = Float64Array.from({ length: count }, (_, number) => dealOf(number).opened)
  const order = Uint32Array.from({ length: count }, (_, number) => number)
  return order.sort((a, b) => (opened[a] as number) - (opened[b] as number))
}
