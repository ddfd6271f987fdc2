import type { Page } from '@playwright/test'
import { inBrowser } from '../browser.ts'
import { percentiles } from '../measure.ts'
import type { Line } from '../report.ts'

/** Cards that are read into the board before one of them is carried. */
const cards = 2000
const column = 'section[aria-label] > div[tabindex="-1"]'

/**
 * A card is carried over a board on which so many were read, to and fro over its columns, in a real Chromium: the time between two frames.
 * Beside it stands how many frames the same browser makes while the mouse goes the same way over an empty page, which is what the machine
 * can do. A frame is long when the screen could have shown two meanwhile.
 */
export function measureDragging(running: { address: URL; dataFolder: string }): Promise<Line> {
  return inBrowser(running, async ({ page }) => {
    await page.goto(new URL('/sales/board?whose=all', running.address).href)
    await page.locator(column).first().waitFor()
    const read = await readCards(page)
    const frames = await framesWhile(page, () => carry(page))
    await page.goto('about:blank')
    const most = await framesWhile(page, () => wander(page))
    const { p50, p95, p99 } = percentiles(Float64Array.from(frames))
    const second = (times: readonly number[]) =>
      1000 / (times.reduce((sum, time) => sum + time, 0) / times.length)
    return {
      work: `browser: a card carried over a board of ${read}`,
      limit: '60 frames a second',
      p50,
      p95,
      p99,
      rate: second(frames),
      within: second(frames) >= 59,
      note: `${longOf(frames)} of ${frames.length} frames long; of an empty page ${longOf(most)} of ${most.length}, ${second(most).toFixed(1)}/s`,
    }
  })
}

const longOf = (frames: readonly number[]) => frames.filter(time => time > 1000 / 30).length

const cardsRead = (page: Page) =>
  page.evaluate<number>(
    `[...document.querySelectorAll('${column}')].reduce((sum, one) => sum + Math.round((one.firstElementChild?.clientHeight ?? 0) / 100), 0)`,
  )

/** Scrolls every column down until enough were read. */
async function readCards(page: Page): Promise<number> {
  const columns = await page.locator(column).count()
  for (let turn = 0; turn < 200; turn++) {
    if ((await cardsRead(page)) >= cards) break
    await page.evaluate(`document.querySelectorAll('${column}')[${turn % columns}].scrollTo(0, 1e9)`)
    await page.waitForTimeout(150)
  }
  await page.evaluate(`document.querySelectorAll('${column}').forEach(one => one.scrollTo(0, 0))`)
  await page.waitForTimeout(500)
  return cardsRead(page)
}

/** Milliseconds between frames while something is done. */
async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(`globalThis.frames_ = []; globalThis.stop_ = false; requestAnimationFrame(function each(at) {
    globalThis.frames_.push(at); if (!globalThis.stop_) requestAnimationFrame(each) })`)
  await act()
  const at = await page.evaluate<number[]>('globalThis.stop_ = true, globalThis.frames_')
  return at.slice(1).map((time, turn) => time - (at[turn] ?? 0))
}

async function carry(page: Page): Promise<void> {
  const box = await page.locator(`${column} [role="button"]`).first().boundingBox()
  if (!box) throw new Error('There is no card on the board.')
  await page.mouse.move(box.x + 40, box.y + 20)
  await page.mouse.down()
  await wander(page)
  if ((await page.locator('[data-gone]').count()) !== 1) throw new Error('No card was carried.')
  // Back where it came from: nothing is written.
  await page.mouse.move(box.x + 40, box.y + 20, { steps: 5 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
}

/** The mouse goes over all columns and back, six times. */
async function wander(page: Page): Promise<void> {
  for (let round = 0; round < 6; round++)
    for (const [x, y] of [
      [1300, 300],
      [400, 600],
    ] as const)
      await page.mouse.move(x, y, { steps: 60 })
}
