import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../app/testing.ts'
import { searchContract } from '../../../platform/search/routes.ts'
import { customersContract as api } from '../contract.ts'

let app: TestApp
let admin: Caller

const people = [
  {
    givenName: 'Margareta',
    familyName: 'Sjöström',
    email: 'margareta@sjostrom.example',
    phone: '+46 70 123 45 67',
  },
  { givenName: 'Jürgen', familyName: 'Großmann', email: 'jg@bau.example' },
  { givenName: 'Łukasz', familyName: 'Żółć' },
  { name: 'محمد رضایی', kind: 'person' as const },
  { name: 'Александр Пушкин', kind: 'person' as const },
  { name: 'Γιώργος Παπαδόπουλος', kind: 'person' as const },
  { name: '李小龙', kind: 'person' as const },
  { name: 'O’Brien-Søndergaard & Co. 24', kind: 'organisation' as const },
  { name: 'Christopher Montgomery', kind: 'person' as const, phone: '+1 212 555 0123' },
  { name: '100% Pure_Ltd', kind: 'organisation' as const },
]
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  for (const body of people) await admin.call(api.create, { body })
})
afterAll(() => app.close())

async function found(q: string): Promise<string[]> {
  const { groups } = await admin.call(searchContract.search, { query: { q } })
  return groups
    .filter(({ entity }) => entity === 'customer')
    .flatMap(({ items }) => items.map(({ title }) => title))
}

describe('search finds a customer', () => {
  test.each([
    ['by the beginning of a name', 'marg', 'Margareta Sjöström'],
    ['by a part inside a name', 'jöst', 'Margareta Sjöström'],
    ['by family name and given name in either order', 'sjöström margareta', 'Margareta Sjöström'],
    ['without typing the accents', 'sjostrom', 'Margareta Sjöström'],
    ['by ß written out', 'grossmann', 'Jürgen Großmann'],
    ['without the strokes', 'lukasz zolc', 'Łukasz Żółć'],
    ['in Persian', 'رضایی', 'محمد رضایی'],
    ['in Persian, typed with the Arabic letter', 'رضايي', 'محمد رضایی'],
    ['in Cyrillic, in capitals', 'ПУШК', 'Александр Пушкин'],
    ['in Greek, without its accent', 'παπαδοπ', 'Γιώργος Παπαδόπουλος'],
    ['in Chinese', '李小', '李小龙'],
    ['by a word behind a hyphen', 'sondergaard', 'O’Brien-Søndergaard & Co. 24'],
    ['with a letter left out', 'montgomry', 'Christopher Montgomery'],
    ['with two letters swapped', 'christohper', 'Christopher Montgomery'],
    ['by a part of the e-mail address', 'margareta@sjo', 'Margareta Sjöström'],
    ['by the domain', '@bau.example', 'Jürgen Großmann'],
    ['by the telephone number as people write it', '070-123 45 67', 'Margareta Sjöström'],
    ['by the last digits of the number', '5550123', 'Christopher Montgomery'],
    ['by the number with its country', '+1 (212) 555-0123', 'Christopher Montgomery'],
  ])('%s: “%s”', async (_how, q, name) => {
    expect(await found(q)).toContain(name)
  })

  test('and the list finds the same by its words', async () => {
    for (const [q, name] of [
      ['sjost', 'Margareta Sjöström'],
      ['пушкин', 'Александр Пушкин'],
      ['montgomry', 'Christopher Montgomery'],
    ]) {
      const { items } = await admin.call(api.list, { query: { q: q as string } })
      expect(items.map(item => item.name)).toEqual([name])
    }
  })
})

test('what begins like the words comes first', async () => {
  for (const name of ['Zander Berg', 'Berg Zander AB', 'Lindberg & Zander'])
    await admin.call(api.create, { body: { name, kind: 'organisation' } })
  expect((await found('berg'))[0]).toBe('Berg Zander AB')
})

test('signs that mean something to a database mean nothing here', async () => {
  for (const q of ['%', '_', '%%', "'", "' | 'a", '!', '&', '<->', 'a:*', '\\', '(', '\0', ' ']) {
    const { status } = await admin.send(searchContract.search, { query: { q } })
    expect(status, q).toBe(200)
    expect((await found(q)).length, q).toBeLessThan(people.length)
  }
  expect(await found('zzzzqqqq')).toEqual([])
  expect(await found('100% pure')).toEqual(['100% Pure_Ltd'])
})

test('a removed customer is found no more, and again when that is undone', async () => {
  const { id } = await admin.call(api.create, { body: { name: 'Evanescent Ltd', kind: 'organisation' } })
  expect(await found('evanesc')).toEqual(['Evanescent Ltd'])
  const { batchId } = await admin.call(api.remove, { params: { id } })
  expect(await found('evanesc')).toEqual([])
  await admin.raw('POST', `/history/batches/${batchId}/undo`)
  expect(await found('evanesc')).toEqual(['Evanescent Ltd'])
})
