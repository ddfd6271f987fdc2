import type { Page } from '@playwright/test'
import { invite, join } from './colleague.ts'
import { expect, test } from './journey.ts'

test.use({ provoked: [409] })

test('Two people at one customer see each other’s changes, and neither overwrites the other unknowingly', async ({
  page,
  browser,
  baseURL,
  spotless,
}) => {
  await page.goto('/customers/new')
  await page.getByLabel('Given name').fill('Anton')
  await page.getByLabel('Family name').fill('Fjellheim')
  await page.getByLabel('Job title').fill('Clerk')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { name: 'Anton Fjellheim' })).toBeVisible()
  const address = page.url()

  const colleague = await test.step('a colleague is invited and comes in', async () => {
    // A manager would see the customers of an own unit only.
    const link = await invite(page, { email: 'colleague@example.org', role: 'Administrator' })
    return join(browser, { link, name: 'Runa Dahl', baseURL: String(baseURL), spotless })
  })
  await page.goto(address)
  await colleague.goto(address)
  const [mine, theirs] = [page, colleague].map(one => one.getByRole('region', { name: 'Key facts' })) as [
    ReturnType<Page['getByRole']>,
    ReturnType<Page['getByRole']>,
  ]
  await expect(theirs.getByText('Clerk')).toBeVisible()

  await test.step('what one saves the other sees at once', async () => {
    await change(page, 'Job title', 'Office manager')
    await expect(theirs.getByText('Office manager')).toBeVisible()
  })
  await test.step('who began from the old value is asked in words', async () => {
    await theirs.getByRole('button', { name: 'Edit Job title' }).focus()
    await colleague.keyboard.press('Enter')
    await theirs.getByRole('textbox', { name: 'Job title' }).fill('Bookkeeper')
    await change(page, 'Job title', 'Treasurer')
    await expect(mine.getByText('Treasurer')).toBeVisible()
    await theirs.getByRole('textbox', { name: 'Job title' }).press('Enter')
    const question = colleague.getByRole('dialog', { name: 'Anton Fjellheim was changed meanwhile' })
    await expect(question).toContainText('Bookkeeper')
    await expect(question).toContainText('Treasurer')
    await question.getByRole('radio', { name: 'Theirs, saved' }).check()
    await question.getByRole('button', { name: 'Save my choice' }).click()
    await expect(theirs.getByText('Treasurer')).toBeVisible()
    await expect(mine.getByText('Treasurer')).toBeVisible()
  })
  await colleague.context().close()
})

async function change(page: Page, field: string, value: string): Promise<void> {
  const facts = page.getByRole('region', { name: 'Key facts' })
  await facts.getByRole('button', { name: `Edit ${field}` }).focus()
  await page.keyboard.press('Enter')
  await facts.getByRole('textbox', { name: field }).fill(value)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('Saved.')
}
