import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ask, openDeal } from './asking.ts'
import { expect, test } from './journey.ts'
import { desk, phone } from './layout.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const pages = [
  '/',
  '/inbox',
  '/customers',
  '/customers/new',
  'a customer',
  '/tasks',
  '/imports',
  '/imports/new?entity=customer',
  '/exports',
  '/acts',
  '/health',
  '/settings/account',
  '/settings/people',
  '/settings/teams',
  '/settings/keys',
  '/settings/fields',
  '/settings/trust',
  '/data-quality/old',
  '/systems',
  '/systems/bypass',
  '/systems/crosswalk',
  '/systems/differences',
  '/systems/accounts',
  '/systems/connect',
  '/sales/board?whose=all',
  '/sales/opportunities',
  '/sales/opportunities/new',
  'an opportunity',
  '/sales/leads',
  'a lead',
  '/sales/visits?whose=all&due=all',
  '/sales/territories',
  '/sales/numbers',
  '/sales/targets',
  '/sales/forecast',
  '/sales/pictures',
  '/sales/quotes',
  'a quote',
  '/sales/products',
  '/sales/price-lists',
  '/settings/taxes',
]

// All pages each.
test.describe.configure({ timeout: 240_000 })

const looks = [
  { name: 'at a desk, light', size: desk, scheme: 'light' },
  { name: 'at a desk, dark', size: desk, scheme: 'dark' },
  { name: 'on a telephone, light', size: phone, scheme: 'light' },
  { name: 'on a telephone, dark', size: phone, scheme: 'dark' },
] as const

for (const { name, size, scheme } of looks) {
  test(`Every page can be used by everybody ${name}`, async ({ page }) => {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await examineAll(page)
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
  })
}

test('Every page can be used by everybody in Arabic, from right to left', async ({ page, baseURL }) => {
  const speak = async (locale: string) => {
    const answer = await page.request.patch('/api/v1/session', {
      data: { locale },
      headers: { origin: String(baseURL) },
    })
    expect(answer.ok(), await answer.text()).toBe(true)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await speak('ar')
  try {
    await examineAll(page)
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
  } finally {
    await speak('en-GB')
  }
})

test.describe('Before anybody is signed in', () => {
  test.use({ storageState: { cookies: [], origins: [] }, provoked: [401] })

  test('the way in can be used by everybody', async ({ page }) => {
    for (const { size, scheme } of looks) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await page.goto('/sign-in')
      await examine(page, `sign-in ${size.width} ${scheme}`)
      await page.goto('/sign-in/forgotten')
      await examine(page, `forgotten ${size.width} ${scheme}`)
    }
  })
})

async function examineAll(page: Page): Promise<void> {
  const customer = await firstOf(page, 'customers')
  const records: Record<string, string> = {
    'a customer': `/customers/${customer}`,
    'an opportunity': await openDeal(page),
    'a lead': await leadOf(page),
    'a quote': `/quotes/${(await firstOf(page, 'quotes')) ?? (await beginQuote(page))}`,
  }
  for (const path of pages) {
    await page.goto(records[path] ?? path)
    await examine(page, path)
  }
}

type Items = { items: { id: string }[] }

async function firstOf(page: Page, list: string): Promise<string | undefined> {
  return (await ask<Items>(page, { method: 'GET', path: `/${list}?limit=1` })).items[0]?.id
}

/** A quote with a line for some opportunity. */
async function beginQuote(page: Page): Promise<string> {
  const opportunity = await firstOf(page, 'opportunities')
  const lines = [{ name: 'A crane for a day', quantity: '1', unitPrice: 65_000, discount: { percent: 500 } }]
  const data = { opportunity, lines }
  return (await ask<{ record: { id: string } }>(page, { method: 'POST', path: '/quotes', data })).record.id
}

/** The page of a lead that somebody opened, with all that may be said of one. */
async function leadOf(page: Page): Promise<string> {
  const query = new URLSearchParams({
    filter: JSON.stringify({ field: 'state', op: 'eq', value: 'qualified' }),
  })
  const { items } = await ask<Items>(page, { method: 'GET', path: `/leads?${query.toString()}` })
  return `/leads/${items[0]?.id}`
}

/** Looks at a page when it has come to rest; goes on after a violation, so that one run tells of all. */
async function examine(page: Page, where: string): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(page.locator('[aria-busy="true"], [class*="_bone"]')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 4).map(node => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}`),
  )
  expect.soft(found, where).toEqual([])
}
