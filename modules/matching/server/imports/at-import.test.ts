import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { transferContract } from '../../../../platform/transfer/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { matchingContract } from '../../contract.ts'
import { follow } from '../testing.ts'

let app: TestApp
let steward: Caller
let known: string
beforeAll(async () => {
  app = await testApp({ worker: true })
  steward = app.people.steward
  const made = await steward.call(customersContract.create, {
    body: {
      givenName: 'Ragnhild',
      familyName: 'Wergeland',
      email: 'ragnhild@wergeland.example',
      birthDate: '1961-04-12',
    },
  })
  known = made.id
  await follow(app, [known])
})
afterAll(() => app.close())

const file = (email: string) => `Given name,Family name,E-mail,Birthday
R.,Wergeland,${email},1961-04-12
Somebody,Else,else${email},1977-02-03
`
const working = ['waiting', 'checking', 'running']
async function ended(id: string) {
  for (;;) {
    const found = await steward.call(transferContract.import, { params: { id } })
    if (!working.includes(found.state)) return found
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
async function load(fields: Record<string, string>, who = steward) {
  const sent = await who.upload('/imports', {
    name: 'list.csv',
    // Found by nothing that an import matches by: only the matcher sees who it is.
    content: file('other@mail.example'),
    fields: { entity: 'customer', match: 'externalId', ...fields },
  })
  if (sent.status !== 202) throw new Error(sent.text)
  return ended((sent.reply as { id: string }).id)
}
const look = (id: string, who = steward) => who.send(matchingContract.importLook, { params: { id } })

describe('a check of an import', () => {
  test('says how many of its new records may be known, and who, with the reasons, and writes nothing', async () => {
    const checked = await load({ dryRun: 'true' })
    expect(checked).toMatchObject({ state: 'checked', created: 2, refused: 0 })
    const { reply } = await look(checked.id)
    expect(reply).toMatchObject({ fresh: 2, looked: 2, likely: 1 })
    expect(reply.items).toMatchObject([{ row: 2, name: 'R. Wergeland', customer: { id: known } }])
    expect(reply.items[0]?.parts.map(({ field }) => field)).toContain('birth')
  })

  test('tells the same again, and counts what would be left out', async () => {
    const skipped = await load({ dryRun: 'true', options: '{"alike":"skip"}' })
    expect(skipped).toMatchObject({ created: 1, matched: 1, refused: 0 })
    expect((await look(skipped.id)).reply).toMatchObject({ fresh: 2, likely: 1 })
    const refused = await load({ dryRun: 'true', options: '{"alike":"refuse"}' })
    expect(refused).toMatchObject({ created: 1, matched: 0, refused: 1 })
    const { items } = await steward.call(transferContract.refusals, { params: { id: refused.id } })
    expect(items).toMatchObject([{ row: 2, code: 'matching.may-be', params: { name: 'Ragnhild Wergeland' } }])
  })

  test('is told only to who may see the import, and never of customers he does not see', async () => {
    const checked = await load({ dryRun: 'true' })
    expect((await look(checked.id, app.people.manager)).status).toBe(404)
    await app.database.pool.query('update matching.import_likely set customer_id = $1 where import_id = $2', [
      '00000000-0000-7000-8000-00000000abcd',
      checked.id,
    ])
    expect((await look(checked.id)).reply).toMatchObject({ likely: 1, items: [] })
  })
})

test('in earnest they are skipped where that is wanted; otherwise they are made and wait in the queue', async () => {
  const skipped = await load({ options: '{"alike":"skip"}' })
  expect(skipped).toMatchObject({ state: 'done', created: 1, matched: 1 })
  expect((await look(skipped.id)).reply).toMatchObject({ fresh: 0, likely: 0 })
  const kept = await load({})
  expect(kept).toMatchObject({ state: 'done', created: 2 })
  await expect
    .poll(async () => (await steward.call(matchingContract.act, { params: { id: kept.batchId } })).records, {
      timeout: 20_000,
    })
    .toBeGreaterThanOrEqual(1)
})
