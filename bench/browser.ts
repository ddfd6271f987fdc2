import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'
import { type Latency, percentiles } from './measure.ts'
import type { Line } from './report.ts'
import { invitationTo } from './server.ts'

const installed = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-sync',
]
const limit = 500
const menu = 'nav a[href="/customers"]'
const rows = '[role="row"] a[href^="/customers/"]'

/**
 * What a person waits for on this set, in a real Chromium: from the click until the frame that shows the rows of the
 * list, the record beside the list, and the record's own page. Times are taken in the page itself. The first load is
 * what a browser with an empty cache fetches as scripts until the first screen stands.
 */
export function measureBrowser(running: Running, turns: number): Promise<Line[]> {
  const { address } = running
  return inBrowser(running, async ({ page, kilobytes }) => {
    const times = {
      first: [] as number[],
      list: [] as number[],
      beside: [] as number[],
      page: [] as number[],
    }
    for (let turn = 0; turn < turns; turn++) {
      await page.goto(address.href, { waitUntil: 'networkidle' })
      times.first.push(await clickUntil(page, menu, rows))
      await clickUntil(page, 'nav a[href="/"]', 'main section')
      times.list.push(await clickUntil(page, menu, rows))
      const row = `[role="row"][aria-rowindex="${2 + (turn % 12)}"]`
      times.beside.push(await clickUntil(page, `${row} [role="gridcell"]:last-of-type`, 'aside section'))
      times.page.push(await clickUntil(page, 'aside header a', 'main section'))
    }
    return [
      line('browser: list after the click', times.list),
      line('browser: list, first opened in a fresh page', times.first),
      line('browser: record beside the list after the click', times.beside),
      line('browser: page of a record after the click', times.page),
      {
        work: 'browser: scripts of the first load',
        limit: '≤ 350 kB compressed',
        within: kilobytes <= 350,
        note: `${Math.round(kilobytes)} kB`,
      },
    ]
  })
}

type Running = { address: URL; dataFolder: string }

/** Does something in a real Chromium in which an administrator has signed in; `kilobytes`: scripts of the first load. */
export async function inBrowser<T>(
  { address, dataFolder }: Running,
  act: (opened: { page: Page; kilobytes: number }) => Promise<T>,
): Promise<T> {
  const invitation = await invitationTo(dataFolder, Number(address.port))
  const browser = await chromium.launch({
    args: quiet,
    ...(existsSync(installed) ? { executablePath: installed } : {}),
  })
  try {
    return await act(await signedIn(browser, invitation))
  } finally {
    await browser.close()
  }
}

async function signedIn(browser: Browser, invitation: string): Promise<{ page: Page; kilobytes: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(invitation)
  await page.locator('input[name="name"]').fill('Bench')
  await page.locator('input[type="password"]').fill('long enough for a benchmark 7')
  await page.locator('form button[type="submit"]').click()
  await page.waitForURL(({ pathname }) => pathname === '/')
  const fresh = await context.newPage()
  const cdp = await context.newCDPSession(fresh)
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  await fresh.goto(new URL('/', invitation).href)
  await fresh.locator('main section').first().waitFor()
  const bytes = await fresh.evaluate<number>(
    `performance.getEntriesByType('resource').filter(entry => new URL(entry.name).pathname.endsWith('.js'))
       .reduce((sum, entry) => sum + entry.encodedBodySize, 0)`,
  )
  await fresh.close()
  return { page, kilobytes: bytes / 1000 }
}

/** Runs in the page: clicks, and looks in every frame whether a new match with text in it stands there. */
const clickAndWait = `([click, shown]) => new Promise((done, failed) => {
  const target = document.querySelector(click)
  if (!target) return failed(new Error('Nothing to click on: ' + click))
  const before = new Set(document.querySelectorAll(shown))
  const begun = performance.now()
  const look = () => {
    const there = [...document.querySelectorAll(shown)].some(it => !before.has(it) && it.innerText.trim() !== '')
    if (there) requestAnimationFrame(() => done(performance.now() - begun))
    else if (performance.now() - begun > 10000) failed(new Error('Nothing was shown: ' + shown))
    else requestAnimationFrame(look)
  }
  target.click()
  requestAnimationFrame(look)
})`

/** Milliseconds from the click on the first match of `click` to the frame in which a new match of `shown` stands. */
function clickUntil(page: Page, click: string, shown: string): Promise<number> {
  return page.evaluate<number>(`(${clickAndWait})(${JSON.stringify([click, shown])})`)
}

function line(work: string, times: readonly number[]): Line {
  const latency: Latency = percentiles(Float64Array.from(times))
  const { p50, p95, p99 } = latency
  return { work, limit: `p95 ≤ ${limit} ms`, p50, p95, p99, within: p95 <= limit }
}
