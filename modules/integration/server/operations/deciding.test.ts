import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract as customers, type NewCustomer } from '../../../customers/contract.ts'
import { integrationContract as api } from '../../contract.ts'
import { fieldRule, joinedObject, joinedSystem, operationThere, recordThere } from '../../testing/joined.ts'

let app: TestApp
let admin: Caller
let system: string
let object: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  system = await joinedSystem(app, { name: 'ERP' })
  object = await joinedObject(app, {
    system,
    mapping: [
      fieldRule('company', 'name'),
      fieldRule('street', 'street'),
      fieldRule('town', 'city', { label: 'Town there' }),
      fieldRule('born', 'birthDate'),
      fieldRule('staff', 'employees'),
    ],
  })
})
afterAll(() => app.close())

let count = 0
type Given = {
  body?: Partial<NewCustomer>
  values?: Record<string, unknown>
  operation?: Record<string, unknown>
}

/** A customer with an operation that waits for somebody. */
async function stuck({ body, values = {}, operation = {} }: Given) {
  const key = `k${++count}`
  const { id } = await admin.call(customers.create, {
    body: { name: `Stuck ${key}`, city: 'Bergen', ...body },
  })
  await recordThere(app, {
    object,
    key,
    values: { company: `Stuck ${key}`, town: 'Oslo', ...values },
    customer: id,
    seenAt: new Date(Date.now() - 5000),
  })
  const childId = await operationThere(app, {
    system,
    object,
    customer: id,
    key,
    set: { town: 'Bergen' },
    expected: { town: 'Oslo' },
    ended_at: new Date(),
    attempts: 1,
    ...operation,
  })
  return { id, childId }
}
const conflict = (theirs: Record<string, unknown> = { town: 'Voss' }, given: Given = {}) =>
  stuck({
    ...given,
    operation: {
      state: 'conflict',
      reason: 'conflict',
      theirs: { company: 'X', ...theirs },
      ...given.operation,
    },
  })
const shown = (id: string) => admin.call(customers.get, { params: { id } })
const decide = (ids: { id: string; childId: string }, body: Record<string, unknown>, who = admin) =>
  who.send(api.decideOperation, { params: ids, body: body as never })
const all = async (id: string) =>
  (
    await app.database.pool.query(
      `select id, state, set, expected, decided_by, replaced_by from integration.operation where customer_id = $1 order by id`,
      [id],
    )
  ).rows as Record<string, unknown>[]

describe('a conflict', () => {
  test('shows base, theirs and mine on the page and in the list', async () => {
    const { id, childId } = await conflict()
    const { items } = await admin.call(api.ofCustomer, { params: { id } })
    expect(items).toMatchObject([
      {
        id: childId,
        state: 'conflict',
        customer: { id },
        system: { name: 'ERP' },
        fields: [
          {
            field: 'town',
            target: 'city',
            label: 'Town there',
            base: 'Oslo',
            theirs: 'Voss',
            mine: 'Bergen',
          },
        ],
      },
    ])
    const listed = await admin.call(api.operations, { query: { state: 'conflict', limit: 200 } })
    expect(listed.items.find(item => item.id === childId)).toEqual(items[0])
  })

  test('decided for mine is written again, and expects what they say', async () => {
    const { id, childId } = await conflict()
    expect((await decide({ id, childId }, { decision: 'mine' })).reply.items).toMatchObject([
      { state: 'pending' },
    ])
    const [old, fresh] = await all(id)
    expect(old).toMatchObject({ state: 'conflict', decided_by: admin.id, replaced_by: fresh?.id })
    expect(fresh).toMatchObject({ state: 'pending', set: { town: 'Bergen' }, expected: { town: 'Voss' } })
    expect((await decide({ id, childId }, { decision: 'mine' })).status).toBe(422)
  })

  test('decided for theirs changes the customer here, writes nothing there, and undo gives back what was', async () => {
    const { id, childId } = await conflict()
    const sent = await decide({ id, childId }, { decision: 'theirs' })
    expect(await shown(id)).toMatchObject({ city: 'Voss' })
    expect(await all(id)).toHaveLength(1)
    await admin.call(historyContract.undo, { params: { id: String(sent.headers['tessera-batch']) } })
    expect(await shown(id)).toMatchObject({ city: 'Bergen' })
    expect((await all(id))[1]).toMatchObject({
      state: 'pending',
      set: { town: 'Bergen' },
      expected: { town: 'Voss' },
    })
  })

  test('decided for something else is written here and there, an address by its parts', async () => {
    const { id, childId } = await conflict(
      { street: 'Theirs 3', town: 'Voss' },
      {
        values: { street: 'Old 1' },
        operation: {
          set: { street: 'New 2', town: 'Bergen' },
          expected: { street: 'Old 1', town: 'Oslo' },
          fields: ['street', 'city'],
        },
      },
    )
    await decide(
      { id, childId },
      { decision: 'edit', values: { street: 'Third 4', city: 'Lund', name: 'Not asked' } },
    )
    expect(await shown(id)).toMatchObject({ city: 'Lund', name: expect.stringContaining('Stuck') })
    expect((await all(id))[1]).toMatchObject({
      state: 'pending',
      set: { street: 'Third 4', town: 'Lund' },
      expected: { street: 'Theirs 3', town: 'Voss' },
    })
    const page = await admin.call(customers.page, { params: { id } })
    expect(page.contactPoints.find(({ kind }) => kind === 'address')?.address).toMatchObject({
      lines: 'Third 4',
    })
    const wrong = await conflict()
    expect((await decide(wrong, { decision: 'edit', values: { city: 'x'.repeat(300) } })).status).toBe(422)
    expect((await all(wrong.id))[0]).toMatchObject({ decided_by: null })
  })
})

