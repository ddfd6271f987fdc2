import type { Page } from '@playwright/test'
import { invite, join } from './colleague.ts'
import { expect, test } from './journey.ts'
import { expectNoSideways, phone } from './layout.ts'

// It adds customers and deals that other journeys would count.
// The page of a deal that was taken back asks for it once more.
test.use({ untouched: 'leads', actionTimeout: 15_000, provoked: [404] })

test('A line of text becomes a lead without a mouse, and the lead a deal; undo takes all of it back', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const line = 'Anna Berg, Nordlys Pumper AS, anna@nordlys-pumper.example, +47 22 34 56 78, met at the fair'

  await test.step('from any page, by one key and one line', async () => {
    await page.goto('/tasks')
    await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible()
    await page.keyboard.press('l')
    const dialog = page.getByRole('dialog', { name: 'Capture a lead' })
    await expect(dialog.getByRole('textbox', { name: 'Who is it' })).toBeFocused()
    await page.keyboard.type(line)
    await expect(dialog.getByRole('textbox', { name: 'Company' })).toHaveValue('Nordlys Pumper AS')
    await expect(dialog.getByRole('textbox', { name: 'E-mail' })).toHaveValue('anna@nordlys-pumper.example')
    await expect(dialog.getByRole('textbox', { name: 'Note' })).toHaveValue('met at the fair')
    await expect(dialog.getByText('Only you see this.')).toBeVisible()
    await expect(dialog.getByText(/On .+ it will be shared; you will be told 14 days before\./)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(page.getByText('Anna Berg is captured.')).toBeVisible()
  })

  await test.step('it stands among the own ones, seen by nobody else', async () => {
    await page.goto('/sales/leads')
    const row = page.getByRole('row').filter({ hasText: 'Nordlys Pumper AS' })
    await expect(row.getByText('Only you')).toBeVisible()
    await row.getByRole('link', { name: 'Anna Berg' }).click()
    await page.getByRole('link', { name: 'Open the page' }).click()
    await expect(page.getByRole('region', { name: 'As it was typed' })).toContainText(line)
    await expect(page.getByText('Nobody else can open it.')).toBeVisible()
  })

  await test.step('it becomes a customer and a deal in one act', async () => {
    await page.getByRole('button', { name: 'Convert' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'What may they buy?' }).fill('Two pumps')
    await dialog.getByRole('textbox', { name: 'Amount' }).fill('18000')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Two pumps' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Nordlys Pumper AS' })).toBeVisible()
    await expect(page.getByText('€18,000').first()).toBeVisible()
  })

  await test.step('and back again', async () => {
    const told = page.getByText('Nordlys Pumper AS is a customer.').locator('..')
    await told.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('This opportunity is not there')).toBeVisible()
    await page.goto('/sales/leads')
    await expect(
      page.getByRole('row').filter({ hasText: 'Nordlys Pumper AS' }).getByText('Only you'),
    ).toBeVisible()
  })
})

test('What somebody keeps is found out by nobody, its owner is told who came upon it, and once it is shared who looked', async ({
  page,
  browser,
  baseURL,
  spotless,
}) => {
  test.setTimeout(180_000)
  // Who sees all records there are, and still none that is private.
  const link = await invite(page, { email: 'robin@nordlicht.example', role: 'Data steward' })
  const colleague = await join(browser, {
    link,
    name: 'Robin Vik',
    baseURL: String(baseURL),
    spotless,
  })

  await test.step('the owner captures it with the thumb', async () => {
    await page.setViewportSize(phone)
    await page.goto('/customers')
    await page.getByRole('navigation', { name: 'Quick menu' }).getByRole('button', { name: 'Lead' }).click()
    await capture(page, 'Kari Moe, Stillbruk AS, kari@stillbruk.example')
    await expect(page.getByText('Kari Moe is captured.')).toBeVisible()
  })

  await test.step('a colleague who enters the same account reads that somebody works on it, no more', async () => {
    await colleague.goto('/sales/leads')
    await colleague.getByRole('button', { name: 'Capture', exact: true }).click()
    await capture(colleague, 'post@stillbruk.example')
    const remark = colleague.getByText('Somebody in the firm works on this account already.')
    await expect(remark).toBeVisible()
    await expect(colleague.getByRole('status').filter({ hasText: 'Administrator' })).toHaveCount(0)
    await expect(colleague.getByText('Kari Moe')).toHaveCount(0)
    await colleague.goto('/sales/leads?q=Stillbruk')
    await expect(colleague.getByText('Kari Moe')).toHaveCount(0)
  })

  await test.step('its owner is told who', async () => {
    await page.goto('/inbox')
    const news = page.getByRole('region', { name: 'News about your leads' })
    await expect(news.getByText('Robin Vik came upon the same account.')).toBeVisible()
    await news.getByRole('link', { name: 'Kari Moe' }).click()
    await expect(page.getByText('Only you see this.')).toBeVisible()
    await expectNoSideways(page)
  })

  const path = new URL(page.url()).pathname
  await test.step('shared, it is seen by who sees the records of its owner; he sees who looked', async () => {
    await page.getByRole('button', { name: 'Share now' }).click()
    await expect(page.getByText(/Shared by its owner on/)).toBeVisible()
    await colleague.goto(path)
    await expect(colleague.getByRole('heading', { name: 'Kari Moe' })).toBeVisible()
    await expect(colleague.getByText('The credit for it stays with')).toBeVisible()
    await page.goto(path)
    await page.getByRole('tab', { name: 'Related' }).click()
    await expect(page.getByRole('region', { name: 'Who opened it' }).getByText('Robin Vik')).toBeVisible()
    await expectNoSideways(page)
  })
})

async function capture(page: Page, line: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Capture a lead' })
  await dialog.getByRole('textbox', { name: 'Who is it' }).fill(line)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
}
