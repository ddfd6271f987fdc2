import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import type { Dispute } from '../../contract/disputes.ts'
import { dataQualityContract as api } from '../../contract.ts'

let app: TestApp
let owner: Caller
let agent: Caller
beforeAll(async () => {
  app = await testApp()
  owner = app.people.seller
  agent = app.people.agent
})
afterAll(() => app.close())

const created = async (body: Record<string, unknown> = {}) => {
  const { id } = await app.people.administrator.call(customersContract.create, {
    body: {
      name: 'Fjordlys Energi',
      owner: owner.id,
      kind: 'organisation',
      city: 'Bergen',
      phone: '+47 55 21 40 00',
      ...body,
    },
  })
  return id
}
const valueOf = async (id: string, field: string) =>
  (await app.people.administrator.call(customersContract.get, { params: { id } }))[field]
const dispute = (id: string, body: Record<string, unknown> = {}, by = agent) =>
  by.send(api.dispute, {
    params: { id },
    body: { field: 'city', value: 'Bergen', proposed: 'Oslo', ...body },
  })
const disputed = async (id: string, body: Record<string, unknown> = {}) => (await dispute(id, body)).reply
const settle = ({ customerId, id }: Dispute, body: Parameters<typeof send>[1], by = owner) =>
  send({ id: customerId, childId: id }, body, by)
const send = (
  params: { id: string; childId: string },
  body: {
    outcome: 'accepted' | 'rejected' | 'withdrawn'
    value?: string | null
    seen?: string | null
    reason?: string
  },
  by = owner,
) => by.send(api.settle, { params, body })
const listed = async (by: Caller, which: 'for-me' | 'mine' | 'to-read' | 'open' | 'settled') =>
  (await by.call(api.disputes, { query: { which, limit: 100 } })).items.map(({ id }) => id)
const trustOfCity = async (id: string) => {
  const { values, disputes } = await owner.call(api.trust, { params: { id } })
  return { city: values.find(({ field }) => field === 'city'), disputes }
}

describe('a dispute', () => {
  test('waits for the customer’s owner until its hour, and the value is in conflict', async () => {
    const id = await created()
    const { status, reply } = await dispute(id, { reason: 'They moved in May' })
    expect(status).toBe(201)
    expect(reply).toMatchObject({
      value: 'Bergen',
      proposed: 'Oslo',
      reason: 'They moved in May',
      outcome: null,
      owner: { id: owner.id },
      raisedBy: { id: agent.id },
    })
    expect(Date.parse(reply.dueAt) - Date.parse(reply.raisedAt)).toBe(72 * 3_600_000)
    const { city, disputes } = await trustOfCity(id)
    expect(city).toMatchObject({ state: 'conflict', disputeId: reply.id, confidence: 0.475 })
    expect(disputes).toHaveLength(1)
    expect(await listed(owner, 'for-me')).toContain(reply.id)
    expect(await listed(agent, 'for-me')).not.toContain(reply.id)
    expect(await listed(agent, 'mine')).toContain(reply.id)
  })

  test('of a customer without owner, and one whose hour is past, comes to the steward', async () => {
    const { steward } = app.people
    const nobodys = await disputed(await created({ owner: null }))
    const waiting = await disputed(await created())
    const late = await disputed(await created())
    await app.database.pool.query(
      `update data_quality.dispute set due_at = now() - interval '1 hour' where id = $1`,
      [late.id],
    )
    const seen = await listed(steward, 'for-me')
    expect([nobodys, waiting, late].map(({ id }) => seen.includes(id))).toEqual([true, false, true])
    expect(await listed(owner, 'for-me')).toContain(late.id)
  })

  test('is one per value: who comes second is told so, also when both come at once', async () => {
    const id = await created()
    const answers = await Promise.all([dispute(id), dispute(id, {}, owner)])
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 422])
    expect(answers.find(({ status }) => status === 422)?.problem.code).toBe('data-quality.disputed-already')
  })

  test('about a value that has changed meanwhile is refused with the value as it is now', async () => {
    const id = await created({ city: 'Oslo' })
    const answer = await dispute(id)
    expect([answer.status, answer.problem.current]).toEqual([409, { field: 'city', value: 'Oslo' }])
  })

  test('takes only a proposal that the field could hold, and another than the value itself', async () => {
    const id = await created({ employees: 240 })
    expect((await dispute(id, { field: 'employees', value: '240', proposed: 'many' })).status).toBe(422)
    expect((await dispute(id, { proposed: 'Bergen' })).problem.code).toBe('data-quality.same-value')
    expect((await dispute(id, { field: 'employees', value: '240', proposed: 300 })).status).toBe(201)
  })

  test('can be taken back by undo, as if it had not been', async () => {
    const id = await created()
    const raised = await dispute(id)
    await agent.call(historyContract.undo, { params: { id: String(raised.headers['tessera-batch']) } })
    expect((await trustOfCity(id)).city?.state).toBe('live')
    expect(await listed(owner, 'for-me')).not.toContain(raised.reply.id)
  })
})

