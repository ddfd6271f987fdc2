import { readFileSync } from 'node:fs'
import { expect, test } from './journey.ts'

test('Whoever exports a filtered list gets just these rows, and no cell that a spreadsheet would run', async ({
  page,
  baseURL,
}) => {
  for (const name of ['=HYPERLINK("http://example.net","Torvik")', 'Torvik Brygge AS']) {
    const answer = await page.request.post('/api/v1/customers', {
      data: { kind: 'organisation', name, city: 'Torvikbukt' },
      headers: { 'idempotency-key': crypto.randomUUID(), origin: String(baseURL) },
    })
    expect(answer.ok(), await answer.text()).toBe(true)
  }
  await page.goto('/customers')
  await test.step('the list is narrowed to a place', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('combobox', { name: 'Filter by' }).fill('Place')
    await page.keyboard.press('Enter')
    await page.getByLabel('Value').fill('Torvikbukt')
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(page.getByRole('grid', { name: '2 customers' })).toBeVisible()
  })
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const file = readFileSync(await (await downloading).path(), 'utf8')
  await expect(page.getByRole('status')).toContainText('The file with 2 rows is ready.')
  const [head, ...rows] = file
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  expect(head).toContain('Name')
  expect(rows).toHaveLength(2)
  expect(file).toContain('Torvik Brygge AS')
  // An apostrophe before it makes a text of what would be a formula.
  expect(file).toContain(`'=HYPERLINK`)
  expect(file).not.toMatch(/(^|[,;\t\n])"?=/)
  await test.step('of rows picked by hand just those', async () => {
    await page.getByRole('checkbox', { name: 'Select Torvik Brygge AS' }).click()
    const picking = page.waitForEvent('download')
    await page.getByRole('toolbar').getByRole('button', { name: 'Export' }).click()
    const picked = readFileSync(await (await picking).path(), 'utf8')
    expect(picked).toContain('Torvik Brygge AS')
    expect(picked.trim().split(/\r?\n/)).toHaveLength(2)
  })
})
