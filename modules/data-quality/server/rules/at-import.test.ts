import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { transferContract } from '../../../../platform/transfer/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dataQualityContract as api } from '../../contract.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp({ worker: true })
  admin = app.people.administrator
})
afterAll(() => app.close())

async function setSeverity(key: string, severity: 'note' | 'warn' | 'refuse'): Promise<void> {
  const { items } = await admin.call(api.rules)
  const rule = items.find(candidate => candidate.key === key)
  await admin.call(api.changeRule, { params: { id: rule?.id ?? '' }, body: { severity } })
}

beforeEach(() => setSeverity('postcode-fits-country', 'warn'))

async function upload(content: string, dryRun: boolean, fields: Record<string, string> = {}) {
  const sent = await admin.upload('/imports', {
    name: 'list.csv',
    content,
    fields: { entity: 'customer', dryRun: String(dryRun), ...fields },
  })
  const { id } = sent.reply as { id: string }
  for (;;) {
    const found = await admin.call(transferContract.import, { params: { id } })
    if (!['waiting', 'checking', 'running'].includes(found.state)) return found
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

const code = 'data-quality.rule.postcode-fits-country'
const file = (prefix: string) =>
  [
    'Name,E-mail,Postcode,Country',
    `${prefix} Good,${prefix}1@x.example,0150,NO`,
    `${prefix} Bad,${prefix}2@x.example,99999,NO`,
    `${prefix} Worse,${prefix}3@x.example,1,NO`,
  ].join('\n')

test('rules that warn are counted in the check and in earnest, and keep nothing out', async () => {
  for (const dryRun of [true, false]) {
    const done = await upload(file('warned'), dryRun)
    expect(done).toMatchObject({ created: 3, refused: 0 })
    expect(done.warnings).toMatchObject([{ code, column: 'postcode', count: 2, firstRow: 3 }])
  }
})

test('rules that refuse keep their rows out, in the check as in earnest, with row, field and rule named', async () => {
  await setSeverity('postcode-fits-country', 'refuse')
  for (const dryRun of [true, false]) {
    const done = await upload(file('refused'), dryRun)
    expect(done).toMatchObject({ read: 3, created: 1, refused: 2 })
    const { items } = await admin.call(transferContract.refusals, { params: { id: done.id }, query: {} })
    expect(items).toMatchObject([
      { row: 3, field: 'postcode', code },
      { row: 4, field: 'postcode', code },
    ])
  }
  const { total } = await admin.call(customersContract.count, { query: { q: 'refused' } })
  expect(total).toBe(1)
})

test('a record that is there is asked about what the file fills, and later rows count with the first', async () => {
  const { id } = await admin.call(customersContract.create, {
    body: { name: 'There already', email: 'there@x.example', postcode: '1', country: 'NO' },
  })
  await setSeverity('postcode-fits-country', 'refuse')
  const untouched = await upload('Name,E-mail,City\nThere already,there@x.example,Oslo', false)
  expect(untouched).toMatchObject({ matched: 1, changed: 1, refused: 0 })
  const touched = await upload(
    'Name,E-mail,Postcode\nThere already,there@x.example,22\nAgain,there@x.example,23',
    false,
  )
  expect(touched).toMatchObject({ read: 2, created: 0, matched: 0, changed: 0, refused: 2 })
  expect(await admin.call(customersContract.get, { params: { id } })).toMatchObject({
    city: 'Oslo',
    postcode: '1',
  })
})
