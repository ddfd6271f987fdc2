import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'

// Changes many customers of the demo; journeys that count must not meet it.
test.use({ untouched: 'quality' })

test('A rule is written, tried and switched on, its debt opened, mended in bulk and taken back', async ({
  page,
}) => {
  const name = 'Organisations in Norway have a level'
  const broken = await unlevelled(page)
  expect(broken).toBeGreaterThan(3)

  await test.step('written, with what it finds beside it', async () => {
    await page.goto('/quality/rules/new')
    await page.getByRole('textbox', { name: 'What holds, in words' }).fill(name)
    await page.getByRole('radiogroup', { name: 'For' }).getByText('Organisations').click()
    const conditions = page.getByRole('button', { name: 'Condition', exact: true })
    await conditions.first().click()
    await choose(page, { field: 'Country', operator: 'is', value: 'NO' })
    await conditions.last().click()
    await choose(page, { field: 'Level', operator: 'is filled' })
    await expect(page.getByRole('link', { name: `${broken} customers break it` })).toBeVisible()
    await expect(page.getByText(/95% between/)).toBeVisible()
  })
  await test.step('switched on, and found in the list of what is to be mended', async () => {
    await page.getByRole('button', { name: 'Save and switch on' }).click()
    await page.waitForURL('**/quality/rules')
    const opens = page.getByRole('link', { name: `${broken} customers break the rule “${name}”` })
    await expect(opens).toBeVisible({ timeout: 45_000 })
    await page.goto('/quality')
    await expect(opens).toBeVisible()
    await opens.click()
    await page.waitForURL('**/customers?**')
    await expect(
      page.getByRole('button', { name: new RegExp(`Breaks the rule ${name}`) }).first(),
    ).toBeVisible()
  })
  await test.step('mended in bulk, and the list empties by itself', async () => {
    await page.getByRole('checkbox', { name: 'Select all on this list' }).click()
    await page.getByRole('button', { name: 'Level', exact: true }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Level' }).click()
    await page.getByRole('option', { name: 'Bronze' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('status').filter({ hasText: `${broken} customers changed` })).toBeVisible()
    await expect.poll(() => unlevelled(page)).toBe(0)
    await expect.poll(() => openOf(page, name), { timeout: 45_000 }).toBe(0)
  })
  await test.step('and taken back', async () => {
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => unlevelled(page)).toBe(broken)
    await expect.poll(() => openOf(page, name), { timeout: 45_000 }).toBe(broken)
  })
})

test('A search proposes better values; a group is taken and taken back', async ({ page }) => {
  await page.goto('/quality/cleaning')
  await page.getByRole('button', { name: 'Look for better values' }).click()
  const group = page.getByRole('region', { name: 'E-mail addresses that were mistyped' })
  await expect(group).toBeVisible({ timeout: 30_000 })
  const before = await mistyped(page)
  expect(before).toBeGreaterThan(0)
  await group.getByRole('button', { name: /^Take (all|the) / }).click()
  await expect(page.getByRole('status').filter({ hasText: /cleaned\./ })).toBeVisible()
  await expect(group).toBeHidden()
  await expect.poll(() => mistyped(page)).toBe(0)
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => mistyped(page)).toBe(before)
})

type Choice = { field: string; operator: string; value?: string }

/** Picks field, operator and value of a condition in the open form of the filter. */
async function choose(page: Page, { field, operator, value }: Choice): Promise<void> {
  const form = page.getByRole('dialog')
  await form.getByRole('combobox').fill(field)
  await form.getByRole('option', { name: field, exact: true }).click()
  await form.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: operator, exact: true }).click()
  if (value !== undefined) await form.getByRole('textbox').last().fill(value)
  await form.getByRole('button', { name: 'Apply' }).click()
}

async function count(page: Page, filter: unknown): Promise<number> {
  const params = { filter: JSON.stringify(filter) }
  const answer = await page.request.get('/api/v1/customers/count', { params })
  return ((await answer.json()) as { total: number }).total
}

/** Norwegian organisations without a level. */
const unlevelled = (page: Page) =>
  count(page, {
    and: [
      { field: 'kind', op: 'eq', value: 'organisation' },
      { field: 'country', op: 'eq', value: 'NO' },
      { field: 'level', op: 'empty' },
    ],
  })

/** Customers with an e-mail address that cannot be read. */
const mistyped = (page: Page) => count(page, { not: { field: '@check', op: 'eq', value: 'email' } })

/** How many customers break a rule, as the list of rules has it. */
async function openOf(page: Page, name: string): Promise<number | undefined> {
  const answer = await page.request.get('/api/v1/quality/rules')
  const { items } = (await answer.json()) as { items: { name: string; open: number }[] }
  return items.find(rule => rule.name === name)?.open
}
