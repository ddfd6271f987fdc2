import type { Page } from '@playwright/test'
import { expect } from './journey.ts'

/** The screen of a telephone, in pixels. */
export const phone = { width: 390, height: 844 }

/** The screen of a desk, in pixels. */
export const desk = { width: 1440, height: 900 }

/** A page is as wide as its screen: nothing on it is reached by pushing it sideways. Goes on after one that is not. */
export async function expectNoSideways(page: Page): Promise<void> {
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect.soft(width, `width of ${page.url()}`).toBeLessThanOrEqual(page.viewportSize()?.width ?? phone.width)
}
