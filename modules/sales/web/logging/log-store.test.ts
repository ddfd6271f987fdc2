import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Draft, emptyDraft, logOf, nothingKept, type Place, readKept, writeKept } from './kept.ts'
import {
  awaitSending,
  beginKeeping,
  closeLog,
  discardLog,
  keep,
  logsNow,
  openLog,
  openRefused,
  typeLog,
} from './log-store.ts'

const nordwind = { id: '01930000-0000-7000-8000-000000000001', title: 'Nordwind' }
const havblikk = { id: '01930000-0000-7000-8000-000000000002', title: 'Havblikk' }

let user = 0
let held: Map<string, string>
let full: boolean
const place: Place = {
  getItem: key => held.get(key) ?? null,
  setItem: (key, value) => {
    if (full) throw new Error('full')
    held.set(key, value)
  },
  removeItem: key => void held.delete(key),
}

const whoNow = () => `user-${user}`
const inBrowser = () => readKept(place, whoNow())
const type = (part: Partial<Draft>) => typeLog({ ...(logsNow().open ?? emptyDraft), ...part })
const otherTab = () => window.dispatchEvent(new Event('storage'))

function entryOf(draft: Draft, refused: string | null = null) {
  return { key: crypto.randomUUID(), log: logOf(draft, new Date()), draft, refused }
}

beforeEach(() => {
  user += 1
  held = new Map()
  full = false
  vi.stubGlobal('localStorage', place)
  vi.stubGlobal('window', new EventTarget())
  beginKeeping(whoNow())
})
afterEach(() => vi.unstubAllGlobals())

describe('where the browser keeps nothing', () => {
  test('what waits and what is typed stay in the page, whatever is changed afterwards', () => {
    full = true
    openLog({ customer: nordwind })
    type({ text: 'Wants an offer' })
    expect(logsNow().keeps).toBe(false)
    const entry = entryOf({ ...emptyDraft, customer: nordwind, text: 'Wants an offer' })
    awaitSending(entry)
    openLog({ customer: havblikk })
    type({ text: 'Measured the cellar' })
    otherTab()
    beginKeeping(whoNow())
    expect(logsNow().waiting).toEqual([entry])
    expect(Object.keys(logsNow().drafts)).toEqual([havblikk.id])
  })

  test('all of it is written once there is room again', () => {
    full = true
    openLog({ customer: nordwind })
    type({ text: 'Wants' })
    full = false
    type({ text: 'Wants an offer' })
    expect(logsNow().keeps).toBe(true)
    expect(inBrowser().drafts[nordwind.id]?.text).toBe('Wants an offer')
  })

  test('whose storage throws by its name logs all the same', () => {
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get: () => {
        throw new Error('SecurityError')
      },
    })
    user += 1
    beginKeeping(whoNow())
    openLog({ customer: nordwind })
    type({ text: 'Wants an offer' })
    expect(logsNow().keeps).toBe(false)
    closeLog()
    openLog({ customer: nordwind })
    expect(logsNow().open?.text).toBe('Wants an offer')
  })
})

describe('several logs that were begun', () => {
  beforeEach(() => {
    openLog({ customer: nordwind })
    type({ text: 'Wants an offer' })
    closeLog()
    openLog({ customer: havblikk, kind: 'visit' })
    type({ text: 'Measured the cellar' })
    closeLog()
  })

  test('are each there again: by the customer, or what was typed last', () => {
    openLog()
    expect(logsNow().open?.text).toBe('Measured the cellar')
    openLog({ customer: nordwind })
    expect(logsNow().open?.text).toBe('Wants an offer')
    type({ text: 'Wants two offers' })
    closeLog()
    openLog()
    expect(logsNow().open?.text).toBe('Wants two offers')
  })

  test('go one by one: discarding and sending leave the others', () => {
    openLog({ customer: nordwind })
    discardLog()
    expect(Object.keys(inBrowser().drafts)).toEqual([havblikk.id])
    openLog({ customer: nordwind })
    type({ text: 'Rang again' })
    const entry = entryOf({ ...emptyDraft, customer: nordwind, text: 'Rang again' })
    awaitSending(entry)
    expect(Object.keys(inBrowser().drafts)).toEqual([havblikk.id])
    expect(inBrowser().waiting).toEqual([entry])
    expect(logsNow().open).toBeNull()
  })

  test('whoever picks a customer before he types goes on with what he had begun with him', () => {
    typeLog({ ...emptyDraft, customer: nordwind })
    expect(logsNow().open?.text).toBe('Wants an offer')
  })

  test('whoever has typed and then picks one with whom he had begun another keeps both', () => {
    typeLog({ ...emptyDraft, text: 'Somebody rang' })
    type({ customer: nordwind })
    type({ text: 'Somebody rang back' })
    const texts = Object.values(inBrowser().drafts).map(({ text }) => text)
    expect(texts.toSorted()).toEqual(['Measured the cellar', 'Somebody rang back', 'Wants an offer'])
  })

  test('a refused one waits until the other with the same customer is done with', () => {
    const refused = entryOf({ ...emptyDraft, customer: nordwind, text: 'Refused' }, 'The deal is closed.')
    keep(kept => ({ ...kept, waiting: [refused] }))
    openRefused(refused)
    expect(logsNow().open?.text).toBe('Wants an offer')
    expect(logsNow().waiting).toEqual([refused])
    discardLog()
    openRefused(refused)
    expect(logsNow().open?.text).toBe('Refused')
    expect(inBrowser()).toMatchObject({ drafts: { [nordwind.id]: { text: 'Refused' } }, waiting: [] })
  })
})

test('what another tab has begun with nobody yet is not written over', () => {
  openLog()
  const there = { ...emptyDraft, text: 'From the other tab' }
  writeKept(place, whoNow(), { ...nothingKept, drafts: { '': there } })
  otherTab()
  type({ text: 'From this tab' })
  const texts = Object.values(inBrowser().drafts).map(({ text }) => text)
  expect(texts).toEqual(['From the other tab', 'From this tab'])
})
