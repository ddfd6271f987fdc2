import type { Page } from '@playwright/test'
import { settingsOfPostgres } from '../modules/integration/testing/systems/old-company.ts'
import { expect } from './journey.ts'

/** Says where the database is, as one who has its name and password on a sheet of paper. */
export async function sayWhere(
  page: Page,
  { name, url, password }: { name: string; url: string; password?: string },
): Promise<void> {
  const { settings, secrets } = settingsOfPostgres(url)
  await page.getByRole('textbox', { name: 'What you call it' }).fill(name)
  await page.getByRole('textbox', { name: 'Host' }).fill(settings.host)
  await page.getByRole('textbox', { name: 'Port' }).fill(String(settings.port))
  await page.getByRole('textbox', { name: 'Database' }).fill(settings.database)
  await page.getByRole('textbox', { name: 'User' }).fill(settings.user)
  await page.locator('input[type=password]').fill(password ?? secrets.password)
}

/** To the next step of the guide. */
export const next = (page: Page) => page.getByRole('button', { name: 'Continue' }).click()

/** Opens the address where it is closed, and answers once the connection stands. */
export async function testConnection(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Test the connection' }).click()
  const open = page.getByRole('button', { name: 'Open 127.0.0.1' })
  const stands = page.getByText('It is connected.')
  await expect(open.or(stands)).toBeVisible()
  if (await open.isVisible()) await open.click()
  await expect(stands).toBeVisible()
}
