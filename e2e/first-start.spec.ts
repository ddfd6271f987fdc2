import type { Page } from '@playwright/test'
import { expect, signInByLink, test } from './journey.ts'
import { startTessera } from './server.ts'

// The demo as it came: other journeys add customers of their own.
test.use({ untouched: 'first-start' })

test.describe('Whoever starts it for the first time', () => {
  // A server of its own: the link of the shared one is used already.
  test.use({ baseURL: '', storageState: undefined, provoked: [401, 404, 410, 422] })

  test('signs in with the printed link once; a second use is refused in words', async ({ page, browser }) => {
    const tessera = await startTessera()
    try {
      await test.step('before, every page leads to the sign-in page and remembers where one wanted to go', async () => {
        await page.goto(`${tessera.address}/customers?view=people`)
        await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
        expect(new URL(page.url()).searchParams.get('next')).toBe('/customers?view=people')
      })
      await test.step('the link lets in, and asks for a password', async () => {
        await signInByLink(page, tessera.link)
        await expect(page.getByText('You have no password yet.')).toBeVisible()
      })
      await test.step('the same link lets nobody else in', async () => {
        const other = await browser.newPage({ locale: 'en-GB' })
        await other.goto(tessera.link)
        await other.getByRole('button', { name: 'Sign me in' }).click()
        await expect(other.getByRole('alert')).toContainText('This link is not valid any more')
        await other.close()
      })
      await test.step('with the chosen password one comes back', async () => {
        await page.getByLabel('E-mail address').fill('first@example.org')
        await page.getByLabel('New password').fill('orchard kettle umbrella nine')
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await expect(page.getByText('You have no password yet.')).toBeHidden()
        await page.getByRole('button', { name: /^Account of/ }).click()
        await page.getByRole('button', { name: 'Sign out', exact: true }).last().click()
        // The page that is left has a field of the same name.
        await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
        await page.getByLabel('E-mail address').fill('first@example.org')
        await page.getByLabel('Password', { exact: true }).fill('orchard kettle umbrella nine')
        await page.getByRole('button', { name: 'Sign in' }).click()
        await expect(page.getByRole('heading', { name: /^(Good morning|Hello|Good evening)/ })).toBeVisible()
      })
    } finally {
      // A page that outlives its server would rightly complain.
      await page.close()
      await tessera.stop()
    }
  })
})

test('The demo company is there, and an agent may do less in it than an administrator', async ({ page }) => {
  await page.goto('/customers')
  await expect(page.getByText('This is a demo company.')).toBeVisible()
  await expect(page.getByRole('grid', { name: '1,520 customers' })).toBeVisible()
  const menu = page.getByRole('navigation', { name: 'Main menu' })

  await test.step('an administrator sees imports, health and the settings of all', async () => {
    for (const name of ['Imports', 'Changes', 'Health'])
      await expect(menu.getByRole('link', { name })).toBeVisible()
    await page.goto('/settings/people')
    await expect(
      page.getByRole('navigation', { name: 'Parts of the settings' }).getByRole('link'),
    ).toContainText(['My account', 'People', 'Teams and units', 'API keys'])
  })
  await test.step('an agent has the own account only, and cannot come to the others by their address', async () => {
    await look(page, 'Agent')
    await expect(page.getByText('Your role does not include this page')).toBeVisible()
    await expect(menu.getByRole('link', { name: 'Health' })).toBeHidden()
    await page.goto('/settings/account')
    const tabs = page.getByRole('navigation', { name: 'Parts of the settings' })
    await expect(tabs.getByRole('link', { name: 'My account' })).toBeVisible()
    await expect(tabs.getByRole('link')).toHaveCount(1)
    await expect(page.getByRole('button', { name: 'Clear the demo' })).toBeHidden()
  })
  await test.step('and back again', async () => {
    await look(page, 'Administrator')
    await expect(menu.getByRole('link', { name: 'Health' })).toBeVisible()
  })
})

/** Looks at the demo company in another role. */
async function look(page: Page, role: string): Promise<void> {
  await page.getByRole('button', { name: /^You look as/ }).click()
  await page.getByRole('menu').getByText(role, { exact: true }).click()
  await expect(page.getByRole('button', { name: `You look as: ${role}` })).toBeVisible()
}
