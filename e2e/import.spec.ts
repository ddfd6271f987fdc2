import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { projectFolder } from '../platform/config.ts'
import { expect, test } from './journey.ts'

// It counts the customers of the demo, to which other journeys add.
test.use({ untouched: 'import' })

/** As a spreadsheet of a small firm writes it: semicolons, a comma in a name, one bad address, one day too many. */
const file = [
  'Full name;E-mail;Telephone;Town;Birthday',
  '"Lindqvist, Åsa";asa.lindqvist@example.net;+46 8 123 456 78;Luleå;17.05.1981',
  'Tomasz Wrzos;tomasz@example.net;+48 22 123 45 67;Łódź;30.11.1975',
  'Mirela Ban;mirela.example.net;+385 1 2345 678;Split;02.02.1990',
  'Noor Haddad;noor@example.net;+961 1 234 567;Beirut;25.12.1988',
  'Piet Vos;piet@example.net;+31 20 123 4567;Delft;31.02.1979',
  'Inês Prado;ines@example.net;+351 21 123 4567;Évora;13.08.1993',
].join('\r\n')

test('Someone with a list brings it in, sees what happens before it happens, and takes it back', async ({
  page,
}) => {
  await page.goto('/customers')
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await choose(page, 'our contacts.csv', Buffer.from(file))

  await test.step('each column has a suggestion', async () => {
    const targets = {
      'Full name': 'Name',
      'E-mail': 'E-mail',
      Telephone: 'Telephone',
      Town: 'Place',
      Birthday: 'Date of birth',
    }
    for (const [column, target] of Object.entries(targets))
      await expect(page.getByRole('combobox', { name: `Where the column “${column}” goes` })).toHaveValue(
        target,
      )
  })
  await test.step('what was chosen is still there when the page is loaded anew', async () => {
    const town = page.getByRole('combobox', { name: 'Where the column “Town” goes' })
    await town.click()
    await page.getByRole('option', { name: 'Leave out' }).click()
    await page.reload()
    await expect(town).toHaveValue('Leave out')
    await town.click()
    await page.getByRole('option', { name: 'Place', exact: true }).click()
    await expect(town).toHaveValue('Place')
  })
  await test.step('the check counts without writing', async () => {
    await page.getByRole('button', { name: 'Check without writing' }).click()
    await expect(page.getByRole('img', { name: 'New 4, Found 0 and Refused 2' })).toBeVisible()
    await expect(page.getByText('Nothing has been written yet.')).toBeVisible()
    const refused = page.getByRole('region', { name: 'Refused rows' })
    await expect(refused.getByRole('row', { name: /mirela\.example\.net/ })).toContainText('e-mail address')
    await expect(refused.getByRole('row', { name: /31\.02\.1979/ })).toBeVisible()
  })
  await test.step('the import reports what it did and hands out what it refused', async () => {
    await page.getByRole('button', { name: 'Import 4 rows' }).click()
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
    await expect(page.getByText('4 records are new, none was changed. 2 rows were refused.')).toBeVisible()
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'As a file' }).click()
    const refused = readFileSync(await (await downloading).path(), 'utf8')
    expect(refused).toContain('Mirela Ban')
    expect(refused).toContain('Piet Vos')
    expect(refused).not.toContain('Noor Haddad')
  })
  const report = page.url()
  await test.step('the records are there', async () => {
    await page.getByRole('link', { name: 'Open the 4 new records' }).click()
    await expect(page.getByRole('grid', { name: '4 customers' })).toBeVisible()
    await expect(
      page.getByRole('button', { name: 'Change the filter Made by our contacts.csv' }),
    ).toBeVisible()
    await page.getByRole('button', { name: 'Remove the filter Made by our contacts.csv' }).click()
    await expect(page.getByRole('grid', { name: '1,524 customers' })).toBeVisible()
    expect(await count(page, 'Łódź')).toBe(1)
  })
  await test.step('undo takes away what came', async () => {
    await page.goto(report)
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await expect(page.getByText('Taken back: 4 records removed')).toBeVisible()
    expect(await count(page, 'Łódź')).toBe(0)
    await page.getByRole('link', { name: 'Imports' }).first().click()
    await expect(page.getByRole('listitem').filter({ hasText: 'our contacts.csv' })).toContainText('undone')
  })
})

test('Cards from a telephone come in like any list', async ({ page }) => {
  const corpus = resolve(
    projectFolder,
    process.env['TESSERA_SHARED'] ?? '../shared',
    'data/vcf-corpus/ez-vcard',
  )
  test.skip(!existsSync(corpus), `There are no cards to try with at ${corpus}.`)
  const name =
    readdirSync(corpus).find(card => /android/i.test(card)) ??
    readdirSync(corpus).find(card => card.endsWith('.vcf'))
  test.skip(!name, `There is no card in ${corpus}.`)
  await page.goto('/imports/new?entity=customer')
  await choose(page, String(name), readFileSync(join(corpus, String(name))))
  await page.getByRole('button', { name: 'Check without writing' }).click()
  await page.getByRole('button', { name: /^Import \d+ rows?$/ }).click()
  await expect(page.getByText(/records? (is|are) new/)).toBeVisible()
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await expect(page.getByText(/^Taken back/)).toBeVisible()
})

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()
  await page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await expect(page.getByRole('heading', { name: 'Where each column goes' })).toBeVisible()
}

/** How many customers live in a place, as the API counts them. */
async function count(page: Page, city: string): Promise<number> {
  const filter = JSON.stringify({ field: 'city', op: 'eq', value: city })
  const answer = await page.request.get('/api/v1/customers', { params: { filter } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return ((await answer.json()) as { items: unknown[] }).items.length
}
