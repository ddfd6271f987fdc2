import type { Locator, Page } from '@playwright/test'
import { expect } from './journey.ts'

export type Carried = { card: Locator; arrow: 'ArrowLeft' | 'ArrowRight'; over: string }

/**
 * Picks a card of a board up, carries it one column on and lets it go, as somebody does who listens: every key waits
 * for what the one before it did to be said.
 */
export async function carry(page: Page, { card, arrow, over }: Carried): Promise<void> {
  await card.focus()
  await page.keyboard.press('Space')
  // What is announced replaces what was announced before: picked up, and over its own column at once.
  await expect(page.getByText(/ is (picked up|over .*)\.$/)).toBeAttached()
  await page.keyboard.press(arrow)
  await expect(page.getByText(` is over ${over}.`)).toBeAttached()
  await page.keyboard.press('Space')
}
