import type { Page } from '@playwright/test'
import { ask } from './asking.ts'
import { invite, join } from './colleague.ts'
import { databaseOf, type OwnDatabase } from './database.ts'
import { expect, test } from './journey.ts'
import { desk, expectNoSideways, phone } from './layout.ts'

// It sets the firm’s rule of leads, and a colleague asks for leads that are not there for him.
test.use({ untouched: 'private leads', actionTimeout: 15_000, provoked: [404] })

for (const { name, viewport, firm } of [
  { name: 'at a desk', viewport: desk, firm: 'Skumring' },
  { name: 'on a telephone', viewport: phone, firm: 'Tussmørke' },
]) {
  test.describe(name, () => {
    test.use({ viewport })

    test('A private lead casts a shadow, is shared by the announced rule or by being qualified, and tells its owner who came and who looked', async ({
      page,
      browser,
      baseURL,
      spotless,
      house,
    }) => {
      test.setTimeout(240_000)
      const kept = `Sol ${firm}`
      const other = `Liv ${firm}`
      const mail = firm.toLowerCase().replace('ø', 'o')
      // Who sees all records there are, and still none that is private.
      const link = await invite(page, { email: `${mail}@nordlicht.example`, role: 'Data steward' })
      const person = { link, name: `Robin ${firm}`, baseURL: String(baseURL), spotless }
      const colleague = await join(browser, person)
      await colleague.setViewportSize(viewport)

      await test.step('the rule is set to its least: a shadow at once, shared after a day that is announced', async () => {
        await page.goto('/settings/sales?part=leads')
        await page.getByRole('textbox', { name: 'Days until it helps to find doubles' }).fill('0')
        await page.getByRole('textbox', { name: 'Days after which it is shared' }).fill('1')
        await page.getByRole('textbox', { name: 'Days before that on which its owner is told' }).fill('1')
        const save = page.getByRole('button', { name: 'Save' })
        if (await save.isEnabled()) {
          await save.click()
          await expect(page.getByText('Rule of leads kept')).toBeVisible()
        }
        await expectNoSideways(page)
      })

      await test.step('two are captured, both private', async () => {
        await capture(page, `${kept}, ${firm} Glass AS, sol@${mail}-glass.example`)
        await capture(page, `${other}, ${firm} Tre AS, liv@${mail}-tre.example`)
      })
      const at = await pageOf(page, kept)
      const otherAt = await pageOf(page, other)

      await test.step('for a colleague it is not there, by no address and no search', async () => {
        await colleague.goto(at)
        await expect(
          colleague.getByText('This lead is not there, or somebody keeps it to themselves'),
        ).toBeVisible()
        await colleague.goto(`/sales/leads?q=${encodeURIComponent(firm)}`)
        await expect(colleague.getByRole('heading', { name: 'Leads' }).first()).toBeVisible()
        await expect(colleague.locator('[aria-busy="true"]')).toHaveCount(0)
        await expect(colleague.getByText(kept)).toHaveCount(0)
      })

      await test.step('whoever enters the same account reads that somebody works on it, without any name', async () => {
        await capture(colleague, `post@${mail}-glass.example`)
        const remark = colleague.getByRole('status').filter({
          hasText: 'Somebody in the firm works on this account already.',
        })
        await expect(remark).toBeVisible()
        await expect(remark).not.toContainText(/Sol|Glass|Administrator/)
        await expectNoSideways(colleague)
      })

      await test.step('its owner is told who', async () => {
        await page.goto('/inbox')
        const news = page.getByRole('region', { name: 'News about your leads' })
        const told = news.getByRole('listitem').filter({ hasText: kept })
        await expect(told).toContainText(`Robin ${firm} came upon the same account.`)
        await expectNoSideways(page)
        await page.goto(at)
        await expect(page.getByText('Only you see this.')).toBeVisible()
      })

      await test.step('by being qualified it is shared, and its owner sees who looked', async () => {
        await page.goto(otherAt)
        await page.getByRole('button', { name: 'Qualify' }).click()
        const dialog = page.getByRole('dialog', { name: `Qualify ${other}` })
        await expect(dialog.getByText('It will be shared with that.')).toBeVisible()
        await dialog.getByRole('textbox', { name: 'What speaks for it' }).fill('They asked for prices')
        await page.keyboard.press('Control+Enter')
        await expect(page.getByText(/^Shared on .+, when it was qualified\./)).toBeVisible()
        await expectOpenedBy(page, { colleague, at: otherAt, name: other })
      })

      const own = await databaseOf(house)
      try {
        await test.step('the rule announces the day first, and shares nothing before it', async () => {
          // Nobody waits for days here: it was captured the day before yesterday.
          await own.pool.query(
            `update sales.lead set captured_at = captured_at - interval '2 days' where id = $1`,
            [idOf(at)],
          )
          await letRuleWork(own)
          await expect
            .poll(async () => (await noticesOf(page, idOf(at))).map(({ kind }) => kind))
            .toContain('will-be-shared')
          await page.goto(at)
          await expect(page.getByText(/On .+ it will be shared, as you were told on /)).toBeVisible()
          await colleague.goto(at)
          await expect(colleague.getByRole('heading', { name: kept })).toHaveCount(0)
        })
        await test.step('on that day it is shared, and its owner sees who looked', async () => {
          await own.pool.query(
            `update sales.lead_notice set due_at = now() - interval '1 minute' where lead_id = $1 and due_at is not null`,
            [idOf(at)],
          )
          await letRuleWork(own)
          await expect
            .poll(async () => (await noticesOf(page, idOf(at))).map(({ kind }) => kind))
            .toContain('shared')
          await page.goto(at)
          await expect(page.getByText(/^Shared by the rule of the firm on /)).toBeVisible()
          await expectOpenedBy(page, { colleague, at, name: kept })
        })
      } finally {
        await own.stop()
        await colleague.context().close()
      }
    })
  })
}

