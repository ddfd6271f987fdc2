import { ask } from './asking.ts'
import { expect, test } from './journey.ts'

// It sets targets and wins a deal, which other journeys would count.
test.use({ untouched: 'targets', actionTimeout: 15_000, provoked: [422] })

test('A target is typed, a deal is won, and target, attainment and commission move as the formula says', async ({
  page,
}) => {
  const month = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(new Date())
  const figure = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('button', { name, exact: true }) })

  await test.step('a manager types amounts; they are saved in one act', async () => {
    await page.goto('/sales/targets')
    const cell = page.getByRole('textbox', { name: `${month}, Administrator`, exact: true })
    await cell.fill('10000')
    await cell.press('Enter')
    await expect(page.getByText('1 amount not saved yet')).toBeVisible()
    await page.getByRole('button', { name: 'Save targets' }).click()
    await expect(page.getByText('1 target saved.')).toBeVisible()
    await expect(page.getByText('1 amount not saved yet')).toBeHidden()
  })

  await test.step('the seller sees it, and what a deal would bring him', async () => {
    await page.goto('/sales/numbers')
    await expect(figure('Target')).toContainText('€10,000')
    await expect(figure('Target')).toContainText('set by')
    await expect(figure('Commission')).toContainText('only you see this')
  })

  const open = page.getByRole('region', { name: 'If you win these' })
  const first = open.getByRole('listitem').first()
  await expect(first).toBeVisible()
  const name = String(await first.getByRole('link').textContent())
  const amountIn = (text: string) => Number(/€([\d,.]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN)
  const wonBefore = amountIn(String(await figure('Won').getByRole('link').textContent()))
  const paidBefore = amountIn(String(await figure('Commission').getByRole('link').textContent()))
  const [worth = 0, brings = 0] = [...String(await first.textContent()).matchAll(/€([\d,.]+)/g)].map(found =>
    Number(found[1]?.replaceAll(',', '')),
  )

  await test.step('three per cent up to the target, five beyond it', () => {
    const commission = (won: number) => 0.03 * Math.min(won, 10_000) + 0.05 * Math.max(0, won - 10_000)
    expect(brings).toBeCloseTo(commission(wonBefore + worth) - commission(wonBefore), 2)
  })

  await test.step('he wins it, and his numbers have moved by just that', async () => {
    await first.getByRole('link').click()
    await expect(page.getByRole('heading', { name })).toBeVisible()
    await page.getByRole('button', { name: 'Won', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Won', exact: true }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.goto('/sales/numbers')
    const counts = page.getByRole('region', { name: 'What counts' })
    await expect(counts.getByRole('link', { name })).toBeVisible()
    expect(amountIn(String(await figure('Won').getByRole('link').textContent()))).toBeCloseTo(
      wonBefore + worth,
      2,
    )
    expect(amountIn(String(await figure('Commission').getByRole('link').textContent()))).toBeCloseTo(
      paidBefore + brings,
      2,
    )
  })
})

test('Two managers type at once: the later is told, overwrites nothing, and can go to another year only when nothing is left to save', async ({
  page,
}) => {
  type Holder = { kind: string; id: string; name: string; months: (number | null)[] }
  const year = new Date().getUTCFullYear()
  const read = async () => {
    const { items } = await ask<{ items: Holder[] }>(page, {
      method: 'GET',
      path: `/sales/targets?year=${year}`,
    })
    return items.find(({ name }) => name === 'Ana Horvat') as Holder
  }
  await page.goto('/sales/targets')
  const { kind, id: holder } = await read()
  const january = page.getByRole('textbox', { name: 'Jan, Ana Horvat', exact: true })
  await january.fill('1500')
  await january.press('Enter')
  const later = page.getByRole('button', { name: 'Later period' })
  await expect(later).toBeDisabled()
  const theirs = [1, 2].map(n => ({ kind, holder, period: `${year}-0${n}`, amount: 770_000 + n }))
  await ask(page, { method: 'PUT', path: '/sales/targets', data: { items: theirs } })
  for (let attempt = 0; attempt < 2; attempt++) {
    await page.getByRole('button', { name: 'Save targets' }).click()
    await expect(page.getByText('Somebody has changed one of these targets meanwhile.').last()).toBeVisible()
    expect((await read()).months.slice(0, 2)).toEqual([770_001, 770_002])
  }
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('textbox', { name: 'Feb, Ana Horvat', exact: true })).toHaveValue('7,700')
  await expect(later).toBeEnabled()
})
