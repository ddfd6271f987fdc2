import type { BrowserContext, Page } from '@playwright/test'
import { test as base, expect } from '@playwright/test'
import { startTessera } from './server.ts'
import type { Tessera } from './server.ts'

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

/** The server that the journeys share; its first administrator is signed in. */
type House = Tessera & { administrator: StorageState }

type Journey = {
  /** Statuses that this journey provokes on purpose; the browser writes a line about each. */
  provoked: number[]
  /** Fails the journey when a page wrote an error or broke the content security policy. */
  spotless: (context: BrowserContext) => void
}

/** A journey: signed in as the administrator of a demo company, every page watched for errors. */
export const test = base.extend<Journey, { house: House; untouched: string }>({
  // Playwright keeps a worker, and so its house, as long as such an option stays the same.
  untouched: ['', { option: true, scope: 'worker' }],
  house: [
    async ({ browser }, use) => {
      const tessera = await startTessera()
      const context = await browser.newContext({
        baseURL: tessera.address,
        locale: 'en-GB',
        timezoneId: 'Europe/Oslo',
      })
      await signInByLink(await context.newPage(), tessera.link)
      const administrator = await context.storageState()
      await context.close()
      await use({ ...tessera, administrator })
      await tessera.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ house }, use) => use(house.address),
  storageState: async ({ house }, use) => use(house.administrator),
  provoked: [[], { option: true }],
  spotless: [
    async ({ context, provoked }, use) => {
      const faults: string[] = []
      const watch = (watched: BrowserContext) => {
        watched.on('weberror', thrown => void faults.push(thrown.error().stack ?? String(thrown.error())))
        watched.on('console', message => {
          if (message.type() !== 'error') return
          const refused = /status of (\d{3})/.exec(message.text())?.[1]
          if (refused && provoked.includes(Number(refused))) return
          faults.push(`${message.page()?.url()}: ${message.text()} (${message.location().url})`)
        })
      }
      watch(context)
      await use(watch)
      expect(faults, 'errors that the pages wrote').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Opens a one-time link and presses its button; ends on the own account. */
export async function signInByLink(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign me in' }).click()
  await page.waitForURL('**/settings/account')
  await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible()
}
