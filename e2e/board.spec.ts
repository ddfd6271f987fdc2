import type { Page } from '@playwright/test'
import { carry } from './carrying.ts'
import { expect, test } from './journey.ts'

// Moves a customer of the demo; journeys that count levels must not meet it.
test.use({ untouched: 'board' })

test('A customer is moved on the board into a level and out of it again, by keyboard, and the counts follow', async ({
  page,
}) => {
  const [customer] = await without(page)
  const name = String(customer?.['name'])
  const before = await counts(page)
  expect(before.none).toBeGreaterThan(200)
  await page.goto('/customers?layout=board')
  const none = page.getByRole('region', { name: 'Level not set' })
  const bronze = page.getByRole('region', { name: 'Bronze' })
  const card = (column: typeof none) => column.getByRole('button', { name: `Card ${name}`, exact: true })
  await expect(none.getByText(String(before.none), { exact: true })).toBeVisible()

  await test.step('into a level', async () => {
    await carry(page, { card: card(none), arrow: 'ArrowLeft', over: 'Bronze' })
    await expect(card(bronze)).toBeVisible()
    await expect(none.getByText(String(before.none - 1), { exact: true })).toBeVisible()
    await expect.poll(() => counts(page)).toEqual({ none: before.none - 1, bronze: before.bronze + 1 })
  })
  await test.step('and out of it', async () => {
    await carry(page, { card: card(bronze), arrow: 'ArrowRight', over: 'Level not set' })
    await expect(card(none)).toBeVisible()
    await expect(none.getByText(String(before.none), { exact: true })).toBeVisible()
    await expect.poll(() => counts(page)).toEqual(before)
  })
})

const noLevel = { field: 'level', op: 'empty' }

/** The first customers without a level, as the board shows them. */
async function without(page: Page): Promise<Record<string, unknown>[]> {
  const filter = JSON.stringify(noLevel)
  const answer = await page.request.get('/api/v1/customers', { params: { filter, sort: 'name', limit: 1 } })
  return ((await answer.json()) as { items: Record<string, unknown>[] }).items
}

async function counts(page: Page): Promise<{ none: number; bronze: number }> {
  const of = async (filter: unknown) => {
    const params = { filter: JSON.stringify(filter) }
    const answer = await page.request.get('/api/v1/customers/count', { params })
    return ((await answer.json()) as { total: number }).total
  }
  return { none: await of(noLevel), bronze: await of({ field: 'level', op: 'eq', value: 'bronze' }) }
}
