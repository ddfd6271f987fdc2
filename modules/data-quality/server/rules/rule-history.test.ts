import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { customersContract } from '../../../customers/contract.ts'
import { policyIds } from '../../contract/policies.ts'
import { dataQualityContract as api } from '../../contract.ts'
import { recomputeUndone } from '../golden/recompute.ts'
import { settleUndoneRules } from './after-undo.ts'
import { askForSweep, sweep } from './jobs.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())

const draft = {
  name: 'Place is known',
  explanation: null,
  dimension: 'completeness' as const,
  severity: 'note' as const,
  kind: null,
  applies: null,
  must: { field: 'city', op: 'not-empty' as const },
  ownerUserId: null,
  ownerTeamId: null,
}

const batchOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['tessera-batch'])
const ruleOf = async (id: string) => (await admin.call(api.rules)).items.find(rule => rule.id === id)
const historyOf = async (id: string) => (await admin.call(api.ruleHistory, { params: { id } })).items
const openOf = async (id: string) =>
  (await admin.call(api.findings, { params: { id } })).items.map(({ name }) => name)

async function undo(batchId: string, by = admin) {
  await by.call(historyContract.undo, { params: { id: batchId } })
  const event: Event = {
    kind: 'batch.undone',
    entity: 'batch',
    rootId: batchId,
    recordId: batchId,
    data: {},
  }
  await app.asSystem(ctx => settleUndoneRules(ctx, [event, event]))
  await app.asSystem(ctx => recomputeUndone(ctx, [event]))
}

/** What a worker does with the check that was asked for. */
async function sweepAll(): Promise<void> {
  const { id } = await app.asSystem(ctx => askForSweep(ctx, null))
  await sweep(workOf(app.kernel, new AbortController().signal), id)
}

