import { expect, test } from './journey.ts'
import { expectNoSideways, phone } from './layout.ts'

// It writes timeline entries and next steps that other journeys would count.
test.use({ untouched: 'sales', actionTimeout: 15_000, provoked: [503] })

test('A seller logs a call by keyboard from anywhere, and one undo takes it back', async ({ page }) => {
  await page.goto('/')
  const next = page.getByRole('region', { name: 'What to do next' })
  await expect(next.getByRole('listitem').first()).toBeVisible()
  const dialog = page.getByRole('dialog', { name: 'Log a contact' })

  await test.step('with whom, what came out of it, what comes next: without a mouse', async () => {
    await page.keyboard.press('v')
    await expect(dialog.getByRole('combobox', { name: 'Customer' })).toBeFocused()
    await page.keyboard.type('Hotell Havblikk')
    await expect(page.getByRole('option', { name: 'Hotell Havblikk' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('textbox', { name: 'What came out of it' })).toBeFocused()
    await page.keyboard.type('They want the offer by Friday')
    await dialog.getByRole('textbox', { name: 'What comes next' }).fill('Send the offer to the kitchen')
    await dialog.getByRole('button', { name: 'Tomorrow' }).click()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Logged.')).toBeVisible()
  })

  await test.step('undo takes entry and next step back', async () => {
    const told = page.getByText('Logged.').locator('..')
    await told.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('Logged.')).toBeHidden()
    await page.goto('/customers?q=Hotell%20Havblikk')
    await page.getByText('Hotell Havblikk').first().click()
    await expect(page.getByText('They want the offer by Friday')).toHaveCount(0)
  })
})

test.describe('On a telephone', () => {
  test.use({ viewport: phone, hasTouch: true, isMobile: true })

  test('a visit is logged under the thumb, survives a reload, and is sent once the network is back', async ({
    page,
    context,
  }) => {
    await page.goto('/sales/visits?whose=all&due=all')
    const line = page.getByRole('region', { name: 'All visits' }).getByRole('listitem').first()
    await expect(line).toBeVisible()
    const log = line.getByRole('button', { name: /^Log something with/ })
    const box = await log.boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)
    await log.tap()
    const dialog = page.getByRole('dialog', { name: 'Log a contact' })
    const text = dialog.getByRole('textbox', { name: 'What came out of it' })
    // With whom is said already: the keys belong to what came out of it, without another tap.
    await expect(text).toBeFocused()
    await page.keyboard.type('Measured the cellar')

    await test.step('a reload loses nothing', async () => {
      await page.reload()
      const bar = page.getByRole('navigation', { name: 'Quick menu' })
      await bar.getByRole('button', { name: 'Log', exact: true }).tap()
      await expect(text).toHaveValue('Measured the cellar')
    })

    await test.step('without a network it waits, and goes when that is back', async () => {
      await context.route('**/api/v1/sales/log', route => route.fulfill({ status: 503 }))
      await dialog.getByRole('button', { name: 'Log', exact: true }).tap()
      await expect(page.getByText('1 log waits until the server can be reached')).toBeVisible()
      await context.unroute('**/api/v1/sales/log')
      await page.evaluate('window.dispatchEvent(new Event("online"))')
      await expect(page.getByText('1 log waits until the server can be reached')).toBeHidden()
    })
    await expectNoSideways(page)
  })
})
