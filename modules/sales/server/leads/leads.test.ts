import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { follow } from '../../../matching/server/testing.ts'
import { leadContract, salesContract } from '../../contract.ts'
import { leadsJob } from './jobs.ts'
import { workOf } from '../../../../platform/jobs/work.ts'

let app: TestApp
let anna: Caller
let bert: Caller
let manager: Caller
beforeAll(async () => {
  app = await testApp()
  anna = app.people.seller
  bert = await app.person('seller', { name: 'Bert' })
  manager = app.people.manager
})
afterAll(() => app.close())

const runJob = () => leadsJob.run(workOf(app.kernel, new AbortController().signal), {})
const sql = (text: string, values: unknown[] = []) => app.database.pool.query(text, values)
const remarksOf = ({ headers }: { headers: Record<string, unknown> }) =>
  headers['tessera-remarks'] ? decodeURIComponent(String(headers['tessera-remarks'])) : ''

test('a line of text becomes a lead: what is recognised in its fields, the rest as its note, all of it as typed', async () => {
  const line =
    'Jana Berg, Nordlicht GmbH, jana@nordlicht.example, +49 30 1234567, in Hamburg, wants two pumps'
  const lead = await anna.call(leadContract.captureLead, { body: { line } })
  expect(lead).toMatchObject({
    name: 'Jana Berg',
    company: 'Nordlicht GmbH',
    email: 'jana@nordlicht.example',
    phone: '+49301234567',
    city: 'Hamburg',
    note: 'wants two pumps',
    typed: line,
    state: 'new',
    capturedBy: { id: anna.id },
    sharedAt: null,
  })
})

test('an address alone, and a card, become leads', async () => {
  const pasted = await anna.call(leadContract.captureLead, { body: { line: 'Ole.Dahl@fjell.example' } })
  expect(pasted).toMatchObject({ name: 'Ole Dahl', email: 'ole.dahl@fjell.example' })
  const line =
    'BEGIN:VCARD\nVERSION:3.0\nFN:Mia Holm\nORG:Holm AB\nEMAIL:mia@holm.example\nTEL:+46 8 123 456 78\nBDAY:1980-01-02\nEND:VCARD'
  const card = await anna.call(leadContract.captureLead, { body: { line } })
  expect(card).toMatchObject({ name: 'Mia Holm', company: 'Holm AB', email: 'mia@holm.example' })
  expect(card.note).toContain('1980-01-02')
  const two = await anna.send(leadContract.captureLead, { body: { line: `${line}\n${line}` } })
  expect(two.problem.code).toBe('sales.several-cards')
})

