import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { type JoinedCompany, joinCompany } from './joined-company.ts'
import { expect, signInByLink, test as journey } from './journey.ts'
import { desk, expectNoSideways, phone } from './layout.ts'
import { startTessera } from './server.ts'

const test = journey.extend<object, { company: JoinedCompany }>({
  house: [
    async ({ browser }, use) => {
      const tessera = await startTessera({ TESSERA_OUTBOUND: '127.0.0.0/8' })
      const context = await browser.newContext({ baseURL: tessera.address })
      await signInByLink(await context.newPage(), tessera.link)
      const administrator = await context.storageState()
      await context.close()
      await use({ ...tessera, administrator })
      await tessera.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  company: [
    async ({ house }, use) => {
      const company = await joinCompany(house)
      await use(company)
      await company.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

test.describe.configure({ mode: 'serial' })

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

test('What an ERP holds of a customer stands on his page, follows what happens there, and stays when the ERP is gone', async ({
  page,
  company,
}) => {
  const id = await customerThere(page, 'Fjordlys Energi AS')
  await page.goto(`/customers/${id}`)
  const card = page.getByRole('region', { name: 'ERP', exact: true })
  const orders = card.getByRole('region', { name: 'Orders' })

  await test.step('its orders, newest first, with their number and sum', async () => {
    await expect(orders).toContainText('23')
    await expect(orders.getByRole('row')).toHaveCount(4)
    await expect(orders.getByRole('rowheader').first()).toContainText('O-40123')
    await orders.getByRole('button', { name: 'Show all 23' }).click()
    await expect(orders.getByRole('row')).toHaveCount(11)
    await orders.getByRole('button', { name: 'Older ones' }).click()
    await expect(orders.getByRole('row')).toHaveCount(24)
    await orders.getByRole('button', { name: 'Show fewer' }).click()
  })

  await test.step('what has no field here', async () => {
    await card.getByRole('button', { name: '2 more values from ERP' }).click()
    await expect(card).toContainText('Credit limit')
    await expect(card).toContainText('30 days')
  })

  await test.step('it can be read by everybody, on a telephone too', async () => {
    for (const size of [desk, phone]) {
      await page.setViewportSize(size)
      if (size.width < 500) await page.getByRole('tab', { name: 'Related' }).click()
      await expect(orders).toBeVisible()
      const { violations } = await new AxeBuilder({ page })
        .include('section[aria-label="ERP"]')
        .withTags(rules)
        .analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      await expectNoSideways(page)
    }
    await page.setViewportSize(desk)
  })

  await test.step('an order and an address that are changed there are seen here by themselves', async () => {
    await company.there.query(
      `insert into orders values (99, 1, 'O-50001', '2026-11-20', 777, 'EUR', 'open')`,
    )
    await expect(orders.getByRole('rowheader').first()).toContainText('O-50001')
    await company.there.query(`update customers set town = 'Laksevåg' where id = 1`)
    await expect(page.getByRole('region', { name: 'Key facts' })).toContainText('Laksevåg')
    await expect(page.getByRole('region', { name: 'Key facts' })).toContainText('Changed in ERP')
    const entry = page.getByRole('listitem').filter({ hasText: 'Changed in ERP' }).first()
    await expect(entry).toContainText('Bergen')
    await expect(entry).toContainText('Laksevåg')
  })

  await test.step('the ERP is switched off: all that was known stays, and the page says so', async () => {
    await company.other.stop()
    await expect
      .poll(
        async () => {
          await page.reload()
          await expect(orders.getByRole('rowheader').first()).toContainText('O-50001')
          return card.textContent()
        },
        { timeout: 60_000 },
      )
      .toContain('nothing waits for it')
    await company.other.start()
  })

  await test.step('a drill shows what that would look like', async () => {
    await company.here.query(
      `update integration.system set drill_since = now(), version = version + 1 where id = $1`,
      [company.system],
    )
    await page.reload()
    await expect(card).toContainText('Drill since')
    await expect(orders.getByRole('row')).toHaveCount(4)
    await company.here.query(
      `update integration.system set drill_since = null, version = version + 1 where id = $1`,
      [company.system],
    )
  })
})

/** The customer here that a record there has become. */
async function customerThere(page: Page, name: string): Promise<string> {
  let id = ''
  await expect
    .poll(
      async () => {
        const answer = await page.request.get(`/api/v1/customers?q=${encodeURIComponent(name)}`)
        const { items } = (await answer.json()) as { items: { id: string }[] }
        id = items[0]?.id ?? ''
        return id
      },
      { timeout: 60_000 },
    )
    .not.toBe('')
  return id
}
