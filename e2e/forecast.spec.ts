import type { Locator, Page } from '@playwright/test'
import { ask } from './asking.ts'
import { databaseOf } from './database.ts'
import { expect, test } from './journey.ts'
import { expectNoSideways, phone } from './layout.ts'
import type { Tessera } from './server.ts'

// It opens and closes deals that other journeys would count.
test.use({ untouched: 'forecast', actionTimeout: 15_000 })

type Deal = { id: string; name: string }

test('A month is locked, deals move, and the view explains the difference', async ({ page, house }) => {
  test.setTimeout(180_000)
  const added = await openNew(page, { name: 'Chiller for the dairy', amount: 4_800_000 })
  const first = await underWay(page, house, { name: 'Cold room of the bakery', amount: 2_500_000 })
  const second = await underWay(page, house, { name: 'Heat pump of the school', amount: 3_100_000 })

  await page.goto('/sales/forecast?measure=total')
  const changes = page.getByRole('region', { name: 'What changed since it was locked' })
  const locked = await amountOf(changes, /^Locked/)

  await test.step('what is new since then stands for itself', async () => {
    await expect(page.getByText(/^Locked on 1 /).first()).toBeVisible()
    await open(changes, 'New')
    const line = changes.getByRole('listitem').filter({ hasText: added.name })
    await expect(line).toContainText('then –')
    await expect(line.getByTitle('€48,000').first()).toBeVisible()
    await addsUp(changes)
  })

  await test.step('it is raised by hand: only the new part grows', async () => {
    const before = await amountOf(changes, /^New/)
    await page.goto(`/opportunities/${added.id}`)
    const facts = page.getByRole('region', { name: 'Key facts' })
    await facts.getByRole('button', { name: 'Edit Amount' }).focus()
    await page.keyboard.press('Enter')
    await facts.getByRole('textbox', { name: 'Amount' }).fill('60000')
    await page.keyboard.press('Enter')
    await expect(facts.getByText('€60,000')).toBeVisible()
    await page.goto('/sales/forecast?measure=total')
    await expect.poll(() => amountOf(changes, /^New/)).toBe(before + 1_200_000)
    await addsUp(changes)
  })

  await test.step('one is won, another lost', async () => {
    await close(page, first, 'won')
    await close(page, second, 'lost')
    await page.goto('/sales/forecast?measure=total')
    await open(changes, 'Won')
    await expect(changes.getByRole('listitem').filter({ hasText: first.name }).first()).toContainText('won')
    await open(changes, 'Lost')
    const lost = changes.getByRole('listitem').filter({ hasText: second.name }).first()
    await expect(lost).toContainText('lost')
    await expect(lost.locator('strong').getByTitle(/^-€/)).toBeVisible()
    await addsUp(changes)
    expect(await amountOf(changes, /^Locked/)).toBe(locked)
  })

  await test.step('the deals behind a figure are those of the list', async () => {
    await page.getByRole('link', { name: /^Won: / }).click()
    await expect(page).toHaveURL(/\/sales\/opportunities/)
    await expect(page.getByText(first.name).first()).toBeVisible()
  })
})

test('A manager sets his own figure beside that of a seller, by keyboard, and takes it back', async ({
  page,
}) => {
  await page.goto('/sales/forecast')
  const sellers = page.getByRole('region', { name: 'By seller' })
  const set = sellers.getByRole('button', { name: /^Adjust for / }).first()
  await set.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'What I expect' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('12500')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Two of them decide in December')
  await page.keyboard.press('ControlOrMeta+Enter')
  const kept = sellers.getByRole('button', { name: /, adjusted: €12\.5k$/i })
  await expect(kept).toBeVisible()
  await expect(kept).toHaveAttribute('title', 'Two of them decide in December')
  const told = page.getByText(/^Adjusted for /).locator('..')
  await told.getByRole('button', { name: 'Undo' }).click()
  await expect(kept).toBeHidden()
})

test('Another period is one key away, and one that was not locked says so', async ({ page }) => {
  await page.goto('/sales/forecast')
  const period = page.getByRole('group', { name: 'Period' })
  await expect(page.getByText(/^Locked on 1 /).first()).toBeVisible()
  await expect(period.getByRole('button', { name: 'Today' })).toBeHidden()
  await page.keyboard.press(']')
  await expect(page.getByText(/^This period begins on .+ and is locked then/)).toBeVisible()
  await period.getByRole('button', { name: 'Today' }).click()
  await expect(page.getByText(/^Locked on 1 /).first()).toBeVisible()
  await page.goto('/sales/forecast?period=1999-01')
  await expect(page.getByText('Nothing to forecast in this period')).toBeVisible()
})

