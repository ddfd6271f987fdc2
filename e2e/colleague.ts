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
export async function join(browser: Browser, { link, name, ...own }: Coming): Promise<Page> {
  const page = await stranger(browser, own)
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

type Own = {
  baseURL: string
  viewport?: { width: number; height: number }
  spotless: (context: BrowserContext) => void
}

/** Somebody with a browser of his own, who is not signed in. */
export async function stranger(browser: Browser, { spotless, ...own }: Own): Promise<Page> {
  const context = await browser.newContext({
    ...own,
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    storageState: { cookies: [], origins: [] },
  })
  spotless(context)
  return context.newPage()
}
