import type { Browser, BrowserContext, Page } from '@playwright/test'
import { expect } from './journey.ts'

/** Invites somebody as the signed-in administrator; answers the link. */
export async function invite(page: Page, { email, role }: { email: string; role: string }): Promise<string> {
  await page.goto('/settings/people?invite=true')
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' })
  await dialog.getByLabel('E-mail address').fill(email)
  await dialog.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: role }).click()
  await dialog.getByRole('button', { name: 'Invite' }).click()
  return String(await dialog.getByRole('code').textContent())
}

type Coming = { link: string; name: string; baseURL: string; spotless: (context: BrowserContext) => void }

/** Comes in by an invitation, in a browser of the person's own. */
export async function join(browser: Browser, { link, name, baseURL, spotless }: Coming): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    storageState: { cookies: [], origins: [] },
  })
  spotless(context)
  const page = await context.newPage()
  await page.goto(link)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Choose a password').fill('seven lanterns under the pier')
  await page.getByRole('button', { name: 'Start' }).click()
  const first = String(name.split(' ')[0])
  await expect(
    page.getByRole('heading', { name: new RegExp(`^(Good morning|Hello|Good evening), ${first}`) }),
  ).toBeVisible()
  return page
}
