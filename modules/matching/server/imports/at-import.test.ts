import type { PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { transferContract } from '../../../../platform/transfer/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { newId } from '../../../../platform/ids.ts'
import type { InspectedRow } from '../../../../platform/transfer/inspection.ts'
import { matchingContract } from '../../contract.ts'
import { follow } from '../testing.ts'
import { inspectionBy } from './at-import.ts'

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
    expect(reply).toMatchObject({ fresh: 2, looked: 2, likely: 1, estimate: 1 })
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

test('of very many new records some stand for the others, and the counts say how many were looked at', async () => {
  const { id: importId } = await load({ dryRun: 'true' })
  await app.asSystem(async ctx => {
    const look = await inspectionBy({ oneByOne: 3, thenOneIn: 5 }).open({
      db: ctx.db,
      actor: { ...ctx.actor, scopes: new Map([['customer', 'all']]) },
      catalogue: ctx.catalogue,
      now: ctx.now,
      mapped: new Set<string>(),
      importId,
      dryRun: true,
      alike: 'keep',
    })
    const nobody = { given_name: 'Unheard', family_name: 'Offname', birth_date: '1950-09-08' }
    const her = { given_name: 'Ragnhild', family_name: 'Wergeland', birth_date: '1961-04-12' }
    const rows = Array.from({ length: 13 }, (_, at) => ({
      id: newId(),
      fresh: true,
      row: at + 2,
      columns: { kind: 'person', ...(at < 3 ? nobody : her) },
    }))
    const client = {} as PoolClient
    // Chunk by chunk; what the import only changes is nothing new.
    await look?.(client, rows.slice(0, 6))
    await look?.(client, [{ ...rows[0], id: newId(), fresh: false } as InspectedRow, ...rows.slice(6)])
  })
  const { reply } = await look(importId)
  // The first three one by one, then the eighth and the thirteenth, each for five.
  expect(reply).toMatchObject({ fresh: 13, looked: 5, likely: 2, estimate: 10 })
  expect(reply.items.map(({ row }) => row)).toEqual([9, 14])
})
