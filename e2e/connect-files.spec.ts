import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { next } from './guide.ts'
import { expect, test } from './journey.ts'

// It adds customers that other journeys would count.
test.use({ untouched: 'connect', actionTimeout: 15_000 })

const customers = [
  'Kunden-Nr;Firma;Strasse;PLZ;Ort;E-Mail',
  '1001;Weber Kälte GmbH;Lindenweg 3;22081;Hamburg;info@weber-kaelte.example',
  '1002;شركة التبريد الحديثة;شارع الملك ٥;11564;القاهرة;cold@modern.example',
]
const invoices = [
  'Rechnung;Kunden-Nr;Datum;Betrag;Waehrung;Status',
  'R-1;1001;2026-10-01;120.50;EUR;bezahlt',
  'R-2;1001;2026-11-02;99.00;EUR;offen',
]

test('Files that an old program puts into a folder are joined by confirming what was found in them', async ({
  page,
  house,
}) => {
  test.setTimeout(120_000)
  const folder = join(house.data, 'exchange', 'old-program')
  mkdirSync(folder, { recursive: true })
  const put = (name: string, lines: readonly string[]) =>
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
  put('kunden-2026-11-01.csv', customers)
  put('rechnungen.csv', invoices)

  await test.step('where they lie', async () => {
    await page.goto('/systems/connect')
    await page.getByText('Files in a folder', { exact: true }).click()
    await next(page)
    await page.getByRole('textbox', { name: 'What you call it' }).fill('Old program')
    await page.getByRole('textbox', { name: 'Folder' }).fill('old-program')
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await next(page)
  })

  await test.step('what stands in them was found by looking', async () => {
    await expect(page.getByRole('checkbox', { name: 'Take kunden' })).toBeChecked()
    await expect(page.getByText('known by Kunden-Nr')).toBeVisible()
    await expect(page.getByText('known by Rechnung')).toBeVisible()
    await expect(page.getByText('2 kinds of files taken')).toBeVisible()
    await next(page)
  })

  await test.step('tables, fields and a preview are suggested', async () => {
    await expect(page.getByText('2 tables chosen')).toBeVisible()
    await next(page)
    await expect(page.getByRole('combobox', { name: 'Becomes here: Firma' })).toHaveValue('Name')
    await next(page)
    await expect(page.getByText('Weber Kälte GmbH')).toBeVisible()
    await page.getByRole('button', { name: 'Connect and read everything' }).click()
  })

  await test.step('its customers are here, with their invoices', async () => {
    await expect(page.getByText('2 customers')).toBeVisible({ timeout: 60_000 })
    await page.getByRole('link', { name: 'See its customers' }).click()
    await page.getByText('Weber Kälte GmbH').click()
    await page.getByRole('link', { name: 'Open the page' }).click()
    await expect(page.getByText('R-2')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText('€120.50')).toBeVisible()
  })

  await test.step('the next file that is put there moves him', async () => {
    put(
      'kunden-2026-11-02.csv',
      customers.map(line => line.replace('Hamburg', 'Lübeck')),
    )
    await expect(page.getByText('Lübeck').first()).toBeVisible({ timeout: 60_000 })
  })
})