async function capture(page: Page, line: string): Promise<void> {
  await page.goto('/sales/leads')
  await page.getByRole('button', { name: 'Capture', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Capture a lead' })
  await dialog.getByRole('textbox', { name: 'Who is it' }).fill(line)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
}

/** Where the lead of this name is seen by its owner, who is told there that nobody else sees it. */
async function pageOf(page: Page, name: string): Promise<string> {
  const { items } = await ask<{ items: { id: string; name: string }[] }>(page, {
    method: 'GET',
    path: `/leads?q=${encodeURIComponent(name)}`,
  })
  const address = `/leads/${items.find(lead => lead.name === name)?.id}`
  await page.goto(address)
  await expect(page.getByText('Only you see this.')).toBeVisible()
  return address
}

const idOf = (address: string) => String(address.split('/').at(-1))

type Notice = { leadId: string; kind: string }

async function noticesOf(page: Page, leadId: string): Promise<Notice[]> {
  const { items } = await ask<{ items: Notice[] }>(page, { method: 'GET', path: '/leads/notices' })
  return items.filter(notice => notice.leadId === leadId)
}

/** What comes by the hour, now: the server’s own worker does it. */
async function letRuleWork(own: OwnDatabase): Promise<void> {
  await own.pool.query(`insert into jobs.job (name, data) values ('sales.leads', '{}')`)
}

type Looking = { colleague: Page; at: string; name: string }

/** A colleague opens it, which its owner sees on its page. */
async function expectOpenedBy(page: Page, { colleague, at, name }: Looking): Promise<void> {
  await colleague.goto(at)
  await expect(colleague.getByRole('heading', { name })).toBeVisible()
  await expect(colleague.getByText('The credit for it stays with')).toBeVisible()
  await expectNoSideways(colleague)
  await page.goto(at)
  const related = page.getByRole('tab', { name: 'Related' })
  await expect(page.getByRole('heading', { name })).toBeVisible()
  if (await related.isVisible()) await related.click()
  await expect(page.getByRole('region', { name: 'Who opened it' }).getByText(/^Robin /)).toBeVisible()
  await expectNoSideways(page)
}
