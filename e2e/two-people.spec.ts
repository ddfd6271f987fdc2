import type { Browser, Page } from '@playwright/test'
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
    const link = await invite(page, 'colleague@example.org')
    return join(browser, { link, baseURL: String(baseURL), spotless })
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

async function invite(page: Page, email: string): Promise<string> {
  await page.goto('/settings/people?invite=true')
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' })
  await dialog.getByLabel('E-mail address').fill(email)
  await dialog.getByRole('combobox', { name: 'Role' }).click()
  // A manager would see the customers of an own unit only.
  await page.getByRole('option', { name: 'Administrator' }).click()
  await dialog.getByRole('button', { name: 'Invite' }).click()
  return String(await dialog.getByRole('code').textContent())
}

type Coming = { link: string; baseURL: string; spotless: (context: ReturnType<Page['context']>) => void }

async function join(browser: Browser, { link, baseURL, spotless }: Coming): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    storageState: { cookies: [], origins: [] },
  })
  spotless(context)
  const page = await context.newPage()
  await page.goto(link)
  await page.getByLabel('Your name').fill('Runa Dahl')
  await page.getByLabel('Choose a password').fill('seven lanterns under the pier')
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page.getByRole('heading', { name: /^(Good morning|Hello|Good evening), Runa/ })).toBeVisible()
  return page
}

async function change(page: Page, field: string, value: string): Promise<void> {
  const facts = page.getByRole('region', { name: 'Key facts' })
  await facts.getByRole('button', { name: `Edit ${field}` }).focus()
  await page.keyboard.press('Enter')
  await facts.getByRole('textbox', { name: field }).fill(value)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('Saved.')
}
