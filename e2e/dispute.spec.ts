import type { Page } from '@playwright/test'
import { invite, join } from './colleague.ts'
import { expect, test } from './journey.ts'

const factsOf = (page: Page) => page.getByRole('region', { name: 'Key facts' })

test('A value is disputed by one, decided by the customer’s owner, told back, and confirmed in one click', async ({
  page,
  browser,
  baseURL,
  spotless,
}) => {
  // Two browsers, of which one comes in by invitation first.
  test.slow()
  const address = await test.step('a customer of mine', async () => {
    await page.goto('/customers')
    const id = await page.evaluate(createOda)
    return `/customers/${id}`
  })
  const link = await invite(page, { email: 'runa@example.org', role: 'Agent' })
  const colleague = await join(browser, { link, name: 'Runa Dahl', baseURL: String(baseURL), spotless })

  await test.step('the colleague says by keyboard that the telephone number is wrong', async () => {
    await colleague.goto(address)
    await factsOf(colleague).getByRole('button', { name: 'Telephone: Kept here, fresh' }).focus()
    await expect(colleague.getByRole('dialog', { name: 'Telephone' })).toContainText(
      'Very likely right (95%)',
    )
    await colleague.keyboard.press('Enter')
    await colleague.keyboard.press('Tab')
    await colleague.keyboard.press('Enter')
    const dialog = colleague.getByRole('dialog', { name: 'Telephone is wrong' })
    await dialog.getByLabel('Right would be').fill('+47 55 21 40 99')
    await dialog.getByLabel('How do you know?').fill('She told me')
    await dialog.getByRole('button', { name: 'Dispute' }).click()
    await expect(factsOf(colleague)).toContainText('Runa Dahl says: +47 55 21 40 99')
    await expect(factsOf(colleague).getByRole('button', { name: 'Telephone: Disputed' })).toBeVisible()
  })

  await test.step('its owner finds it in the inbox with the time that is left, and replaces the value', async () => {
    await page.goto('/inbox')
    const waiting = page.getByRole('region', { name: 'Disputed values that you decide' })
    const line = waiting.getByRole('listitem').filter({ hasText: 'Oda Nygård' })
    await expect(line).toContainText('2 days left')
    await expect(line).toContainText('She told me')
    await line.getByRole('button', { name: 'Decide' }).click()
    const dialog = page.getByRole('dialog', { name: 'Telephone: which is right?' })
    await dialog.getByLabel('Answer').fill('Thank you')
    await dialog.getByRole('button', { name: 'Replace' }).click()
    await expect(page.getByRole('status')).toContainText('Replaced.')
    await expect(line).toHaveCount(0)
  })

  await test.step('the colleague is told, and sees the new number', async () => {
    await colleague.goto('/inbox')
    const told = colleague.getByRole('region', { name: 'What became of your disputes' })
    await expect(told).toContainText(/agreed with you about Oda Nygård/)
    await expect(told).toContainText('Thank you')
    await told.getByRole('button', { name: 'Mark the answer about Oda Nygård as read' }).click()
    await expect(told).toHaveCount(0)
    await colleague.goto(address)
    await expect(factsOf(colleague)).toContainText('+4755214099')
  })

  await test.step('one click confirms a value, another takes it back', async () => {
    await page.goto(address)
    const tile = (state: string) => factsOf(page).getByRole('button', { name: `Job title: ${state}` })
    await tile('Kept here, fresh').click()
    await page.getByRole('dialog', { name: 'Job title' }).getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByRole('status')).toContainText('Confirmed.')
    await expect(tile('Confirmed')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(tile('Kept here, fresh')).toBeVisible()
  })
  await colleague.context().close()
})

/** In the browser: a customer of the person who is signed in. */
async function createOda(): Promise<string> {
  const ask = async (path: string, body?: object) => {
    const answer = await fetch(`/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    return (await answer.json()) as { id: string; user: { id: string } }
  }
  const { user } = await ask('/session')
  const oda = { givenName: 'Oda', familyName: 'Nygård', jobTitle: 'Buyer', phone: '+47 55 21 40 00' }
  return (await ask('/customers', { ...oda, kind: 'person', owner: user.id })).id
}
