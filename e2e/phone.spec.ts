import type { Locator } from '@playwright/test'
import { expect, test } from './journey.ts'
import { expectNoSideways, phone } from './layout.ts'

test.use({ viewport: phone, hasTouch: true, isMobile: true })

test('Someone on the way has the list as cards, a customer in tabs, and the menu under the thumb', async ({
  page,
}) => {
  await page.goto('/')
  const bar = page.getByRole('navigation', { name: 'Quick menu' })
  await test.step('the bar at the foot has targets for a thumb', async () => {
    await expect(bar).toBeVisible()
    await expectForThumbs(bar.getByRole('link'))
    await expectForThumbs(bar.getByRole('button'))
    await bar.getByRole('link', { name: 'Customers' }).tap()
  })
  await test.step('the list is one of cards', async () => {
    const list = page.getByRole('region', { name: /^[\d,]+ customers$/ })
    await expect(list.getByRole('listitem').first()).toBeVisible()
    await expect(page.getByRole('grid')).toHaveCount(0)
    await expectNoSideways(page)
    await list.getByRole('link').first().tap()
    await page.getByRole('link', { name: 'Open the page' }).tap()
  })
  await test.step('the page of a customer has tabs', async () => {
    await page.waitForURL(/\/customers\/[0-9a-f-]{36}/)
    await expect(page.getByRole('tab')).toHaveText(['What happened', 'Key facts', 'Related'])
    await expectForThumbs(page.getByRole('tab'))
    await page.getByRole('tab', { name: 'Key facts' }).tap()
    await expect(page.getByRole('region', { name: 'Key facts' })).toBeVisible()
    await expectNoSideways(page)
  })
  await test.step('everything else is behind More', async () => {
    await bar.getByRole('button', { name: 'More' }).tap()
    const menu = page.getByRole('dialog')
    await expect(menu.getByRole('link', { name: 'Imports' })).toBeVisible()
    await expectForThumbs(menu.getByRole('link'))
    await menu.getByRole('link', { name: 'Settings' }).tap()
    await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible()
    await expectNoSideways(page)
  })
})

/** At least 44 pixels each way, as a thumb needs. */
async function expectForThumbs(targets: Locator): Promise<void> {
  await expect(targets.first()).toBeVisible()
  for (const target of await targets.all()) {
    const box = await target.boundingBox()
    const name = await target.textContent()
    expect.soft(box?.height, `height of “${name}”`).toBeGreaterThanOrEqual(44)
    expect.soft(box?.width, `width of “${name}”`).toBeGreaterThanOrEqual(44)
  }
}