describe('what failed', () => {
  test('is sent again, given up, or written otherwise', async () => {
    const failed = { operation: { state: 'failed', reason: 'refused', said: 'No.' } }
    const [again, given, other] = [await stuck(failed), await stuck(failed), await stuck(failed)]
    await decide(again, { decision: 'replay' })
    expect(await all(again.id)).toMatchObject([
      { state: 'failed' },
      { state: 'pending', set: { town: 'Bergen' } },
    ])
    await decide(given, { decision: 'give-up' })
    expect(await all(given.id)).toMatchObject([{ state: 'withdrawn', decided_by: admin.id }])
    await decide(other, { decision: 'edit', values: { city: 'Lund' } })
    expect(await all(other.id)).toMatchObject([
      { state: 'failed' },
      { state: 'pending', set: { town: 'Lund' } },
    ])
    expect((await decide(again, { decision: 'theirs' })).reply).toMatchObject({
      code: 'integration.decided-already',
    })
  })
})

describe('many', () => {
  test('requests are agreed to or refused; what cannot be decided so is left and told', async () => {
    const [one, two, three] = [
      await stuck({ operation: { state: 'asked', ended_at: null } }),
      await stuck({ operation: { state: 'asked', ended_at: null } }),
      await conflict(),
    ]
    const sent = await admin.call(api.decideMany, {
      body: { ids: [one.childId, three.childId], decision: 'approve' },
    })
    expect(sent).toMatchObject({
      done: 1,
      left: [{ id: three.childId, code: 'integration.cannot-be-decided-so' }],
    })
    await admin.call(api.decideMany, { body: { ids: [two.childId], decision: 'refuse' } })
    expect(await all(one.id)).toMatchObject([{ state: 'pending' }])
    expect(await all(two.id)).toMatchObject([{ state: 'withdrawn' }])
    await admin.call(api.decideMany, { body: { ids: [three.childId], decision: 'theirs' } })
    expect(await shown(three.id)).toMatchObject({ city: 'Voss' })
  })

  test('are counted for the badge, page after page', async () => {
    const counts = await admin.call(api.operationCounts)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await admin.call(api.operations, { query: { limit: 1, ...(cursor ? { cursor } : {}) } })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(counts.asked + counts.conflict + counts.failed)
    expect(counts.systems).toEqual([{ id: system, name: 'ERP', count: seen.length }])
  })
})

describe('who sees and decides', () => {
  test('a seller decides conflicts of his own customers and knows of no others', async () => {
    const seller = app.people.seller
    const mine = await conflict({ town: 'Voss' }, { body: { owner: seller.id } })
    const others = await conflict()
    expect((await decide(others, { decision: 'theirs' }, seller)).status).toBe(404)
    expect((await seller.send(api.ofCustomer, { params: { id: others.id } })).status).toBe(404)
    expect((await decide({ ...mine, childId: others.childId }, { decision: 'theirs' }, seller)).status).toBe(
      404,
    )
    expect((await decide(mine, { decision: 'theirs' }, seller)).status).toBe(200)
    expect((await seller.send(api.operations, { query: {} })).status).toBe(403)
    expect(
      (await app.people.reader.send(api.decideOperation, { params: mine, body: { decision: 'mine' } }))
        .status,
    ).toBe(403)
  })

  test('values of fields that one may not see are in no answer', async () => {
    const { id } = await stuck({
      operation: {
        state: 'failed',
        reason: 'refused',
        said: 'born 1971-03-29 is wrong',
        set: { born: '1971-03-29', town: 'Bergen' },
        expected: { born: null, town: 'Oslo' },
        fields: ['birthDate', 'city'],
      },
    })
    const { text, reply } = await app.people.manager.send(api.ofCustomer, { params: { id } })
    const sensitive = (await app.people.manager.send(customers.get, { params: { id } })).text.includes(
      'birthDate',
    )
    expect(text.includes('1971')).toBe(sensitive)
    const reader = await app.people.reader.send(api.ofCustomer, { params: { id } })
    expect(reader.text).not.toContain('1971')
    expect(reader.reply.items).toMatchObject([{ hidden: 1, fields: [{ field: 'town' }] }])
    expect(reply.items).toHaveLength(1)
  })
})
