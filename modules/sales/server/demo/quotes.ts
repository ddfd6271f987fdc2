import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { type Random, randomFrom } from '../../../../platform/random.ts'
import { addPriceList } from '../products/price-lists.ts'
import { setPrices } from '../products/prices.ts'
import { addProduct } from '../products/products.ts'
import { askApproval } from '../quotes/approvals.ts'
import { startQuote } from '../quotes/drafting.ts'
import { answerQuote, sendQuote, withdrawQuote } from '../quotes/sending.ts'

/** What the demo company sells: code, name, unit, price in cents from one piece on. */
const catalogue = [
  ['C-100', 'Consulting', 'hour', 140_00],
  ['C-200', 'Workshop, one day', 'day', 1_600_00],
  ['I-100', 'Installation', 'hour', 95_00],
  ['I-200', 'Commissioning', 'piece', 780_00],
  ['S-100', 'Maintenance', 'month', 290_00],
  ['S-200', 'Support with an answer in four hours', 'month', 520_00],
  ['T-100', 'Training for up to ten people', 'day', 1_250_00],
  ['L-100', 'Licence', 'seat', 38_00],
  ['L-200', 'Licence for a site', 'piece', 4_900_00],
  ['H-100', 'Gateway', 'piece', 640_00],
] as const

/** How far each of the first open deals has come with its quote. */
const courses = ['draft', 'sent', 'asked', 'accepted', 'sent', 'declined', 'withdrawn', 'draft'] as const

/** Gives the demo company ten products, a price list, and quotes in every state, each by the acts that people have. */
export async function demoQuotes(ctx: Context, seed: number): Promise<void> {
  const random = randomFrom(seed + 11)
  const list = await addPriceList(ctx, { name: 'Prices', currency: 'EUR' })
  const products: { id: string; name: string }[] = []
  for (const [code, name, unit, amount] of catalogue) {
    const { id } = JSON.parse((await addProduct(ctx, { code, name, unit })).rawJson) as { id: string }
    const breaks = [
      { from: '1', amount },
      { from: '10', amount: Math.round(amount * 0.9) },
    ]
    await setPrices(ctx, { id: list.id, childId: id, breaks })
    products.push({ id, name })
  }
  const deals = await rows<{ id: string; owner: string }>(
    ctx.db,
    `select id, owner_id as owner from sales.opportunity where closed_at is null and currency = 'EUR' and owner_id is not null order by opened_at desc, id limit $1`,
    [courses.length],
  )
  for (const [n, { id, owner }] of deals.entries())
    await demoQuote(ctx, { random, products, opportunity: id, owner, course: courses[n] ?? 'draft' })
}

type Making = {
  random: Random
  products: readonly { id: string; name: string }[]
  opportunity: string
  owner: string
  course: (typeof courses)[number]
}

async function demoQuote(
  ctx: Context,
  { random, products, opportunity, owner, course }: Making,
): Promise<void> {
  const lines = Array.from({ length: random.between(2, 5) }, () => {
    const { id, name } = random.pick(products)
    return { product: id, name, quantity: String(random.between(1, 14)) }
  })
  const discount = course === 'asked' ? { percent: 2500 } : random.chance(0.4) ? { percent: 500 } : null
  const { record } = await startQuote(ctx, { opportunity, lines, discount })
  const { id } = record
  if (course === 'draft') return
  if (course === 'asked') {
    const permissions = new Set(['sales.read', 'sales.write'])
    const asking = { ...ctx, actor: { ...ctx.actor, id: owner, permissions } }
    await askApproval(asking, id, 'They order every year.')
    return
  }
  await sendQuote(ctx, { id })
  if (course === 'withdrawn') await withdrawQuote(ctx, id, 'The scope has changed.')
  if (course === 'accepted' || course === 'declined')
    await answerQuote(ctx, {
      id,
      verdict: course,
      name: 'Purchasing',
      reason: course === 'declined' ? 'Too dear' : null,
    })
}
