import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ask } from './asking.ts'
import { stranger } from './colleague.ts'
import { expect, test } from './journey.ts'
import { desk, expectNoSideways, phone } from './layout.ts'

// It adds products, prices and quotes, and looks through other roles.
test.use({ untouched: 'quotes', actionTimeout: 15_000 })

const sizes = [
  { name: 'at a desk', viewport: desk },
  { name: 'on a telephone', viewport: phone },
]

for (const { name, viewport } of sizes) {
  test(`A deal gets a quote, its discount is approved, and the customer accepts it by the link ${name}`, async ({
    page,
    browser,
    baseURL,
    spotless,
  }) => {
    test.setTimeout(180_000)
    await page.setViewportSize(viewport)
    const { deal, quote } = await begin(page, `Cooling ${name}`)
    const total = viewport.width > 760 ? await writeLines(page) : await writeOneLine(page)

    await test.step('more off than a seller may give has to be approved first', async () => {
      await page.getByLabel('Discount on all lines').fill('20')
      await page.getByRole('button', { name: 'Ask for approval' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Why it is needed').fill('They renew for ten years')
      await dialog.getByRole('button', { name: 'Ask for approval' }).click()
      await expect(page.getByText('asks for the approval of 20%').first()).toBeVisible()
      await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled()
    })

    await test.step('the manager is told on the list, and approves it', async () => {
      await become(page, 'manager')
      await page.goto('/sales/quotes')
      // The oldest comes first, which may be one of the demo.
      await expect(page.getByRole('link', { name: 'Look at it' })).toBeVisible()
      await page.goto(quote)
      await page.getByRole('button', { name: 'Approve', exact: true }).click()
      await expect(page.getByText('approved 20%').first()).toBeVisible()
    })

    const link = await test.step('the seller sends it, and has a link', async () => {
      await become(page, 'seller')
      await page.goto(quote)
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click()
      const told = page.getByRole('dialog', { name: 'The link for the customer' })
      const address = await told.getByRole('code').textContent()
      await told.getByRole('button', { name: 'Done' }).click()
      return String(address)
    })

    const customer = await stranger(browser, { baseURL: String(baseURL), viewport, spotless })
    await test.step('the customer reads it without signing in, and the PDF has the same sum', async () => {
      await customer.goto(link)
      await expect(customer.getByRole('heading', { name: `Cooling ${name}` })).toBeVisible()
      await expect(customer.getByText(total, { exact: true })).toBeVisible()
      await expectNoSideways(customer)
      const { violations } = await new AxeBuilder({ page: customer }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      const coming = customer.waitForEvent('download')
      await customer.getByRole('button', { name: 'Download as PDF' }).click()
      const file = await (await coming).path()
      expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
      if (spawnSync('pdftotext', ['-v']).error)
        test.info().annotations.push({ type: 'pdftotext is not here' })
      else expect(textOf(file)).toContain(total.replace(/[^\d.,]/g, ''))
    })

    await test.step('and accepts it with his name', async () => {
      await customer.getByRole('button', { name: `Accept for ${total}` }).click()
      await customer.getByLabel('Your name').fill('Marit Solheim')
      await customer.getByRole('button', { name: 'Accept', exact: true }).click()
      await expect(customer.getByText('Accepted. Thank you.')).toBeVisible()
      await customer.context().close()
    })

    await test.step('the quote and the deal tell so', async () => {
      await page.goto(quote)
      await expect(page.getByText('Marit Solheim accepted on')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Close as won' })).toBeVisible()
      await page.goto(deal)
      if (viewport.width <= 760) await page.getByRole('tab', { name: 'Related' }).click()
      const card = page.getByRole('region', { name: 'Quotes' })
      await expect(card.getByText('Accepted', { exact: true })).toBeVisible()
    })
    await become(page, 'administrator')
  })
}

test('What is typed last is kept though the page is left at once, and goes out with what is sent in the same moment', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const { quote } = await begin(page, 'Left at once')
  await writeOneLine(page)
  await page.getByRole('textbox', { name: 'Title' }).fill('Left in a hurry')
  await page.getByRole('link', { name: 'Quotes' }).first().click()
  await expect(page).toHaveURL(/\/sales\/quotes/)
  // In the list: the page that is left shows what was typed for a moment longer.
  await expect(page.getByRole('row').filter({ hasText: 'Left in a hurry' }).first()).toBeVisible()
  await page.goto(quote)
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Left in a hurry')

  // Saving has begun when somebody sends: neither refuses the other.
  await page.getByRole('textbox', { name: 'Title' }).fill('Sent in a hurry')
  await page.waitForTimeout(650)
  await page.getByRole('textbox', { name: 'Before the lines' }).fill('As we said')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('dialog').getByText(/offer#/)).toBeVisible()
  await page.goto(quote)
  await expect(page.getByText('As we said').first()).toBeVisible()
})

test.describe('A link that leads nowhere', () => {
  test.use({ storageState: { cookies: [], origins: [] }, provoked: [400, 404, 410, 422] })

  test('says the same kind words, whatever the reason', async ({ page }) => {
    for (const token of ['x'.repeat(43), 'short', '']) {
      await page.goto('/sign-in')
      await page.goto(`/offer#${token}`)
      await expect(page.getByRole('heading', { name: 'This quote is not open any more' })).toBeVisible()
    }
  })
})

/** A product with a price, and a deal of the seller’s own with a quote that has no line yet; ends on its page. */
async function begin(page: Page, name: string): Promise<{ deal: string; quote: string }> {
  await become(page, 'administrator')
  const customers = await ask<{ items: { id: string }[] }>(page, {
    method: 'GET',
    path: '/customers?limit=1',
  })
  const { items } = await ask<{ items: { id: string; currency: string }[] }>(page, {
    method: 'GET',
    path: '/price-lists',
  })
  const list =
    items.find(({ currency }) => currency === 'EUR') ??
    (await ask<{ id: string }>(page, {
      method: 'POST',
      path: '/price-lists',
      data: { name: 'Standard', currency: 'EUR' },
    }))
  const code = `HP-${name.length}`
  const product = await ask<{ id: string }>(page, {
    method: 'POST',
    path: '/products',
    data: { code, name: `Heat pump ${code}`, unit: 'piece' },
  })
  const breaks = [{ from: '1', amount: 500_000 }]
  await ask(page, { method: 'PUT', path: `/price-lists/${list.id}/prices/${product.id}`, data: { breaks } })
  await become(page, 'seller')
  const customer = customers.items[0]?.id
  const deal = await ask<{ id: string }>(page, {
    method: 'POST',
    path: '/opportunities',
    data: { name, customer, currency: 'EUR' },
  })
  await page.goto(`/opportunities/${deal.id}`)
  const tab = page.getByRole('tab', { name: 'Related' })
  await expect(page.getByRole('heading', { name })).toBeVisible()
  if (await tab.isVisible()) await tab.click()
  await page.getByRole('button', { name: 'New quote' }).click()
  await page.waitForURL('**/quotes/*')
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'English' }).click()
  return { deal: `/opportunities/${deal.id}`, quote: new URL(page.url()).pathname }
}

/** Two lines without a mouse; answers the total once 20 % are off. */
async function writeLines(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Add a line' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'What, line 1' })).toBeFocused()
  await page.keyboard.type('heat pump')
  await expect(page.getByRole('option', { name: /Heat pump/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Quantity, line 1')).toBeFocused()
  await page.keyboard.type('2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'What, line 2' })).toBeFocused()
  await page.keyboard.type('A crane for a day')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('650')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByRole('textbox', { name: 'What, line 1' })).toHaveValue('A crane for a day')
  // (2 × 5000 + 650) × 1.19
  await expect(page.getByText('€12,673.50', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('status').getByText('Saved')).toBeVisible()
  return '€10,138.80'
}

/** One line by thumb; answers the total once 20 % are off. */
async function writeOneLine(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Add a line' }).click()
  await page.getByRole('textbox', { name: 'What, line 1' }).fill('heat pump')
  await page
    .getByRole('option', { name: /Heat pump/ })
    .first()
    .click()
  await page.getByLabel('Quantity, line 1').fill('2')
  await expect(page.getByText('€11,900.00', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('status').getByText('Saved')).toBeVisible()
  return '€9,520.00'
}

/** Looks through a role of the demo. */
async function become(page: Page, role: string): Promise<void> {
  // The page that is open would go on asking for what the role before was allowed.
  await page.goto('about:blank')
  await ask(page, { method: 'POST', path: '/demo/role', data: { role } })
}

const textOf = (file: string): string => execFileSync('pdftotext', ['-layout', file, '-']).toString()
