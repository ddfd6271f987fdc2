import type { Page } from '@playwright/test'
import { ask } from './asking.ts'
import { expect, test } from './journey.ts'

test('Two records become one customer, go on being edited, part again as they were, and come back by Undo', async ({
  page,
}) => {
  const [older, younger] = [
    await create(page, { givenName: 'T.', familyName: 'Hagen', level: 'silver', phone: '+4722864400' }),
    await create(page, {
      givenName: 'Turid',
      familyName: 'Hagen',
      level: 'gold',
      jobTitle: 'Harbour master',
    }),
  ]
  await post(page, `/customers/${older}/family`, { ids: [younger], reason: 'Said so herself' })
  const facts = page.getByRole('region', { name: 'Key facts' })
  const family = page.getByRole('region', { name: 'One customer in 2 records' })

  await test.step('the address of either leads to the one page, which shows what survives', async () => {
    await page.goto(`/customers/${younger}`)
    await page.waitForURL(`**/customers/${older}`)
    await expect(page.getByRole('heading', { name: 'Turid Hagen' })).toBeVisible()
    await expect(facts.getByText('Harbour master')).toBeVisible()
    await expect(facts.getByText('Gold')).toBeVisible()
    await expect(family).toContainText('T. Hagen')
    await expect(family).toContainText('Said so herself')
  })
  await test.step('one sees whose values are shown, and chooses another by a click', async () => {
    await family.getByRole('button', { name: 'Whose values are shown' }).click()
    const dialog = page.getByRole('dialog', { name: 'Whose values are shown' })
    await dialog
      .getByRole('row', { name: /^Level/ })
      .getByRole('button', { name: 'Silver' })
      .click()
    await expect(dialog.getByRole('row', { name: /^Level/ })).toContainText('Chosen by hand')
    await page.keyboard.press('Escape')
    await expect(facts.getByText('Silver')).toBeVisible()
  })
  await test.step('a later edit is shown, whatever the rules say', async () => {
    await facts.getByRole('button', { name: 'Edit Job title' }).focus()
    await page.keyboard.press('Enter')
    await facts.getByRole('textbox', { name: 'Job title' }).fill('Pilot')
    await facts.getByRole('textbox', { name: 'Job title' }).press('Enter')
    await expect(facts.getByText('Pilot')).toBeVisible()
  })
  await test.step('a record is taken out after a look at what will be', async () => {
    await family.getByRole('button', { name: 'Acts on Turid Hagen' }).click()
    await page.getByRole('menuitem', { name: 'Take out of the customer' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take Turid Hagen out' })
    await expect(dialog).toContainText('T. Hagen')
    await dialog.getByRole('button', { name: 'Take out' }).click()
    await expect(page.getByRole('heading', { name: 'T. Hagen' })).toBeVisible()
    await expect(facts.getByText('Pilot')).toBeVisible()
    expect(await read(page, younger)).toMatchObject({
      name: 'Turid Hagen',
      level: 'gold',
      jobTitle: 'Harbour master',
    })
  })
  await test.step('and Undo makes them one again', async () => {
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(page.getByRole('heading', { name: 'Turid Hagen' })).toBeVisible()
    await expect(family).toBeVisible()
  })
})

test('Rules of survivorship are tried on what is there before they are kept', async ({ page }) => {
  const ids = [
    await create(page, { name: 'Havn AS', kind: 'organisation', industry: 'Shipping', source: 'website' }),
    await create(page, { name: 'Havn AS', kind: 'organisation', industry: 'Fishing', source: 'old system' }),
  ]
  await post(page, `/customers/${ids[0]}/family`, { ids: [ids[1]] })
  await page.goto('/settings/golden')
  await page.getByRole('button', { name: /\+ website/ }).click()
  await page.getByRole('button', { name: 'Try on existing data' }).click()
  await expect(page.getByText('1 value would change')).toBeVisible()
  expect(await read(page, String(ids[0]))).toMatchObject({ industry: 'Fishing' })
  await page.getByRole('button', { name: 'Keep the rules' }).click()
  await expect.poll(() => read(page, String(ids[0]))).toMatchObject({ industry: 'Shipping' })
  await expect(page.getByText(/^Last worked out/)).toBeVisible()
})

type Values = Record<string, unknown>

const post = (page: Page, path: string, data: Values) => ask<Values>(page, { method: 'POST', path, data })

const create = async (page: Page, values: Values) => String((await post(page, '/customers', values))['id'])

const read = (page: Page, id: string) => ask<Values>(page, { method: 'GET', path: `/customers/${id}` })
