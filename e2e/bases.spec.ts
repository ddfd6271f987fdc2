import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'

// It compares all customers before and after, to which other journeys add.
test.use({ untouched: 'bases' })

type Customer = Record<string, string | null>

/** Runs in the page, so that it is asked with the session of the one at the screen. */
function ask<T>(page: Page, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([address, sent]) => {
      const init = sent
        ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) }
        : {}
      return (await (await fetch(`/api/v1${address}`, init)).json()) as never
    },
    [path, body] as const,
  )
}

/**
 * All customers as the product hands them out, without what any write moves, and without own fields that are empty: those
 * that came with the base stay, since others may use them by then.
 */
async function exported(page: Page): Promise<string[]> {
  const { id } = await ask<{ id: string }>(page, '/exports', { entity: 'customer', format: 'json' })
  await expect
    .poll(async () => (await ask<{ state: string }>(page, `/exports/${id}`)).state, { timeout: 30_000 })
    .toBe('done')
  const text = await page.evaluate(async at => (await fetch(`/api/v1/exports/${at}/file`)).text(), id)
  return text
    .trim()
    .split('\n')
    .map(line => {
      const { version: _, updatedAt: __, ...rest } = JSON.parse(line) as Record<string, unknown>
      const filled = Object.entries(rest).filter(
        ([key, value]) => value !== null || !key.startsWith('custom.'),
      )
      return JSON.stringify(filled)
    })
    .sort()
}

/** The export of another firm: people we know too, in its own spelling and words, and people we do not. */
async function theirExport(page: Page): Promise<string> {
  const filter = JSON.stringify({
    and: [
      { field: 'kind', op: 'eq', value: 'person' },
      { field: 'email', op: 'not-empty' },
      { field: 'phone', op: 'not-empty' },
    ],
  })
  const { items } = await ask<{ items: Customer[] }>(
    page,
    `/customers?limit=120&sort=-createdAt&filter=${encodeURIComponent(filter)}`,
  )
  // The demo has mistakes in it, others every day; what is refused here is refused for the file’s own mistake.
  const readable = items.filter(
    ({ givenName, familyName, email, phone }) =>
      givenName &&
      familyName &&
      /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(email ?? '') &&
      /^\+\d{8,14}$/.test(phone ?? ''),
  )
  const known = readable
    .slice(0, 40)
    .map(({ givenName, familyName, email, phone, birthDate, city, postcode }, at) =>
      [
        `N${at}`,
        givenName,
        familyName,
        email,
        phone,
        birthDate,
        city,
        postcode,
        'Norge',
        'A-kunde',
        'Kari Moen',
      ].join(';'),
    )
  const fresh = Array.from({ length: 25 }, (_, at) =>
    [
      `F${at}`,
      ['Marit', 'Aslak', 'Tuva', 'Runa', 'Odd'][at % 5],
      `Fjellheim-${'abcdefghijklmnopqrstuvwxyz'[at]}`,
      `post${at}@nordlys.example`,
      `+47 22 99 ${String(10 + at)} ${String(60 - at)}`,
      `19${50 + at}-02-1${at % 9}`,
      'Tromsø',
      `90${10 + at}`,
      'Norge',
      ['A-kunde', 'B-kunde', 'prospekt'][at % 3],
      'Ola Berg',
    ].join(';'),
  )
  const head =
    'Customer ID;First name;Last name;E-mail;Telephone;Birthday;City;Postcode;Country;Kundeklasse;Owner'
  return [head, ...known, ...fresh, ';;;no-address;;;;;;;'].join('\n')
}

test('The customers of another firm are brought in, looked at, taken over in two stages, and taken back', async ({
  page,
}) => {
  test.setTimeout(300_000)
  await page.goto('/customers')
  const before = await exported(page)
  const file = await theirExport(page)

  await test.step('a base is opened and its file loaded', async () => {
    await page.goto('/bases')
    await expect(page.getByText('Fjordvarme Service AS')).toBeVisible()
    await page.getByRole('button', { name: 'New base' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Nordlys AS')
    await page.getByRole('button', { name: 'Open the base' }).click()
    await page.waitForURL(/\/bases\/[0-9a-f-]{36}/)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'nordlys.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
    await page.getByRole('button', { name: 'Check without writing' }).click()
    await expect(page.getByText('Nothing has been written yet.')).toBeVisible()
    await page.getByRole('button', { name: /^Import \d+ rows$/ }).click()
    await expect(page.getByText('65 records of 66 rows')).toBeVisible()
    await expect(page.getByText('1 refused')).toBeVisible()
  })
  const address = page.url().split('?')[0] as string

  await test.step('nothing of it is among the customers', async () => {
    expect(await exported(page)).toEqual(before)
  })

  await test.step('who is known already', async () => {
    await page.getByRole('button', { name: 'Who is known already' }).click()
    await page.getByRole('button', { name: 'Compare now' }).click()
    await expect(page.getByText(/of 65 are certainly a customer of yours/)).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Overlap by segment' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Where the two bases disagree' })).toBeVisible()
  })

  await test.step('their words become ours', async () => {
    await page.getByRole('button', { name: 'Their words and ours' }).click()
    await page.getByRole('combobox', { name: 'Kundeklasse becomes' }).click()
    await page.getByRole('option', { name: 'Level', exact: true }).click()
    const card = page
      .locator('section')
      .filter({ has: page.getByRole('combobox', { name: 'Kundeklasse becomes' }) })
    await card.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('combobox', { name: 'A-kunde becomes' }).click()
    await page.getByRole('option', { name: 'Gold', exact: true }).click()
    await card.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('The vocabulary was saved.').first()).toBeVisible()
  })

  const take = async (which: string, whose?: RegExp) => {
    await page.goto(`${address}?step=%22stages%22`)
    await page.getByRole('button', { name: which, exact: true }).click()
    await expect(page.getByRole('status', { name: 'What would happen' })).toBeVisible()
    if (whose) {
      await page.getByRole('combobox', { name: 'Whose they become' }).click()
      await page.getByRole('option', { name: whose }).click()
      await expect(page.getByRole('list', { name: 'They would become those of' })).toBeVisible()
    }
    await page.getByRole('button', { name: /^Take \d+ records? over$/ }).click()
    await expect(page.getByText('Taken over', { exact: true }).last()).toBeVisible({ timeout: 60_000 })
  }
  await test.step('it is taken over in two stages', async () => {
    await take('The same', /gets its owner/)
    await expect(page.getByText('Who joined a customer got its owner')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Take back', exact: true })).toHaveCount(1)
    await take('New')
    await expect(page.getByRole('button', { name: 'Take back', exact: true })).toHaveCount(2)
    await page.goto('/customers?q=%22Fjellheim-a%22')
    const link = page.getByRole('link', { name: /Fjellheim-a,/ })
    await page.goto((await link.getAttribute('href')) as string)
    await expect(page.getByText('Nordlys AS').first()).toBeVisible()
    await expect(page.getByText('Kundeklasse: A-kunde there, Gold here')).toBeVisible()
  })

  await test.step('all of it is taken back, and the customers are what they were', async () => {
    await page.goto(`${address}?step=%22stages%22`)
    await page.getByRole('button', { name: 'Take all stages back' }).click()
    await page.getByRole('alert').getByRole('button', { name: 'Take all stages back' }).click()
    await expect(page.getByText('Taken back', { exact: true })).toHaveCount(2, { timeout: 60_000 })
    expect(await exported(page)).toEqual(before)
  })
})