describe('a settlement', () => {
  test('that accepts puts the proposed value in place, in history, and can be undone with it', async () => {
    const id = await created()
    const raised = await disputed(id)
    const settled = await settle(raised, { outcome: 'accepted' })
    expect(settled.reply).toMatchObject({ outcome: 'accepted', settledBy: { id: owner.id } })
    expect(await valueOf(id, 'city')).toBe('Oslo')
    const { items } = await owner.call(historyContract.ofRecord, { query: { rootId: id, field: 'city' } })
    expect(items.find(({ entity, action }) => entity === 'customer' && action === 'changed')).toMatchObject({
      before: { city: 'Bergen' },
      after: { city: 'Oslo' },
    })
    await owner.call(historyContract.undo, { params: { id: String(settled.headers['tessera-batch']) } })
    expect(await valueOf(id, 'city')).toBe('Bergen')
    expect((await trustOfCity(id)).city).toMatchObject({ state: 'conflict', disputeId: raised.id })
  })

  test('may name another value, must where none was proposed, and may empty the field', async () => {
    const [one, two] = [await created(), await created()]
    const raised = await disputed(one, { proposed: null })
    expect((await settle(raised, { outcome: 'accepted' })).problem.code).toBe('data-quality.value-wanted')
    expect((await settle(raised, { outcome: 'accepted', value: 'Lund' })).status).toBe(200)
    expect(await valueOf(one, 'city')).toBe('Lund')
    expect((await settle(await disputed(two), { outcome: 'accepted', value: null })).status).toBe(200)
    expect(await valueOf(two, 'city')).toBeNull()
  })

  test('that rejects confirms the value, with the reason, and the one who disputed it is told', async () => {
    const id = await created()
    const raised = await disputed(id)
    const { reply } = await settle(raised, { outcome: 'rejected', reason: 'The head office stays' })
    expect(reply).toMatchObject({ outcome: 'rejected', answer: 'The head office stays' })
    expect((await trustOfCity(id)).city).toMatchObject({
      state: 'live',
      confidence: 0.99,
      confirmed: { by: { id: owner.id } },
    })
    expect(await listed(agent, 'to-read')).toContain(raised.id)
    const params = { id, childId: raised.id }
    expect((await owner.send(api.readSettlement, { params })).status).toBe(404)
    await agent.call(api.readSettlement, { params })
    expect(await listed(agent, 'to-read')).not.toContain(raised.id)
  })

  test('of a contact point changes that one', async () => {
    const id = await created()
    const point = await owner.call(customersContract.addContactPoint, {
      params: { id },
      body: { kind: 'email', value: 'post@fjordlys.example' },
    })
    const raised = await disputed(id, {
      field: 'email',
      pointId: point.id,
      value: point.value,
      proposed: 'mail@fjordlys.example',
    })
    expect((await settle(raised, { outcome: 'accepted' })).status).toBe(200)
    const page = await owner.call(customersContract.page, { params: { id } })
    expect(page.contactPoints.find(one => one.id === point.id)?.value).toBe('mail@fjordlys.example')
    expect(page.record['email']).toBe('mail@fjordlys.example')
  })

  test('does not overwrite a value that changed meanwhile, unless one says that he has seen it', async () => {
    const id = await created()
    const raised = await disputed(id)
    await owner.call(customersContract.change, { params: { id }, body: { city: 'Trondheim' } })
    const refused = await settle(raised, { outcome: 'accepted' })
    expect([refused.status, refused.problem.current]).toEqual([409, { field: 'city', value: 'Trondheim' }])
    expect(await valueOf(id, 'city')).toBe('Trondheim')
    expect((await settle(raised, { outcome: 'accepted', seen: 'Trondheim' })).status).toBe(200)
    expect(await valueOf(id, 'city')).toBe('Oslo')
  })

  test('is fine where somebody has set the proposed value already', async () => {
    const id = await created()
    const raised = await disputed(id)
    await owner.call(customersContract.change, { params: { id }, body: { city: 'Oslo' } })
    expect((await settle(raised, { outcome: 'accepted' })).status).toBe(200)
  })

  test('counts once: of two who decide at the same moment the second is told who was first', async () => {
    const id = await created()
    const raised = await disputed(id)
    const answers = await Promise.all([
      settle(raised, { outcome: 'accepted' }),
      settle(raised, { outcome: 'rejected' }, app.people.steward),
    ])
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 422])
    const late = answers.find(({ status }) => status === 422)
    expect(late?.problem.code).toBe('data-quality.settled-already')
    expect(await valueOf(id, 'city')).toBe(answers[0]?.status === 200 ? 'Oslo' : 'Bergen')
  })

  test('is for the owner and stewards; withdrawing for who raised it', async () => {
    const id = await created()
    const raised = await disputed(id)
    for (const by of [agent, app.people.manager]) {
      const { status } = await settle(raised, { outcome: 'accepted' }, by)
      expect([404, 422]).toContain(status)
    }
    expect((await settle(raised, { outcome: 'withdrawn' })).problem.code).toBe(
      'data-quality.not-yours-to-settle',
    )
    expect((await settle(raised, { outcome: 'withdrawn' }, agent)).reply).toMatchObject({
      outcome: 'withdrawn',
    })
    expect(await listed(agent, 'to-read')).not.toContain(raised.id)
    expect(await valueOf(id, 'city')).toBe('Bergen')
  })
})

