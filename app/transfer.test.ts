import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, testApp, type TestApp } from './testing.ts'
import { customersContract } from '../modules/customers/contract.ts'
import type { CallInput } from '../platform/contract/endpoint.ts'
import { historyContract } from '../platform/history/contract.ts'
import { transferContract } from '../platform/transfer/contract.ts'

let app: TestApp
let who: Caller

beforeAll(async () => {
  app = await testApp({ worker: true })
  who = app.people.administrator
})
afterAll(() => app.close())

type ImportReply = {
  id: string
  state: string
  read: number
  created: number
  matched: number
  changed: number
  refused: number
  error: string | null
}

async function upload(
  content: string | Buffer,
  fields: Record<string, string> = {},
  name = 'people.csv',
): Promise<ImportReply> {
  const sent = await who.upload('/imports', { name, content, fields })
  expect([sent.status, sent.status < 300 || sent.text]).toEqual([202, true])
  return settled((sent.reply as ImportReply).id)
}

async function settled(id: string): Promise<ImportReply> {
  for (;;) {
    const found = (await who.call(transferContract.import, { params: { id } })) as ImportReply
    if (!['waiting', 'checking', 'running', 'undoing'].includes(found.state)) return found
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

const counts = ({ read, created, matched, changed, refused }: ImportReply) => ({
  read,
  created,
  matched,
  changed,
  refused,
})

const byFamilyName = (a: string, b: string) => sortName(a).localeCompare(sortName(b))
const sortName = (name: string) => name.replace(/^(Uma|Udo) /, '').toLowerCase()

async function customers(): Promise<{ name: string; city: string | null; email: string | null }[]> {
  const { rows } = await app.database.pool.query(
    'select name, city, email from customers.customer order by name',
  )
  return rows
}

describe('an import over HTTP', () => {
  test('takes a file with fields after it, matches what is there, and is undone with what someone touched kept', async () => {
    const first = await upload(
      'Customer ID,First name,Last name,E-mail,City\nA1,Ada,Lovelace,ada@example.com,London\nA2,Alan,Turing,alan@example.com,Wilmslow\n',
      { match: 'externalId' },
    )
    expect(first).toMatchObject({ state: 'done', error: null, created: 2, refused: 0 })
    const second = await upload(
      'Customer ID,City,E-mail\nA1,Paris,ada@example.org\nA3,Oslo,ole@example.com\nA2,Wilmslow,\n',
      { match: 'externalId' },
    )
    expect(counts(second)).toEqual({ read: 3, created: 1, matched: 2, changed: 1, refused: 0 })
    expect(await customers()).toContainEqual({
      name: 'Ada Lovelace',
      city: 'Paris',
      email: 'ada@example.org',
    })
    const {
      rows: [ada],
    } = await app.database.pool.query(`select id, version from customers.customer where external_id = 'A1'`)
    await who.raw('PATCH', `/customers/${ada.id}`, {
      body: { city: 'Rome' },
      headers: { 'if-match': `"${ada.version}"` },
    })
    await who.call(transferContract.undoImport, { params: { id: second.id } })
    expect(await settled(second.id)).toMatchObject({ state: 'undone', undo: { removed: 1, kept: 1 } })
    const { items } = await who.call(transferContract.kept, { params: { id: second.id } })
    expect(items).toMatchObject([{ title: 'Ada Lovelace', reason: 'changed-since', fields: ['city'] }])
    expect(await customers()).toEqual([
      { name: 'Ada Lovelace', city: 'Rome', email: 'ada@example.com' },
      { name: 'Alan Turing', city: 'Wilmslow', email: 'alan@example.com' },
    ])
    await who.call(transferContract.undoImport, { params: { id: first.id } })
    expect(await settled(first.id)).toMatchObject({ state: 'undone', undo: { removed: 1, kept: 1 } })
    expect((await customers()).map(({ name }) => name)).toEqual(['Ada Lovelace'])
  })

  test('is drafted by a preview, checked without writing, and then gives the very counts of the check', async () => {
    const content =
      'Kundennummer;Vorname;Nachname;E-Mail;Geburtsdatum\nB1;Eva;Maier;eva@example.de;13.02.1980\nB2;Max;Huber;kein-mail;1.1.1970\nB1;Eva;Mayer;;31.02.1980\nB1;Eva;Mayer;;\n'
    const sent = await who.upload('/imports/preview', { name: 'kunden.csv', content })
    const draft = sent.reply as { import: ImportReply; columns: { target: string }[] }
    expect(draft.columns.map(({ target }) => target)).toEqual([
      'externalId',
      'givenName',
      'familyName',
      'email',
      'birthDate',
    ])
    const before = await customers()
    await who.call(transferContract.startImport, { params: { id: draft.import.id }, body: { dryRun: true } })
    const checked = await settled(draft.import.id)
    expect(checked).toMatchObject({ state: 'checked', read: 4, created: 1, matched: 1, refused: 2 })
    expect(await customers()).toEqual(before)
    await who.call(transferContract.startImport, { params: { id: draft.import.id }, body: {} })
    const done = await settled(draft.import.id)
    expect(done.state).toBe('done')
    expect(counts(done)).toEqual(counts(checked))
    const { items } = await who.call(transferContract.refusals, { params: { id: done.id } })
    expect(items.map(({ row, field, code }) => [row, field, code])).toEqual([
      [3, 'E-Mail', 'transfer.not-an-email'],
      [4, 'Geburtsdatum', 'transfer.no-such-date'],
    ])
    const file = await who.raw('GET', `/imports/${done.id}/refusals.csv`)
    expect(file.text).toContain('B2,Max,Huber,kein-mail,1.1.1970,3,')
  })

  test('is looked into again with what was chosen, as long as nothing was written', async () => {
    const sent = await who.upload('/imports/preview', { name: 'towns.csv', content: 'Name,Town\nPia,Lund\n' })
    const draft = sent.reply as { import: ImportReply; columns: unknown; rows: unknown }
    const params = { id: draft.import.id }
    const mapping = { Name: 'name', Town: null }
    await who.call(transferContract.startImport, { params, body: { dryRun: true, mapping } })
    await settled(params.id)
    const again = await who.call(transferContract.previewAgain, { params, body: {} })
    expect(again).toMatchObject({ columns: draft.columns, rows: draft.rows })
    expect(again.import).toMatchObject({ state: 'checked', mapping: { Town: { target: null } } })
    await who.call(transferContract.startImport, { params, body: {} })
    await settled(params.id)
    const late = await who.send(transferContract.previewAgain, { params, body: {} })
    expect(late.status).toBe(409)
    const foreign = await app.people.seller.send(transferContract.previewAgain, { params, body: {} })
    expect(foreign.status).toBe(404)
  })

  test('leaves a mark by which a list shows exactly what it made, to each only his own rows', async () => {
    await upload('Name,City\nStays,Lund\n')
    const {
      rows: [seller],
    } = await app.database.pool.query('select email from staff.v_user where id = $1', [app.people.seller.id])
    const { reply } = await who.upload('/imports', {
      name: 'staff.csv',
      content: `First name,Last name,Employer,Owner\nUma,First,Mark Works,${seller.email}\nUdo,Second,Mark Works,\n`,
    })
    const { batchId } = reply as unknown as { batchId: string }
    await settled((reply as ImportReply).id)
    const made = JSON.stringify({ field: '@act', op: 'eq', value: batchId })
    const namesFor = async (person: Caller) =>
      (await person.call(customersContract.list, { query: { filter: made } })).items.map(item => item['name'])
    expect(await namesFor(who)).toEqual(['Uma First', 'Mark Works', 'Udo Second'].toSorted(byFamilyName))
    expect(await namesFor(app.people.seller)).toEqual(['Uma First'])
    const others = JSON.stringify({ not: { field: '@act', op: 'eq', value: batchId } })
    const rest = await who.call(customersContract.list, { query: { filter: others, limit: 200 } })
    expect(rest.items.map(item => item['name'])).toContain('Stays')
    expect(rest.items.map(item => item['name'])).not.toContain('Mark Works')
    const wrong = await who.send(customersContract.list, { query: { filter: made.replace(batchId, 'x') } })
    expect([wrong.status, wrong.problem.code]).toEqual([422, 'platform.invalid'])
  })

  test('is refused with the reason when a mapping names what is not there', async () => {
    const sent = await who.upload('/imports', {
      name: 'x.csv',
      content: 'a,b\n1,2\n',
      fields: { mapping: '{"a":"nope","c":"name"}' },
    })
    expect(sent.status).toBe(422)
    expect(sent.problem.fields?.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['mapping.a', 'mapping.c']),
    )
  })

  test('asks for the order of day and month where no value tells it', async () => {
    const sent = await who.upload('/imports', { name: 'x.csv', content: 'name,birthday\nA,01/02/1980\n' })
    expect(sent.status).toBe(422)
    expect(sent.problem.fields?.[0]?.code).toBe('transfer.date-order-unknown')
  })

  test('is invisible to those who may not import', async () => {
    const sent = await app.people.reader.upload('/imports', { name: 'x.csv', content: 'name\nA\n' })
    expect(sent.status).toBe(403)
  })
})

describe('an export over HTTP', () => {
  test('gives all rows of a list as a file whose formulas are harmless', async () => {
    await upload('Company;Town\n=1+1;Graz\nAcme;Linz\n')
    const created = await who.call(transferContract.createExport, {
      body: {
        entity: 'customer',
        columns: ['name', 'city'],
        filter: { field: 'city', op: 'in', value: ['Graz', 'Linz'] },
      },
    })
    let state = created
    while (state.state === 'waiting' || state.state === 'running') {
      await new Promise(resolve => setTimeout(resolve, 50))
      state = await who.call(transferContract.export, { params: { id: created.id } })
    }
    expect(state).toMatchObject({ state: 'done', rows: 2, error: null })
    const file = await who.raw('GET', `/exports/${created.id}/file`)
    const lines = file.text
      .trim()
      .split('\r\n')
      .slice(1)
      .map(line => line.split(',').slice(1))
    expect(lines.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ["'=1+1", 'Graz'],
      ['Acme', 'Linz'],
    ])
    expect(
      (await app.people.manager.send(transferContract.export, { params: { id: created.id } })).status,
    ).toBe(404)
  })

  test('holds only the rows picked by hand, and of them those that one may see, without masked fields', async () => {
    const { administrator, seller } = app.people
    const make = async (name: string, owner: string) =>
      (
        await administrator.call(customersContract.create, {
          body: { name, owner, kind: 'person', birthDate: '1980-01-31' },
        })
      ).id
    const [first, second, foreign] = [
      await make('Picked one', seller.id),
      await make('Picked two', seller.id),
      await make('Of someone else', administrator.id),
    ]
    await make('Not picked', seller.id)
    const text = await exported(seller, { entity: 'customer', ids: [first, second, foreign] })
    expect(text).toMatch(/Picked one/)
    expect(text).toMatch(/Picked two/)
    expect(text).not.toMatch(/Of someone else|Not picked|1980-01-31/)
    const without = await exported(seller, {
      entity: 'customer',
      columns: ['name'],
      filter: { not: { field: 'id', op: 'in', value: [first] } },
    })
    expect(without).toMatch(/Picked two/)
    expect(without).not.toMatch(/Picked one/)
    const filtered = await exported(administrator, {
      entity: 'customer',
      ids: [first, second],
      filter: { field: 'name', op: 'eq', value: 'Picked two' },
    })
    expect(filtered).not.toMatch(/Picked one/)
    const { agent } = app.people
    const refused = await agent.send(transferContract.createExport, {
      body: { entity: 'customer', ids: [first] },
    })
    expect(refused.status).toBe(403)
  })
})

