import { expect, signInByLink, test } from './journey.ts'
import { startTessera } from './server.ts'

test.use({ storageState: undefined, provoked: [401, 403, 404, 409, 410, 422] })

test('The printed link signs in once, and the second use is refused in words', async ({ page, browser }) => {
  const tessera = await startTessera()
  try {
    await signInByLink(page, tessera.link)
    await expect(page.getByText('You have no password yet.')).toBeVisible()
    const second = await browser.newPage({ locale: 'en-GB' })
    await second.goto(tessera.link)
    await second.getByRole('button', { name: 'Sign me in' }).click()
    await expect(second.getByRole('alert')).toContainText('This link is not valid any more')
    await second.close()
  } finally {
    await tessera.stop()
  }
})

test('Whoever is not signed in is asked to sign in and comes to where they wanted', async ({ page }) => {
  await page.goto('/customers')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fcustomers/)
})
