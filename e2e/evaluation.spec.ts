import { expect, test } from './journey.ts'

const people = [
  ['Ragnhild', 'Wergeland', '1961-04-12', 'ragnhild@mail1.example'],
  ['Sverre', 'Haugland', '1972-09-03', 'sverre@mail2.example'],
  ['Ottar', 'Bratteli', '1955-01-28', 'ottar@mail3.example'],
  ['Trygve', 'Undseth', '1983-11-17', 'trygve@mail4.example'],
].flatMap(([given, family, born, email], n) => [
  `${n},${given},${family},${born},${email}`,
  `${n},${given?.[0]}.,${family},${born},${email}`,
])

test('A steward tries the matcher on a file with known answers, reads how well it did, and removes it again', async ({
  page,
}) => {
  await page.goto('/matching/rule')
  await page.getByRole('link', { name: 'Try on known answers' }).click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'known.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['who,first name,last name,date of birth,email', ...people].join('\n')),
  })
  await test.step('the columns are suggested; only the answers have to be named', async () => {
    await expect(page.getByRole('heading', { name: 'known.csv' })).toBeVisible()
    await expect(page.getByRole('combobox', { name: 'last name' })).toHaveValue('Family name')
    await expect(page.getByRole('button', { name: 'Evaluate', exact: true })).toBeDisabled()
    await page.getByRole('combobox', { name: 'Column with the answers' }).click()
    await page.getByRole('option', { name: 'who' }).click()
    await page.getByRole('button', { name: 'Evaluate', exact: true }).click()
  })
  await test.step('figures with intervals, groups and what it took', async () => {
    await expect(page.getByText(/^Of 4 true pairs among 8 rows the matcher found/)).toBeVisible({
      timeout: 60_000,
    })
    await expect(page.getByRole('row', { name: /^Threshold it chose/ })).toContainText('51%–100%')
    await expect(page.getByRole('row', { name: /^Names in Latin script/ })).toBeVisible()
    await expect(page.getByText(/of memory; \d+ pairs compared/)).toBeVisible()
  })
  await test.step('it is listed, and goes with its files', async () => {
    await page.getByRole('link', { name: 'How well it matches' }).click()
    await page.getByRole('link', { name: 'known.csv' }).click()
    await page.getByRole('button', { name: 'Remove with its files' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove with its files' }).click()
    await expect(page.getByText('Nothing evaluated yet')).toBeVisible()
  })
})