describe('the list of disputes', () => {
  test('goes page by page, the most urgent first, each once', async () => {
    const { steward } = app.people
    const raised: string[] = []
    for (let i = 0; i < 5; i++) raised.push((await disputed(await created())).id)
    const got: Dispute[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await steward.call(api.disputes, { query: { which: 'open', limit: 2, cursor } })
      got.push(...page.items)
      if (page.next === null) break
      cursor = page.next
    }
    const due = got.map(({ dueAt }) => dueAt)
    expect(due).toEqual(due.toSorted())
    expect(new Set(got.map(({ id }) => id)).size).toBe(got.length)
    expect(raised.filter(id => !got.some(dispute => dispute.id === id))).toEqual([])
    expect((await steward.send(api.disputes, { query: { cursor: 'nonsense' } })).status).toBe(422)
  })

  test('shows none of customers that one does not see, nor of masked fields', async () => {
    const { administrator, manager } = app.people
    const foreign = await created({ owner: manager.id })
    const raised = await disputed(foreign)
    expect(await listed(owner, 'open')).not.toContain(raised.id)
    const id = await created({ kind: 'person', birthDate: '1971-03-29' })
    const secret = await administrator.call(api.dispute, {
      params: { id },
      body: { field: 'birthDate', value: '1971-03-29', proposed: '1972-04-30', reason: 'not 1971-03-29' },
    })
    expect(await listed(owner, 'for-me')).not.toContain(secret.id)
    const { text } = await owner.send(api.trust, { params: { id } })
    expect(text).not.toMatch(/birthDate|197[12]-0[34]-/)
    expect((await settle(secret, { outcome: 'accepted' })).status).toBe(404)
    const { items } = await owner.call(historyContract.ofRecord, { query: { rootId: id } })
    expect(JSON.stringify(items)).not.toMatch(/197[12]-0[34]-/)
  })
})
