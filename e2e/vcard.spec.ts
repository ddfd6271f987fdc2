import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'

const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n')

/** As a telephone shares its contacts: one card after the other, one of them with an address that is none. */
const cards = [
  card(
    'N:Sørensen;Maja;;;',
    'FN:Maja Sørensen',
    'EMAIL;TYPE=HOME:maja@cards.example',
    'TEL;TYPE=CELL:+45 32 12 34 56',
    'ADR;TYPE=HOME:;;Havnegade 3;Aarhus;;8000;Denmark',
  ),
  card('N:Ferreira;Rui;;;', 'FN:Rui Ferreira', 'EMAIL:rui@cards.example', 'TEL;TYPE=WORK:+351 21 987 65 43'),
  card('N:Nowhere;Nils;;;', 'FN:Nils Nowhere', 'EMAIL:nils.cards.example'),
].join('\r\n')

test('The contacts of a telephone are dropped on the page and come in, but for the one that cannot be read', async ({
  page,
}) => {
  await page.goto('/imports/new?entity=customer')
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()
  await drop(page, 'contacts.vcf', cards)
  await expect(page.getByRole('heading', { name: 'Where each column goes' })).toBeVisible()

  await test.step('the check says whom it would refuse, and why', async () => {
    await page.getByRole('button', { name: 'Check without writing' }).click()
    await expect(page.getByRole('img', { name: 'New 2, Found 0 and Refused 1' })).toBeVisible()
    const refused = page.getByRole('region', { name: 'Refused rows' })
    await expect(refused.getByRole('row', { name: /nils\.cards\.example/ })).toContainText('e-mail address')
  })
  await test.step('the two others are customers, with what their cards say', async () => {
    await page.getByRole('button', { name: 'Import 2 rows' }).click()
    await expect(page.getByText(/2 records are new/)).toBeVisible()
    await expect(page.getByText(/One row was refused/)).toBeVisible()
    const maja = await found(page, 'maja@cards.example')
    expect(maja).toMatchObject([
      { name: 'Maja Sørensen', kind: 'person', phone: '+4532123456', city: 'Aarhus' },
    ])
    expect(await found(page, 'rui@cards.example')).toMatchObject([{ name: 'Rui Ferreira' }])
  })
  await test.step('undo takes them away again', async () => {
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await expect(page.getByText('Taken back: 2 records removed')).toBeVisible()
    expect(await found(page, 'maja@cards.example')).toEqual([])
  })
})

/** Drops a file on the middle of the page, as from a file manager. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  // As text: what runs in the browser knows types that the server's compiler does not.
  const transfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer()
    data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: 'text/vcard' }))
    return data
  })()`)
  const target = page.getByRole('button', { name: 'Choose a file' })
  for (const event of ['dragenter', 'dragover', 'drop'])
    await target.dispatchEvent(event, { dataTransfer: transfer })
}

/** The customers with this address, as the API shows them. */
async function found(page: Page, email: string): Promise<Record<string, unknown>[]> {
  const filter = JSON.stringify({ field: 'email', op: 'eq', value: email })
  const answer = await page.request.get('/api/v1/customers', { params: { filter } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return ((await answer.json()) as { items: Record<string, unknown>[] }).items
}
