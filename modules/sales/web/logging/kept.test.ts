import { describe, expect, test } from 'vitest'
import {
  type Draft,
  emptyDraft,
  isComplete,
  logOf,
  mayComeThrough,
  nothingKept,
  type Place,
  readKept,
  writeKept,
} from './kept.ts'

const now = new Date('2026-11-22T09:00:00Z')
const customer = { id: '01930000-0000-7000-8000-000000000099', title: 'Nordwind' }
const draft: Draft = { ...emptyDraft, customer, text: ' Wants an offer ' }

function memory(): Place & { held: Map<string, string> } {
  const held = new Map<string, string>()
  return {
    held,
    getItem: key => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: key => void held.delete(key),
  }
}

describe('what is kept in the browser', () => {
  test('is found again as it was, by its owner only, and leaves nothing behind when it is done', () => {
    const place = memory()
    const waiting = [{ key: 'k', log: logOf(draft, now), draft, refused: null }]
    expect(writeKept(place, 'ann', { draft, waiting })).toBe(true)
    expect(readKept(place, 'ann')).toEqual({ draft, waiting })
    expect(readKept(place, 'ben')).toEqual(nothingKept)
    writeKept(place, 'ann', nothingKept)
    expect(place.held.size).toBe(0)
  })

  test('is as if there were none where it cannot be read, and says when it could not be written', () => {
    const place = memory()
    place.setItem('tessera.log.ann', '{"draft":')
    expect(readKept(place, 'ann')).toEqual(nothingKept)
    const full = {
      ...place,
      setItem: () => {
        throw new Error('full')
      },
    }
    expect(writeKept(full, 'ann', { draft, waiting: [] })).toBe(false)
  })
})

describe('a draft', () => {
  test('is sent with the moment it was written, and without what was not said', () => {
    expect(logOf(draft, now)).toEqual({
      customer: customer.id,
      kind: 'call',
      text: 'Wants an offer',
      at: now.toISOString(),
      direction: 'out',
    })
    const deal = { id: customer.id, title: 'Turbines' }
    expect(logOf({ ...draft, kind: 'visit', deal, next: 'Send it' }, now)).toMatchObject({
      deal: deal.id,
      nextStep: { what: 'Send it', at: null },
    })
  })

  test('needs a customer and words; a day alone is enough for a deal, not for a task', () => {
    expect(isComplete(emptyDraft)).toBe(false)
    expect(isComplete(draft)).toBe(true)
    const nextAt = now.toISOString()
    expect(isComplete({ ...draft, nextAt })).toBe(false)
    expect(isComplete({ ...draft, nextAt, deal: customer })).toBe(true)
  })
})

test('what the server refuses is not sent again, what did not reach it is', () => {
  expect([0, 401, 429, 500, 503].every(mayComeThrough)).toBe(true)
  expect([400, 403, 404, 409, 422].some(mayComeThrough)).toBe(false)
})