describe('a lead that its owner keeps to himself', () => {
  test('is found out by nobody who enters the same account, though its owner is told who did', async () => {
    const lead = await anna.call(leadContract.captureLead, {
      body: { name: 'Kept one', email: 'kept@quietworks.example' },
    })
    const before = await bert.send(leadContract.captureLead, {
      body: { name: 'X', email: 'x@elsewhere.example' },
    })
    const hit = await bert.send(leadContract.captureLead, {
      body: { name: 'Y', email: 'y@quietworks.example' },
    })
    expect(remarksOf(before)).toBe('')
    expect(remarksOf(hit)).toContain('sales.somebody-works-on-it')
    expect(remarksOf(hit)).not.toContain(String(lead.id))
    expect(Object.keys(hit.reply)).toEqual(Object.keys(before.reply))
    const customer = await bert.send(customersContract.create, {
      body: { name: 'Z', email: 'KEPT@quietworks.example' },
    })
    expect(remarksOf(customer)).toContain('sales.somebody-works-on-it')
    const { items } = await anna.call(leadContract.leadNotices)
    expect(items.filter(({ leadId }) => leadId === lead.id)).toMatchObject([{ kind: 'asked', byId: bert.id }])
    expect((await bert.call(leadContract.leadNotices)).items).toEqual([])
  })

  test('cannot be found out by trying: after twenty questions an hour nothing is answered, and its owner is told still', async () => {
    const prober = await app.person('seller')
    await anna.call(leadContract.captureLead, { body: { name: 'Probed', email: 'ceo@probed.example' } })
    const ask = (email: string) => prober.send(leadContract.captureLead, { body: { name: 'P', email } })
    for (let n = 0; n < 20; n++) await ask(`p${n}@try${n}.example`)
    expect(remarksOf(await ask('ceo@probed.example'))).toBe('')
    const { items } = await anna.call(leadContract.leadNotices)
    expect(items.some(({ byId }) => byId === prober.id)).toBe(true)
  })

  test('leaves no shadow when it is shared, and has it again when the sharing is taken back', async () => {
    const { id } = await anna.call(leadContract.captureLead, {
      body: { name: 'S', email: 's@shade.example' },
    })
    const shadows = async () =>
      (await sql('select hash from sales.lead_shadow where lead_id = $1 order by hash', [id])).rows
    const first = await shadows()
    expect(first).toHaveLength(2)
    expect(JSON.stringify(first)).not.toContain('shade')
    const shared = await anna.send(leadContract.shareLead, { params: { id } })
    expect(await shadows()).toEqual([])
    expect((await manager.send(leadContract.getLead, { params: { id } })).status).toBe(200)
    await anna.call(historyContract.undo, { params: { id: String(shared.headers['tessera-batch']) } })
    expect(await shadows()).toEqual(first)
    expect((await manager.send(leadContract.getLead, { params: { id } })).status).toBe(404)
  })

  test('is shared by the rule on the announced day, not before; the credit for it stays', async () => {
    const { id } = await anna.call(leadContract.captureLead, {
      body: { name: 'Old one', email: 'o@old.example' },
    })
    await sql(`update sales.lead set captured_at = captured_at - interval '80 days' where id = $1`, [id])
    await runJob()
    const told = async () =>
      (await anna.call(leadContract.leadNotices)).items.filter(each => each.leadId === id)
    expect(await told()).toMatchObject([{ kind: 'will-be-shared', lead: 'Old one' }])
    await runJob()
    expect((await manager.send(leadContract.getLead, { params: { id } })).status).toBe(404)
    await sql(`update sales.lead_notice set due_at = now() - interval '1 second' where lead_id = $1`, [id])
    await runJob()
    const lead = await manager.call(leadContract.getLead, { params: { id } })
    expect(lead).toMatchObject({ sharedWhy: 'rule', capturedBy: { id: anna.id } })
    expect((await told()).map(({ kind }) => kind)).toEqual(['shared', 'will-be-shared'])
  })
})

test('whoever opens a shared lead is seen by its owner, and by nobody else', async () => {
  const { id } = await anna.call(leadContract.captureLead, { body: { name: 'Open', private: false } })
  for (let n = 0; n < 3; n++) await manager.call(leadContract.getLead, { params: { id } })
  await anna.call(leadContract.getLead, { params: { id } })
  const { items } = await anna.call(leadContract.leadOpenings, { params: { id } })
  expect(items.map(({ userId }) => userId)).toEqual([manager.id])
  expect((await manager.send(leadContract.leadOpenings, { params: { id } })).status).toBe(404)
})

test('a lead that was put aside comes back on its day', async () => {
  const { id } = await anna.call(leadContract.captureLead, { body: { name: 'Later' } })
  const params = { id }
  const past = await anna.send(leadContract.disqualifyLead, {
    params,
    body: { why: 'x', recycleOn: '2020-01-01' },
  })
  expect(past.status).toBe(422)
  const recycleOn = '2199-01-01'
  const aside = await anna.call(leadContract.disqualifyLead, {
    params,
    body: { why: 'No budget', recycleOn },
  })
  expect(aside).toMatchObject({ state: 'disqualified', disqualifiedWhy: 'No budget', sharedAt: null })
  await runJob()
  expect(await anna.call(leadContract.getLead, { params })).toMatchObject({ state: 'disqualified' })
  await sql('update sales.lead set recycle_on = current_date where id = $1', [id])
  await runJob()
  expect(await anna.call(leadContract.getLead, { params })).toMatchObject({ state: 'new', recycleOn: null })
})

