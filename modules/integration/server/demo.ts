import type { Context } from '../../../platform/context.ts'
import { customersFor, fillOldSystem, joinOldSystem } from './demo/filling.ts'
import { tellPastTheCrm } from './demo/open-ends.ts'
import { oldBooks } from './demo/story.ts'
import { stuckOnes, tellComparison, tellThrough, tellWaiting } from './demo/waiting.ts'

/** So many customers of the CRM are the records of billing: taken over when the CRM began, or opened there from here. */
const fromThere = 400
/** So many were entered anew, and stand there as well: records of their own, linked. */
const apart = 9

/**
 * Beside the demo company runs the billing system it had before: slow, in capitals, and still where the invoices are. Joined, and followed
 * from the first minute on; with what waits for somebody, so that there is something to see.
 */
export async function demoSystem(
  ctx: Context,
  { seed, today }: { seed: number; today: Date },
): Promise<void> {
  const all = await customersFor(ctx)
  const isOld = ({ source }: { source: string | null }) => source === 'old system'
  const isNew = ({ source }: { source: string | null }) => source === 'website'
  const came = [...all.filter(isOld), ...all.filter(one => !isOld(one) && !isNew(one))].slice(0, fromThere)
  const others = all.filter(one => isNew(one) && one.kind === 'organisation' && one.phone !== null)
  const books = oldBooks({ came, apart: others.slice(-apart), seed, today })
  const [, refused] = stuckOnes(books.customers)
  refused.values.dunning = 3
  const system = await joinOldSystem(ctx)
  await fillOldSystem(ctx, system, books)
  const told = { system, customers: books.customers, seed, today }
  await tellPastTheCrm(ctx, told)
  await tellThrough(ctx, told)
  await tellWaiting(ctx, told)
  await tellComparison(ctx, told)
}
