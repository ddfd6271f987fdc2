import { describe, expect, test } from 'vitest'
import { fieldRule } from '../../testing/joined.ts'
import { type Circumstances, demandOf, stateOf } from './ages.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const ago = (seconds: number) => now - seconds * 1000
const well: Circumstances = { now, aliveAt: null, byLog: false, failing: false, held: null }
const state = (around: Partial<Circumstances>, seconds: number) =>
  stateOf({ ...well, ...around }, { seenAt: ago(seconds), freshness: 60 })

describe('a value', () => {
  test('that was just heard is live, then fresh, then stale', () => {
    expect([1, 30, 61].map(seconds => state({}, seconds))).toEqual(['live', 'fresh', 'stale'])
  })

  test('that the system’s own log is followed for is live as long as the log gives signs of life', () => {
    const followed = { byLog: true, aliveAt: ago(5) }
    expect(state(followed, 9000)).toBe('live')
    expect(state({ ...followed, aliveAt: ago(61) }, 9000)).toBe('stale')
    expect(state({ ...followed, failing: true }, 9000)).toBe('fresh')
    expect(state({ ...followed, failing: true, aliveAt: ago(61) }, 9000)).toBe('unavailable')
  })

  test('that is asked for at intervals is as old as the last time', () => {
    expect(state({ aliveAt: ago(5) }, 9000)).toBe('fresh')
  })

  test('of a system that is off or silent is unavailable, but for what was heard in spite of it', () => {
    expect(state({ held: 'off' }, 1)).toBe('unavailable')
    expect(state({ held: 'silent' }, 30)).toBe('unavailable')
    expect(state({ held: 'silent' }, 1)).toBe('live')
    expect(state({ held: 'silent', byLog: true, aliveAt: ago(1) }, 9000)).toBe('live')
  })
})

test('an object is asked for as its most demanding field', () => {
  const rule = (mode: 'mirrored' | 'cached' | 'live', freshness: number) =>
    fieldRule('f', null, { mode, freshness })
  expect(demandOf({ mapping: [] })).toEqual({ mode: 'mirrored', freshness: 3600 })
  expect(demandOf({ mapping: [rule('mirrored', 5), rule('cached', 90), rule('cached', 30)] })).toEqual({
    mode: 'cached',
    freshness: 30,
  })
  expect(demandOf({ mapping: [rule('live', 60), rule('cached', 30)] }).mode).toBe('live')
})
