import type { Page } from '@playwright/test'
import { expect } from './journey.ts'

type Asked = { method: string; path: string; data?: unknown }

/** Asks the API with the session of the one at the screen; anything but a success ends the journey. */
export async function ask<T>(page: Page, { method, path, data }: Asked): Promise<T> {
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { 'sec-fetch-site': 'same-origin' },
    ...(data === undefined ? {} : { data }),
  })
  const text = await answer.text()
  expect(answer.ok(), `${method} ${path}: ${text}`).toBe(true)
  return (text === '' ? null : JSON.parse(text)) as T
}

/** The page of a deal that is under way: it shows all that one can. */
export async function openDeal(page: Page): Promise<string> {
  const filter = encodeURIComponent(JSON.stringify({ field: 'outcome', op: 'empty' }))
  const { items } = await ask<{ items: { id: string }[] }>(page, {
    method: 'GET',
    path: `/opportunities?limit=1&filter=${filter}`,
  })
  return `/opportunities/${items[0]?.id}`
}