test.describe('On a telephone', () => {
  test.use({ viewport: phone, hasTouch: true, isMobile: true })

  test('a deal is won under the thumb, and the view explains the difference', async ({ page, house }) => {
    test.setTimeout(120_000)
    const deal = await underWay(page, house, { name: 'Ice rink of the town', amount: 5_200_000 })
    await page.goto(`/opportunities/${deal.id}`)
    await page.getByRole('button', { name: 'Won', exact: true }).tap()
    await page.getByRole('dialog').getByRole('button', { name: 'Won', exact: true }).tap()
    await expect(page.getByText(`${deal.name} is won.`)).toBeVisible()
    await page.goto('/sales/forecast?measure=total')
    const changes = page.getByRole('region', { name: 'What changed since it was locked' })
    const won = changes.getByRole('button', { name: /^Won/ })
    await won.tap()
    await expect(changes.getByRole('listitem').filter({ hasText: deal.name }).first()).toBeVisible()
    expect((await won.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44)
    await addsUp(changes)
    await expectNoSideways(page)
    const wide = `[...document.querySelectorAll('main *')].filter(one => !one.closest('nav') && one.getBoundingClientRect().right > 391).length`
    expect(await page.evaluate(wide)).toBe(0)
  })
})

/** The amount of a row in minor units, as its title says it in full. */
async function amountOf(changes: Locator, name: RegExp): Promise<number> {
  const header = changes.getByRole('rowheader', { name }).first()
  return minorOf(await header.locator('xpath=..').locator('td').last().locator('bdi').getAttribute('title'))
}

function minorOf(text: string | null): number {
  const amount = Number((text ?? '').replace(/[^\d.-]/g, ''))
  if (text === null || Number.isNaN(amount)) throw new Error(`“${text}” is no amount.`)
  return Math.round(amount * 100)
}

/** What was locked and all parts are what the last row says. */
async function addsUp(changes: Locator): Promise<void> {
  const rows = changes.getByRole('rowheader')
  await expect(rows.last()).toHaveText('Now')
  const cells = await rows.locator('xpath=../td[last()]//bdi').all()
  const titles = await Promise.all(cells.map(cell => cell.getAttribute('title')))
  const amounts = titles.map(minorOf)
  const now = amounts.pop()
  expect(amounts.length).toBeGreaterThan(1)
  expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(now)
}

/** Opens the deals behind a reason. */
async function open(changes: Locator, reason: string): Promise<void> {
  const button = changes.getByRole('button', { name: new RegExp(`^${reason} \\d`) })
  await button.click()
  await expect(button).toHaveAttribute('aria-expanded', 'true')
  await expect(changes.getByRole('listitem').first()).toBeVisible()
}

async function close(page: Page, deal: Deal, outcome: 'won' | 'lost'): Promise<void> {
  const act = outcome === 'won' ? 'Won' : 'Lost'
  await page.goto(`/opportunities/${deal.id}`)
  // A deal that is stalled offers it twice.
  await page.getByRole('button', { name: act, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  if (outcome === 'lost') {
    await dialog.getByRole('combobox', { name: 'Reason' }).click()
    await page.getByRole('option', { name: 'Price' }).click()
  }
  await dialog.getByRole('button', { name: act, exact: true }).click()
  await expect(page.getByText(`${deal.name} is ${outcome}.`)).toBeVisible()
}

/** A deal that somebody promises for this month. */
async function openNew(page: Page, deal: { name: string; amount: number }): Promise<Deal> {
  const customers = await ask<{ items: { id: string }[] }>(page, {
    method: 'GET',
    path: '/customers?limit=1',
  })
  const { period } = await ask<{ period: { to: string } }>(page, { method: 'GET', path: '/sales/forecast' })
  await page.goto('/')
  const { id } = await ask<{ id: string }>(page, {
    method: 'POST',
    path: '/opportunities',
    data: { ...deal, customer: customers.items[0]?.id, expectedClose: period.to, category: 'commit' },
  })
  return { id, name: deal.name }
}

/** A deal as if it had been opened two months before this one, and had counted when this month was locked. */
async function underWay(page: Page, house: Tessera, given: { name: string; amount: number }): Promise<Deal> {
  const deal = await openNew(page, given)
  const database = await databaseOf(house)
  const run = (text: string) => database.pool.query(text, [deal.id])
  try {
    const before = `date_trunc('month', now()) - interval '2 months'`
    await run(
      `update sales.opportunity set created_at = ${before}, opened_at = ${before}, stage_since = ${before} where id = $1`,
    )
    await run(`update sales.stage_visit set entered_at = ${before} where opportunity_id = $1`)
    const { rowCount } = await run(
      `insert into sales.forecast_locked_deal (customer_id, id, lock_id, opportunity_id, owner_id, unit_id, stage_id, category, probability,
         amount, currency, house_amount, expected_close, won)
       select o.customer_id, platform.new_id(), l.id, o.id, o.owner_id, o.unit_id, o.stage_id, o.category, s.probability,
         o.amount, o.currency, o.house_amount, o.expected_close, false
       from sales.opportunity o join sales.stage s on s.id = o.stage_id join sales.forecast_lock l on l.pipeline_id = o.pipeline_id
         and l.period = to_char(now() at time zone 'utc', 'YYYY-MM') where o.id = $1`,
    )
    expect(rowCount, 'locks of this month').toBe(1)
    return deal
  } finally {
    await database.stop()
  }
}
