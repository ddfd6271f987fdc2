import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { matchingContract } from '../modules/matching/contract.ts'
import { transferContract } from '../platform/transfer/contract.ts'
import { type Caller, testApp, type TestApp } from './testing.ts'

let app: TestApp
let who: Caller
beforeAll(async () => {
  app = await testApp({ worker: true })
  who = app.people.steward
})
afterAll(() => app.close())

const ours = [
  'Customer ID,First name,Last name,E-mail,Telephone,Birthday,City,Postcode,Country,Level,Owner',
  'A1,Ada,Lovelace,ada@example.com,+44 20 7946 0001,1965-12-10,London,W1J 7NF,GB,gold,',
  'A2,Alan,Turing,alan@example.com,+44 20 7946 0002,1972-06-23,Wilmslow,SK9 1AA,GB,silver,',
  'A3,Grace,Hopper,grace@example.com,+1 212 555 0103,1976-12-09,New York,10001,US,,',
  'A4,Emmy,Noether,emmy@example.de,+49 9131 123456,1982-03-23,Erlangen,91052,DE,bronze,',
].join('\n')

const theirs = [
  'Nr;Vorname;Nachname;E-Mail;Telefon;Geburtsdatum;Ort;PLZ;Land;Klasse;Firma;Betreuer',
  '1;Ada;Lovelace;ada@example.com;+44 20 7946 0001;10.12.1965;London;W1J 7NF;United Kingdom;A-Kunde;;Schmidt',
  '2;Alan M.;Turing;alan@example.com;;23.06.1972;Manchester;M1 1AE;United Kingdom;B-Kunde;;Schmidt',
  '3;Kurt;Gödel;kurt@example.at;+43 1 5880 1001;28.04.1956;Wien;1040;Österreich;A-Kunde;Wiener Kreis GmbH;Huber',
  '4;Kurt;Gödel;kurt@example.at;+43 1 5880 1001;28.04.1956;Wien;1040;Österreich;C-Kunde;;Huber',
  '5;Rózsa;Péter;rozsa@example.hu;;17.02.1955;Budapest;1051;Magyarország;C-Kunde;Wiener Kreis GmbH;Huber',
  '6;;;kein-mail;;;;;;;;',
].join('\n')

async function settled(id: string) {
  for (;;) {
    const found = await who.call(transferContract.import, { params: { id } })
    if (!['waiting', 'checking', 'running', 'undoing'].includes(found.state)) return found
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

async function load(content: string, fields: Record<string, string>, name = 'list.csv') {
  const sent = await who.upload('/imports', { name, content, fields })
  expect([sent.status, sent.status < 300 || sent.text]).toEqual([202, true])
  return settled((sent.reply as { id: string }).id)
}

const loadInto = (base: string, content: string, more: object = {}) =>
  load(content, { entity: 'base-record', options: JSON.stringify({ constants: { base }, ...more }) }, 'export.csv')

async function compared(base: string) {
  await who.call(matchingContract.compareBase, { params: { id: base } })
  for (;;) {
    const { comparison, counts } = await who.call(matchingContract.base, { params: { id: base } })
    if (comparison && !['waiting', 'running'].includes(comparison.state)) return { comparison, counts }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

async function ended(id: string) {
  for (;;) {
    const stage = await who.call(matchingContract.stage, { params: { id } })
    if (!['waiting', 'running', 'undoing'].includes(stage.state)) return stage
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

async function print(): Promise<string> {
  const tables = ['customer', 'contact_point', 'relationship', 'ownership', 'link', 'timeline_entry', 'task']
  const parts: string[] = []
  for (const table of tables) {
    const { rows } = await app.database.pool.query(
      `select coalesce(jsonb_agg(to_jsonb(t) - 'version' - 'updated_at' order by to_jsonb(t)::text), '[]') as all from customers.${table} t`,
    )
    parts.push(JSON.stringify(rows[0]?.all))
  }
  return parts.join('\n')
}

describe('a second base', () => {
  test('is loaded, compared, taken over in stages and taken back', { timeout: 120_000 }, async () => {
    const first = await load(ours, { entity: 'customer' })
    expect(first).toMatchObject({ state: 'done', created: 4 })
    const before = await print()
    const { id } = await who.call(matchingContract.createBase, { body: { name: 'Nordlys AS' } })
    const loaded = await loadInto(id, theirs)
    expect(loaded).toMatchObject({ error: null, state: 'done', created: 5, refused: 1 })
    expect(await print()).toBe(before)
    const { comparison, counts } = await compared(id)
    expect(comparison).toMatchObject({ state: 'done', error: null })
    console.log(counts)
    const list = await who.call(matchingContract.baseRecords, { query: {} })
    console.log(list.items.map(r => [r.name, r.verdict, r.match, r.weight, r.twin, r.level, r.country, r.owner, r.custom]))
    const vocabulary = await who.call(matchingContract.vocabulary, { params: { id } })
    console.log(JSON.stringify(vocabulary, null, 1).slice(0, 3000))
    console.log(JSON.stringify(await who.call(matchingContract.previewBase, { params: { id } })).slice(0, 3000))
    const trial = await who.call(matchingContract.tryStage, { params: { id }, body: {} })
    console.log(trial)
    const stage = await who.call(matchingContract.startStage, { params: { id }, body: {} })
    const done = await ended(stage.id)
    console.log(done)
    const { rows } = await app.database.pool.query('select id, name, merged_into, custom, level, country from customers.customer order by id')
    console.log(rows)
    const record = await who.call(matchingContract.baseRecord, { params: { id: String(list.items[0]?.id) } })
    console.log(JSON.stringify(record))
    console.log(JSON.stringify(await who.call(matchingContract.origins, { params: { id: String(rows[0]?.id) } })))
    await who.call(matchingContract.undoStage, { params: { id: stage.id } })
    console.log(await ended(stage.id))
    expect(await print()).toBe(before)
  })
})