test('acts are asked for by where they were done, however far back the last one lies', async () => {
  await upload('Company;Town\nHistoric;Graz\n')
  const id = (await who.call(customersContract.create, { body: { name: 'Later' } })).id
  for (const city of ['Graz', 'Linz', 'Wels'])
    await who.call(customersContract.change, { params: { id }, body: { city } })
  const [latest] = (await who.call(historyContract.acts, { query: { limit: 1 } })).items
  expect(latest?.record).toEqual({ entity: 'customer', rootId: id, title: 'Later' })
  const imported = await who.call(historyContract.acts, { query: { channel: 'import', limit: 1 } })
  expect(imported.items).toMatchObject([{ channel: 'import' }])
  const byHand = await who.call(historyContract.acts, { query: { channel: 'screen', limit: 100 } })
  expect(new Set(byHand.items.map(act => act.channel))).toEqual(new Set(['screen']))
})

type Wanted = NonNullable<CallInput<typeof transferContract.createExport>['body']>

async function exported(caller: Caller, body: Wanted): Promise<string> {
  let state = await caller.call(transferContract.createExport, { body })
  while (state.state === 'waiting' || state.state === 'running') {
    await new Promise(resolve => setTimeout(resolve, 50))
    state = await caller.call(transferContract.export, { params: { id: state.id } })
  }
  expect(state).toMatchObject({ state: 'done', error: null })
  return (await caller.raw('GET', `/exports/${state.id}/file`)).text
}