describe('a conversion', () => {
  test('makes customer and opportunity in one act, and undo restores all', async () => {
    const { id } = await anna.call(leadContract.captureLead, {
      body: { name: 'Lea Sund', company: 'Sundverk AS', email: 'lea@sundverk.example' },
    })
    const params = { id }
    const done = await anna.send(leadContract.convertLead, {
      params,
      body: { opportunity: { amount: 500_000 } },
    })
    expect(done.reply).toMatchObject({ converted: true })
    const { customer, opportunity } = done.reply
    expect(await anna.call(leadContract.getLead, { params })).toMatchObject({
      state: 'converted',
      sharedWhy: 'converted',
    })
    const deal = await anna.call(salesContract.getOpportunity, { params: { id: String(opportunity) } })
    expect(deal).toMatchObject({ name: 'Sundverk AS', amount: 500_000 })
    expect((await anna.send(leadContract.convertLead, { params, body: {} })).problem.code).toBe(
      'sales.lead-converted',
    )
    await anna.call(historyContract.undo, { params: { id: String(done.headers['tessera-batch']) } })
    expect(await anna.call(leadContract.getLead, { params })).toMatchObject({ state: 'new', sharedAt: null })
    expect((await anna.send(customersContract.get, { params: { id: String(customer) } })).status).toBe(404)
    expect(
      (await anna.send(salesContract.getOpportunity, { params: { id: String(opportunity) } })).status,
    ).toBe(404)
  })

  test('asks first where somebody like it is there already, and takes the one that is said', async () => {
    const known = await anna.call(customersContract.create, {
      body: {
        kind: 'organisation',
        name: 'Fjordkraft Pumper AS',
        email: 'post@fjordpumper.example',
        owner: anna.id,
      },
    })
    await follow(app, [known.id])
    const { id } = await anna.call(leadContract.captureLead, {
      body: { name: 'Kari', company: 'Fjordkraft Pumper AS', email: 'post@fjordpumper.example' },
    })
    const params = { id }
    const { items } = await anna.call(leadContract.leadCandidates, { params })
    expect(items.map(({ customer }) => customer.id)).toEqual([known.id])
    const asked = await anna.call(leadContract.convertLead, { params, body: {} })
    expect(asked).toMatchObject({
      converted: false,
      customer: null,
      candidates: [{ customer: { id: known.id } }],
    })
    expect(await anna.call(leadContract.getLead, { params })).toMatchObject({ state: 'new' })
    const done = await anna.call(leadContract.convertLead, {
      params,
      body: { customer: known.id, opportunity: null },
    })
    expect(done).toMatchObject({ converted: true, customer: known.id, opportunity: null })
  })

  test('into a customer that one does not see is refused as if there were none', async () => {
    const foreign = await bert.call(customersContract.create, { body: { name: 'Foreign', owner: bert.id } })
    const { id } = await anna.call(leadContract.captureLead, { body: { name: 'Lea' } })
    const refused = await anna.send(leadContract.convertLead, {
      params: { id },
      body: { customer: foreign.id },
    })
    expect(refused.status).toBe(404)
  })
})

test('the policy is read by everybody and set by few; where it shares, nothing is private', async () => {
  const { version, updatedAt, ...policy } = await app.people.reader.call(leadContract.leadPolicy)
  expect([version, typeof updatedAt]).toEqual([1, 'string'])
  const body = { ...policy, privateFirst: false }
  expect((await anna.send(leadContract.setLeadPolicy, { body })).status).toBe(403)
  const set = await manager.send(leadContract.setLeadPolicy, { body })
  expect(set.reply).toMatchObject({ privateFirst: false, version: 2 })
  const asked = await anna.send(leadContract.captureLead, { body: { name: 'P', private: true } })
  expect(asked.problem.code).toBe('sales.policy-shares')
  expect(await anna.call(leadContract.captureLead, { body: { name: 'P' } })).toMatchObject({
    sharedWhy: 'at-once',
  })
  await manager.call(historyContract.undo, { params: { id: String(set.headers['tessera-batch']) } })
  expect(await anna.call(leadContract.captureLead, { body: { name: 'P' } })).toMatchObject({
    sharedWhy: null,
  })
})
