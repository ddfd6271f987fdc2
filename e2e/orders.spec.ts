import type { Page } from '@playwright/test'
import { askPostgres } from '../modules/integration/testing/systems/old-company.ts'
import { type OtherPostgres, startOtherPostgres } from '../modules/integration/testing/systems/postgres.ts'
import { takingSchema } from '../modules/integration/testing/taking-there.ts'
import { ask } from './asking.ts'
import { stranger } from './colleague.ts'
import { next, sayWhere, testConnection } from './guide.ts'
import { expect, test } from './journey.ts'

// It opens networks, and adds customers and quotes that other journeys would count.
test.use({ untouched: 'orders', actionTimeout: 15_000 })

let other: OtherPostgres
test.afterEach(() => other?.remove())

/** An old company that has clients, and numbers its orders itself. */
const company = `${takingSchema}
  alter table client add column street text, add column e_mail text;
  insert into client (no, name, town, street, e_mail)
    select n, 'Nordlys Handel ' || n || ' AS', 'Bergen', 'Havnegaten ' || n, 'post@nordlys' || n || '.example' from generate_series(1, 12) n;
  insert into sales_order (client_no, order_date, currency, total) select n, date '2026-01-05' + n, 'EUR', 120.5 * n from generate_series(1, 9) n;
  insert into order_line select no, 1, 'ROPE', 'Rope', 2, 60.25 from sales_order`

test('A quote that is accepted by its link becomes an order in an old database, and its number there is told on the quote', async ({
  page,
  browser,
  baseURL,
  spotless,
}) => {
  test.setTimeout(240_000)
  other = await startOtherPostgres()
  await askPostgres(other.url, company)

  await test.step('the database is connected by the guide', async () => {
    await page.goto('/systems/connect')
    await page.getByText('PostgreSQL', { exact: true }).click()
    await next(page)
    await sayWhere(page, { name: 'Old ERP', url: other.url })
    await testConnection(page)
    await next(page)
    await next(page)
    await next(page)
    await expect(page.getByText('This is what the first records become')).toBeVisible()
    await page.getByRole('button', { name: 'Connect and read everything' }).click()
    await expect(page.getByText('12 customers')).toBeVisible({ timeout: 60_000 })
  })

  await test.step('and is told how it takes orders, by suggestion', async () => {
    const card = page.getByRole('region', { name: 'What it takes from here' })
    await expect(card).toContainText('Nobody takes them yet')
    await card.getByRole('button', { name: 'Set up' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('combobox', { name: 'Our number stands in' })).toHaveValue('crm_ref')
    await expect(dialog.getByRole('combobox', { name: 'Table of their lines' })).toHaveValue('order_line')
    await expect(dialog.getByRole('combobox', { name: 'Filled with: total' })).toHaveValue('Total with tax')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(card).toContainText('found again there by')
  })

  const { deal, quote, link } = await sentQuote(page, 'Nordlys Handel 7 AS')
  await test.step('the customer accepts by his link', async () => {
    const customer = await stranger(browser, { baseURL: String(baseURL), spotless })
    await customer.goto(link)
    await customer.getByRole('button', { name: /^Accept for/ }).click()
    await customer.getByLabel('Your name').fill('Marit Solheim')
    await customer.getByRole('button', { name: 'Accept', exact: true }).click()
    await expect(customer.getByText('Accepted. Thank you.')).toBeVisible()
    await customer.context().close()
  })

  await test.step('the order stands there, once, with its lines; the quote and the deal tell its number', async () => {
    await page.goto(quote)
    const card = page.getByRole('region', { name: 'Order', exact: true })
    await expect(card).toContainText(/Stands in .?Old ERP.? as .?4720/, { timeout: 30_000 })
    await page.goto(deal)
    await expect(page.getByRole('region', { name: 'Quotes' })).toContainText(/Old ERP.?.*4720/)
    const orders = await askPostgres(
      other.url,
      'select o.no, o.client_no, l.name, l.qty::int from sales_order o join order_line l on l.order_no = o.no where o.crm_ref is not null',
    )
    expect(orders).toEqual([{ no: 4720, client_no: 7, name: 'Heat pump', qty: 2 }])
  })
})

/** A quote for two heat pumps to a customer of that name, sent; its page, that of its deal, and the link. */
async function sentQuote(page: Page, name: string): Promise<{ deal: string; quote: string; link: string }> {
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'eq', value: name }))
  const found = await ask<{ items: { id: string }[] }>(page, {
    method: 'GET',
    path: `/customers?filter=${filter}`,
  })
  const deal = await ask<{ id: string }>(page, {
    method: 'POST',
    path: '/opportunities',
    data: { name: 'Heat pumps', customer: found.items[0]?.id, currency: 'EUR' },
  })
  const lines = [{ name: 'Heat pump', quantity: '2', unitPrice: 500_000 }]
  const quote = await ask<{ record: { id: string } }>(page, {
    method: 'POST',
    path: '/quotes',
    data: { opportunity: deal.id, lines },
  })
  const sent = await ask<{ path: string }>(page, {
    method: 'PUT',
    path: `/quotes/${quote.record.id}/sending`,
    data: {},
  })
  return { deal: `/opportunities/${deal.id}`, quote: `/quotes/${quote.record.id}`, link: sent.path }
}
