import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'

const listed = (page: Page) => page.getByRole('navigation', { name: 'Pairs that wait' }).getByRole('button')

test('Someone who adds a customer is warned while typing, and links the new record to the one that is there', async ({
  page,
}) => {
  await page.goto('/customers/new')
  await page.getByLabel('Given name').fill('Ragnvald')
  await page.getByLabel('Family name').fill('Tveitdal')
  await page.getByLabel('E-mail').fill('ragnvald@tveitdal.example')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Ragnvald Tveitdal' })).toBeVisible()

  await test.step('the hint comes with its reasons before anything is saved', async () => {
    // Keys follow a write within a second or two.
    await expect(async () => {
      await page.goto('/customers/new')
      await page.getByLabel('Given name').fill('R.')
      await page.getByLabel('Family name').fill('Tveitdahl')
      await page.getByLabel('E-mail').fill('Ragnvald@Tveitdal.example')
      await expect(page.getByRole('link', { name: 'Ragnvald Tveitdal' })).toBeVisible({ timeout: 3000 })
    }).toPass({ timeout: 20_000 })
    await expect(page.getByText(/^Agrees: .*E-mail/)).toBeVisible()
  })
  await test.step('somebody else: the reason is kept, and nobody is asked again', async () => {
    await page.getByRole('button', { name: 'Someone else' }).first().click()
    await page.getByRole('textbox', { name: 'How do you know?' }).fill('His son, they share a mailbox')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'R. Tveitdahl' })).toBeVisible()
  })
  await test.step('create and link: one family', async () => {
    await page.goto('/customers/new')
    await page.getByLabel('Given name').fill('Ragnvald')
    await page.getByLabel('Family name').fill('Tveitdal')
    await page.getByLabel('Telephone').fill('+47 911 20 777')
    await expect(page.getByRole('link', { name: 'Ragnvald Tveitdal' })).toBeVisible()
    await page.getByRole('button', { name: 'Create and link' }).first().click()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Ragnvald Tveitdal' })).toBeVisible()
    await expect(page.getByText('One customer in 2 records')).toBeVisible()
  })
})

test('Thirty pairs are decided by keyboard; a link is taken back after later edits, and nothing else is', async ({
  page,
}) => {
  test.slow()
  await page.goto('/matching')
  const pairs = listed(page)
  await expect(pairs.first()).toHaveAttribute('aria-current', 'true')
  const first = {
    names: await pairs.first().textContent(),
    address: String(await page.locator('thead a').first().getAttribute('href')),
  }
  const asked = () => page.locator('thead a').evaluateAll(all => all.map(String))
  const waiting = async () =>
    (await (await page.request.get('/api/v1/matching/progress')).json()) as {
      pairs: number
      mineToday: number
    }
  const before = await waiting()
  expect(before.pairs).toBeGreaterThanOrEqual(31)

  await test.step('S links, D keeps apart, thirty times', async () => {
    for (let at = 0; at < 30; at++) {
      await expect(
        page.getByRole('heading', { name: /^One (person|organisation|customer), or two\?$/ }),
      ).toBeVisible()
      // Two pairs of the same names look alike in the list; whose they are stands above the columns.
      const shown = await asked()
      await page.keyboard.press(at % 5 === 4 ? 'd' : 's')
      await expect.poll(asked).not.toEqual(shown)
    }
    await expect(page.getByText(/^You today: \d+ decided$/)).toBeVisible()
    await expect.poll(async () => (await waiting()).mineToday).toBe(before.mineToday + 30)
  })
  await test.step('Z takes the last one back', async () => {
    await page.keyboard.press('z')
    await expect.poll(async () => (await waiting()).mineToday).toBe(before.mineToday + 29)
  })
  await test.step('what was decided shows how often such pairs are one', async () => {
    await page.getByRole('link', { name: 'Rules' }).click()
    await expect(page.getByRole('columnheader', { name: 'Were one' })).toBeVisible()
  })
  await test.step('the first link is undone after its family was edited: the edit stays, the two are two again', async () => {
    const id = first.address.split('/').at(-1) as string
    const get = async () =>
      (await (await page.request.get(`/api/v1/customers/${id}`)).json()) as { city: string; level: string }
    const edited = await page.request.patch(`/api/v1/customers/${id}`, {
      data: { level: 'silver' },
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect(edited.status()).toBe(200)
    const acts = (await (await page.request.get('/api/v1/history/batches?mine=true&limit=100')).json()) as {
      items: { id: string; label: string }[]
    }
    // Newest first: the first of our thirty.
    const linked = acts.items.filter(({ label }) => label === 'matching.act.decided')[29]
    const undone = await page.request.post(`/api/v1/history/batches/${linked?.id}/undo`, {
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect(undone.status()).toBe(202)
    expect((await get()).level).toBe('silver')
    await page.goto('/matching')
    await expect(pairs.filter({ hasText: String(first.names).slice(0, 12) }).first()).toBeVisible()
  })
})
