import type { Page } from '@playwright/test'
import { ask } from './asking.ts'
import { expect, test } from './journey.ts'

test.use({ untouched: 'findings' })

test('The page of a customer says what is not in order, opens the field, and says nothing once it is mended', async ({
  page,
}) => {
  const id = await create(page, { name: 'Vindur AS', kind: 'organisation', country: 'NO', postcode: '99999' })
  await page.goto(`/customers/${id}`)
  const card = page.getByRole('region', { name: 'To mend' })
  await expect(card).toContainText('The postcode fits the country')
  await expect(card).toContainText('Postcode: 99999')
  await card.getByRole('button', { name: 'Mend: Postcode' }).click()
  const editor = page.getByRole('textbox', { name: 'Postcode' })
  await expect(editor).toBeFocused()
  await editor.fill('5003')
  await editor.press('Enter')
  await expect(card).not.toContainText('The postcode fits the country')

  await test.step('a field that is empty is opened too', async () => {
    await card.getByRole('button', { name: 'Mend: E-mail' }).click()
    await page.getByRole('textbox', { name: 'E-mail' }).fill('post@vindur.example')
    await page.getByRole('textbox', { name: 'E-mail' }).press('Enter')
    await expect(card).toBeHidden()
  })
})

test('What is done to a rule stands on its page, and Undo takes it back', async ({ page }) => {
  await page.goto('/quality/rules')
  const rule = 'The postcode fits the country'
  await page.getByRole('switch', { name: `Rule “${rule}” is on` }).press('Space')
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('switch', { name: `Rule “${rule}” is on` })).toBeChecked()
  await page.getByRole('link', { name: rule, exact: true }).click()
  const history = page.getByRole('listitem').filter({ hasText: 'Asked' })
  await expect(history.first()).toContainText('off → on')
  await expect(history.last()).toContainText('on → off')
})

test('Values of several customers are confirmed from the list as one act, and taken back', async ({
  page,
}) => {
  const ids = [
    await create(page, { name: 'Fjell AS', kind: 'organisation', city: 'Flåm' }),
    await create(page, { name: 'Foss AS', kind: 'organisation', city: 'Flåm' }),
  ]
  const confirmed = async () => {
    const found = await Promise.all(
      ids.map(async id => (await page.request.get(`/api/v1/customers/${id}/trust`)).json() as Promise<Trust>),
    )
    return found.flatMap(({ values }) => values.filter(value => value.confirmed)).length
  }
  await page.goto(
    `/customers?filter=${encodeURIComponent(JSON.stringify({ field: 'city', op: 'eq', value: 'Flåm' }))}`,
  )
  await page.getByRole('checkbox', { name: 'Select all on this list' }).click()
  await page.getByRole('button', { name: 'Confirm values…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: 'Place' }).check()
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click()
  const said = page.getByRole('status').filter({ hasText: '2 values confirmed' })
  await expect(said).toBeVisible()
  expect(await confirmed()).toBe(2)
  await said.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(confirmed).toBe(0)
})

type Trust = { values: { confirmed: unknown }[] }

const create = async (page: Page, data: Record<string, string>) =>
  (await ask<{ id: string }>(page, { method: 'POST', path: '/customers', data })).id