describe('what is done to a rule', () => {
  test('stands in its history with who did it, and each act can be taken back', async () => {
    const made = await admin.send(api.addRule, { body: draft })
    const { id } = made.reply
    const changed = await admin.send(api.changeRule, {
      params: { id },
      body: { severity: 'warn', must: { field: 'postcode', op: 'not-empty' } },
    })
    const [newest, oldest] = await historyOf(id)
    expect(oldest).toMatchObject({ action: 'created', actorName: expect.any(String), changes: [] })
    expect(newest).toMatchObject({
      action: 'changed',
      batchId: batchOf(changed),
      changes: [
        { field: 'severity', before: 'note', after: 'warn' },
        { field: 'must', before: { field: 'city' }, after: { field: 'postcode' } },
      ],
    })
    await undo(batchOf(changed))
    expect(await ruleOf(id)).toMatchObject({ severity: 'note', must: draft.must, fields: ['city'] })
    expect((await historyOf(id))[0]).toMatchObject({ action: 'changed', takesBack: true })
    await undo(batchOf(made))
    expect(await ruleOf(id)).toBeUndefined()
  })

  test('that says the same again is no act', async () => {
    const { id } = await admin.call(api.addRule, { body: draft })
    await admin.call(api.changeRule, {
      params: { id },
      body: { severity: 'note', must: { op: 'not-empty', field: 'city' } },
    })
    expect(await historyOf(id)).toHaveLength(1)
    await admin.call(api.removeRule, { params: { id } })
  })

  test('and is kept on at the same time is one act, taken back as one', async () => {
    const made = await admin.send(api.addRule, { body: { ...draft, on: true } })
    expect(made.reply.activeFrom).not.toBeNull()
    const off = await admin.send(api.changeRule, {
      params: { id: made.reply.id },
      body: { on: false, name: 'Place' },
    })
    expect((await historyOf(made.reply.id))[0]?.changes).toMatchObject([
      { field: 'on', before: true, after: false },
      { field: 'name' },
    ])
    await undo(batchOf(off))
    expect(await ruleOf(made.reply.id)).toMatchObject({ name: 'Place is known', activeTo: null })
    await undo(batchOf(made))
    expect(await ruleOf(made.reply.id)).toBeUndefined()
  })

  test('brings back what the rule found: switched off, removed, undone', async () => {
    const { id: customer } = await admin.call(customersContract.create, {
      body: { name: 'Nowhere', kind: 'organisation', email: 'a@nowhere.example' },
    })
    const { id } = await admin.call(api.addRule, { body: { ...draft, name: 'Somewhere', on: true } })
    await sweepAll()
    expect(await openOf(customer)).toContain('Somewhere')
    const off = await admin.send(api.switchRule, { params: { id }, body: { on: false } })
    expect(await openOf(customer)).not.toContain('Somewhere')
    await undo(batchOf(off))
    await sweepAll()
    expect(await openOf(customer)).toContain('Somewhere')
    const gone = await admin.send(api.removeRule, { params: { id } })
    expect(await openOf(customer)).not.toContain('Somewhere')
    await undo(batchOf(gone))
    await sweepAll()
    expect(await ruleOf(id)).toMatchObject({ name: 'Somewhere', open: expect.any(Number) })
    expect(await openOf(customer)).toContain('Somewhere')
    await admin.call(api.removeRule, { params: { id } })
  })

  test('taken back while it was on leaves no finding of a rule that nobody has', async () => {
    const { id: customer } = await admin.call(customersContract.create, {
      body: { name: 'Nowhere too', kind: 'organisation', email: 'b@nowhere.example' },
    })
    const made = await admin.send(api.addRule, { body: { ...draft, on: true } })
    await sweepAll()
    await undo(batchOf(made))
    const left = await rows(app.kernel.database.db, 'select 1 from data_quality.finding where rule_id = $1', [
      made.reply.id,
    ])
    expect([left, await openOf(customer)]).toEqual([[], expect.not.arrayContaining(['Place is known'])])
  })

  test('does not keep a removed customer from coming back, though what he brings is of a rule that is gone', async () => {
    const { id: customer } = await admin.call(customersContract.create, {
      body: { name: 'Comes back', kind: 'organisation', email: 'c@nowhere.example' },
    })
    const { id } = await admin.call(api.addRule, { body: { ...draft, on: true } })
    await sweepAll()
    const { batchId } = await admin.call(customersContract.remove, { params: { id: customer } })
    await admin.call(api.removeRule, { params: { id } })
    await undo(batchId)
    expect(await openOf(customer)).not.toContain('Place is known')
    await sweepAll()
    expect(
      await rows(app.kernel.database.db, 'select 1 from data_quality.finding where rule_id = $1', [id]),
    ).toEqual([])
  })

  test('of two people at different parts of it are both kept; at the same part the second is told', async () => {
    const { id, version } = await admin.call(api.addRule, { body: draft })
    const as = (body: object) => admin.send(api.changeRule, { params: { id }, body, ifMatch: version })
    expect((await as({ severity: 'warn' })).status).toBe(200)
    expect((await as({ name: 'The place is known' })).status).toBe(200)
    expect((await as({ severity: 'refuse' })).status).toBe(409)
    await admin.call(api.removeRule, { params: { id } })
  })

  test('is told only to those who see the fields it is or was about', async () => {
    const { id } = await admin.call(api.addRule, {
      body: { ...draft, must: { field: 'birthDate', op: 'not-empty' } },
    })
    const reader = app.people.seller
    expect((await reader.send(api.ruleHistory, { params: { id } })).status).toBe(404)
    await admin.call(api.changeRule, { params: { id }, body: { must: { field: 'city', op: 'empty' } } })
    const seen = await reader.call(api.ruleHistory, { params: { id } })
    expect(seen.items[0]).toMatchObject({ action: 'changed', changes: [] })
    const general = await reader.send(historyContract.ofRecord, { query: { rootId: id } })
    expect(JSON.stringify(general.reply ?? {})).not.toContain('birthDate')
    await admin.call(api.removeRule, { params: { id } })
  })
})

describe('a policy', () => {
  test('of trust is an act with who set it, and is taken back', async () => {
    const before = await admin.call(api.trustPolicy)
    const set = await admin.send(api.setTrustPolicy, {
      body: { ...before, halfLives: { ...before.halfLives, phone: 9 } },
    })
    const { items } = await admin.call(historyContract.ofRecord, { query: { rootId: policyIds.trust } })
    expect(items).toHaveLength(1)
    await admin.call(api.setTrustPolicy, { body: set.reply })
    expect(
      (await admin.call(historyContract.ofRecord, { query: { rootId: policyIds.trust } })).items,
    ).toHaveLength(1)
    await undo(batchOf(set))
    expect(await admin.call(api.trustPolicy)).toEqual(before)
  })

  test('of survivorship is taken back, and all families are worked out anew', async () => {
    const set = await admin.send(api.setSurvivorship, { body: { sources: ['erp'], fields: {} } })
    const runs = async () =>
      (
        await row<{ n: number }>(
          app.kernel.database.db,
          'select count(*)::int as n from data_quality.golden_run',
        )
      )?.n
    const before = await runs()
    await undo(batchOf(set))
    expect((await admin.call(api.survivorship)).policy).toEqual({ sources: [], fields: {} })
    expect(await runs()).toBe((before ?? 0) + 1)
  })

  test('and what was done to it is nothing for those who do not manage quality', async () => {
    const { items } = await app.people.seller.call(historyContract.ofRecord, {
      query: { rootId: policyIds.trust },
    })
    expect(items).toEqual([])
  })
})
