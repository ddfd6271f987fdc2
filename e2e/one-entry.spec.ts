import { askPostgres, loadOldCompany } from '../modules/integration/testing/systems/old-company.ts'
import {
  loadNorthwindIntoPostgres,
  northwindMissing,
} from '../modules/integration/testing/systems/northwind.ts'
import { type OtherPostgres, startOtherPostgres } from '../modules/integration/testing/systems/postgres.ts'
import { next, sayWhere, testConnection } from './guide.ts'
import { expect, test } from './journey.ts'

// It opens networks, and adds customers that other journeys would count.
test.use({ untouched: 'one-entry', actionTimeout: 15_000 })

let other: OtherPostgres
test.afterEach(() => other?.remove())

/** The old databases that somebody may have, and one customer of each with an order. */
const northwind = {
  load: () => loadNorthwindIntoPostgres(other.url),
  name: 'Northwind',
  customer: 'Customer AHPOP',
  customers: '91 customers',
  order: '10869',
  town: `select city as town from customer where companyname = 'Customer AHPOP'`,
  street: `select address as street from customer where companyname = 'Customer AHPOP'`,
  ring: `update customer set phone = '+49 30 555 0100' where companyname = 'Customer AHPOP'`,
}
const oldCompany: typeof northwind = {
  load: () => loadOldCompany(other),
  name: 'Old ERP',
  customer: 'Nordwind Handel 1 GmbH',
  customers: '39 customers',
  order: '10117',
  town: 'select town from clients where client_no = 1',
  street: 'select street from clients where client_no = 1',
  ring: `update clients set telephone = '+49 30 555 0100' where client_no = 1`,
}

test('One entry: a newcomer connects an old database by the guide, changes a customer on either side, and goes on working when it is off', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const company = northwindMissing === null ? northwind : oldCompany
  other = await startOtherPostgres()
  await company.load()
  const there = async (question: string) =>
    Object.values(((await askPostgres(other.url, question)) as Record<string, string>[])[0] ?? {})[0]

  await test.step('by the guide, taking every suggestion', async () => {
    await page.goto('/systems/connect')
    await page.getByText('PostgreSQL', { exact: true }).click()
    await next(page)
    await sayWhere(page, { name: company.name, url: other.url })
    await testConnection(page)
    await next(page)
    await next(page)
    await next(page)
    await expect(page.getByText('This is what the first records become')).toBeVisible()
    await page.getByRole('button', { name: 'Connect and read everything' }).click()
    await expect(page.getByText(company.customers)).toBeVisible({ timeout: 60_000 })
  })

  await test.step('its customers stand here, with their orders', async () => {
    await page.getByRole('link', { name: 'See its customers' }).click()
    await page.getByText(company.customer, { exact: true }).first().click()
    await page.getByText('Open the page', { exact: true }).click()
    await expect(page.getByRole('heading', { name: company.customer })).toBeVisible()
    const card = page.getByRole('region', { name: company.name, exact: true })
    await expect(card).toContainText(company.order)
  })
  const facts = page.getByRole('region', { name: 'Key facts' })

  await test.step('an address that is changed here is changed there', async () => {
    await page.getByRole('button', { name: /^Acts on .*(straße 1|Wadhurst)/ }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Street and number' }).fill('Nyhavn 17')
    await dialog.getByRole('textbox', { name: 'Place' }).fill('København')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => there(company.street), { timeout: 30_000 }).toBe('Nyhavn 17')
    await expect.poll(() => there(company.town), { timeout: 30_000 }).toBe('København')
    await expect(facts).toContainText('København')
  })

  await test.step('a number that is changed there is seen here, with where it comes from', async () => {
    await askPostgres(other.url, company.ring)
    await expect(facts).toContainText('+49305550100')
    await expect(facts).toContainText(/Changed in .*(Northwind|Old ERP)/)
  })

  await test.step('the database is off: one goes on working, and is told', async () => {
    await other.stop()
    await page.reload()
    await expect(page.getByRole('region', { name: company.name, exact: true })).toContainText(company.order)
    await facts.getByRole('button', { name: 'Edit Place' }).focus()
    await page.keyboard.press('Enter')
    await facts.getByRole('textbox', { name: 'Place' }).fill('Odense')
    await page.keyboard.press('Enter')
    await expect(facts).toContainText('Odense')
    await expect(facts).toContainText(/Waits for .*(Northwind|Old ERP).*nobody answers/)
  })

  await test.step('and what was changed meanwhile is there once it is back', async () => {
    await other.start()
    await expect.poll(() => there(company.town).catch(() => null), { timeout: 90_000 }).toBe('Odense')
    await expect(facts).toContainText(/Stands in .*(Northwind|Old ERP)/, { timeout: 30_000 })
  })
})
