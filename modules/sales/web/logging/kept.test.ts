import { afterEach, describe, expect, test } from 'vitest'
import {
  type Draft,
  emptyDraft,
  isComplete,
  logOf,
  mayComeThrough,
  nothingKept,
  type Place,
  place,
  readKept,
  withDraft,
  writeKept,
} from './kept.ts'

const now = new Date('2026-11-22T09:00:00Z')
const customer = { id: '01930000-0000-7000-8000-000000000099', title: 'Nordwind' }
const draft: Draft = { ...emptyDraft, customer, text: ' Wants an offer ' }
const drafts = { [customer.id]: draft }

function memory(): Place & { held: Map<string, string> } {
  const held = new Map<string, string>()
  return {
    held,
    getItem: key => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: key => void held.delete(key),
  }
}

afterEach(() => void Reflect.deleteProperty(globalThis, 'localStorage'))

describe('what is kept in the browser', () => {
  test('is found again as it was, by its owner only, and leaves nothing behind when it is done', () => {
    const place = memory()
    const waiting = [{ key: 'k', log: logOf(draft, now), draft, refused: null }]
    expect(writeKept(place, 'ann', { drafts, waiting })).toBe(true)
    expect(readKept(place, 'ann')).toEqual({ drafts, waiting })
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
    expect(writeKept(full, 'ann', { drafts, waiting: [] })).toBe(false)
  })

  test('is nothing where the very name of the storage throws', () => {
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get: () => {
        throw new Error('SecurityError')
      },
    })
    expect(readKept(place(), 'ann')).toEqual(nothingKept)
    expect(writeKept(place(), 'ann', { drafts, waiting: [] })).toBe(false)
    expect(writeKept(place(), 'ann', nothingKept)).toBe(true)
  })
})

describe('what is begun', () => {
  const nobody: Draft = { ...emptyDraft, text: 'Somebody rang' }

  test('stands under nobody until a customer is picked, then under him alone', () => {
    const first = withDraft({}, null, nobody)
    expect(first).toEqual({ drafts: { '': nobody }, key: '' })
    const picked = { ...nobody, customer }
    expect(withDraft(first.drafts, first.key, picked)).toEqual({
      drafts: { [customer.id]: picked },
      key: customer.id,
    })
  })

  test('is not written over by another for the same customer', () => {
    const other = { ...draft, text: 'Rang again' }
    const put = withDraft(drafts, null, other)
    expect(Object.values(put.drafts)).toEqual([draft, other])
    const typed = withDraft(put.drafts, put.key, { ...other, text: 'Rang again twice' })
    expect(Object.values(typed.drafts).map(({ text }) => text)).toEqual([draft.text, 'Rang again twice'])
  })

  test('is gone once nothing is left of it, and what was typed last stands last', () => {
    const both = withDraft(drafts, null, nobody).drafts
    expect(Object.keys(withDraft(both, customer.id, draft).drafts)).toEqual(['', customer.id])
    expect(withDraft(both, customer.id, { ...draft, text: ' ' })).toEqual({
      drafts: { '': nobody },
      key: null,
    })
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
