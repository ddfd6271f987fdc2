import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { newId } from '../../../../platform/ids.ts'
import { integrationContract } from '../../contract.ts'
import type { Join, JoinedSystem } from '../../contract/connecting-shapes.ts'
import type { OtherPostgres } from '../../testing/systems/postgres.ts'
import { type Destination, oldCompany, openLoopback, suggested } from './testing.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let app: TestApp
let server: OtherPostgres
let destination: Destination
let caller: Caller
let joins: Join[]
let count = 0

beforeAll(async () => {
  app = await testApp()
  ;({ server, destination } = await oldCompany())
  caller = app.people.administrator
  await openLoopback(app)
  joins = await suggested(caller, destination, ['clients', 'orders', 'invoices', 'payments'])
})
afterAll(async () => {
  await app?.close()
  await server?.remove()
})

const create = (change: Record<string, unknown> = {}) =>
  caller.send(integrationContract.createSystem, {
    body: { ...destination, name: `Old ERP ${++count}`, objects: joins, ...change } as never,
  })
async function made(change: Record<string, unknown> = {}): Promise<JoinedSystem & { batch: string }> {
  const { status, reply, text, headers } = await create(change)
  expect(status, text).toBe(201)
  return { ...reply, batch: String(headers['tessera-batch']) }
}
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as Record<string, unknown>[]
const leftOf = async (objectIds: readonly string[]) => {
  const [left] = await rowsOf(
    `select (select count(*) from integration.mirror where object_id = any($1::uuid[]))::int as mirror,
       (select count(*) from integration.crosswalk where object_id = any($1::uuid[]))::int as crosswalk,
       (select count(*) from integration.load where object_id = any($1::uuid[]))::int as loads`,
    [objectIds],
  )
  return left
}
/** What following would have stored. */
async function followed(object: string, system: string): Promise<void> {
  await rowsOf(
    `insert into integration.mirror (object_id, key, values, seen_at, changed_at) values ($1, '1', '{}', now(), now())`,
    [object],
  )
  await rowsOf(`insert into integration.crosswalk (object_id, key, record_id) values ($1, '1', $2)`, [
    object,
    newId(),
  ])
  await rowsOf(`insert into integration.stream (system_id) values ($1)`, [system])
  await rowsOf(
    `insert into integration.load (id, object_id, batch_id, reason, begun_at) values ($1, $2, $3, 'first', now())`,
    [newId(), object, newId()],
  )
}

describe('a system with its objects', () => {
  test('is joined in one act, documents behind those they belong to', async () => {
    const system = await made({ objects: joins.toReversed() })
    expect(system.objects.map(({ name }) => name)).toEqual(['clients', 'invoices', 'orders', 'payments'])
    const idOf = (name: string) => system.objects.find(object => object.name === name)?.id
    expect(system.objects.find(({ name }) => name === 'payments')?.parentId).toBe(idOf('invoices'))
    expect(system.objects.find(({ name }) => name === 'orders')).toMatchObject({
      parentId: idOf('clients'),
      parentFields: ['client_no'],
    })
    const acts = await rowsOf('select label, label_params from platform.batch where id = $1', [system.batch])
    expect(acts).toEqual([{ label: 'integration.act.connected', label_params: { system: system.name } }])
  })

  test('never gives its secrets away, to nobody and nowhere', async () => {
    const secret = `secret-${newId()}`
    const system = await made({ secrets: { password: secret }, objects: [] })
    const seen = await caller.send(integrationContract.system, { params: { id: system.id } })
    expect(seen.reply.secretsSet).toEqual(['password'])
    const history = await caller.send(historyContract.ofRecord, { query: { rootId: system.id } })
    expect(history.status, history.text).toBe(200)
    expect(history.reply.items).not.toEqual([])
    const stored = await rowsOf('select to_jsonb(s)::text as s from integration.system s where id = $1', [
      system.id,
    ])
    const changes = await rowsOf(
      "select coalesce(before::text, '') || coalesce(after::text, '') as c from platform.change where root_id = $1",
      [system.id],
    )
    expect([stored.length, changes.length]).toEqual([1, 1])
    for (const text of [seen.text, history.text, JSON.stringify(stored), JSON.stringify(changes)])
      expect(text).not.toContain(secret)
  })

  test('shows how it is reached only to those who manage systems', async () => {
    const system = await made({ objects: [] })
    const seen = await app.people.steward.call(integrationContract.system, { params: { id: system.id } })
    expect(seen.settings).toBeNull()
    expect(
      (await app.people.agent.send(integrationContract.system, { params: { id: system.id } })).status,
    ).toBe(403)
    expect((await app.people.steward.send(integrationContract.systemKinds)).status).toBe(403)
  })

  test.each<[string, () => Record<string, unknown>, string]>([
    ['a name that is taken', () => ({ name: 'Old ERP 1' }), 'integration.name-taken'],
    ['an object twice', () => ({ objects: [joins[0], joins[0]] }), 'integration.object-twice'],
    [
      'another object of the same name',
      () => ({ objects: [joins[0], { ...joins[0], shape: { ...joins[0]?.shape, space: 'archive' } }] }),
      'integration.object-namesake',
    ],
    ['documents of nobody', () => ({ objects: [joins[1]] }), 'integration.parent-missing'],
    [
      'documents that belong to each other',
      () => ({ objects: [{ ...joins[1], parent: { space: 'public', name: 'orders' } }] }),
      'integration.parent-missing',
    ],
    [
      'an object without a key',
      () => ({ objects: [{ ...joins[0], shape: { ...joins[0]?.shape, key: [] } }] }),
      'integration.no-key',
    ],
    [
      'customers without a name',
      () => ({
        objects: [{ ...joins[0], mapping: joins[0]?.mapping.filter(({ target }) => target !== 'name') }],
      }),
      'integration.no-name',
    ],
    [
      'a rule for no field',
      () => ({ objects: [{ ...joins[0], mapping: [{ ...joins[0]?.mapping[0], field: 'x' }] }] }),
      'integration.no-such-field',
    ],
    [
      'two fields for one',
      () => ({
        objects: [{ ...joins[0], mapping: joins[0]?.mapping.map(rule => ({ ...rule, target: 'name' })) }],
      }),
      'integration.target-twice',
    ],
    ['no mapping at all', () => ({ objects: [{ ...joins[0], mapping: [] }] }), 'objects.0.mapping'],
    [
      'a parent of another number of keys',
      () => ({ objects: [joins[0], { ...joins[1], parentFields: ['client_no', 'order_no'] }] }),
      'integration.parent-fields',
    ],
    [
      'a secret that is missing',
      () => ({
        kind: 'tryton',
        settings: { url: 'https://erp.example', database: 'x', user: 'u' },
        secrets: {},
        objects: [],
      }),
      'secrets.password',
    ],
  ])('is refused with %s, and nothing is left', async (_, change, words) => {
    if (count === 0) await made({ objects: [] })
    const before = await rowsOf('select count(*) from integration.system')
    const { status, text } = await create(change())
    expect(status, text).toBe(422)
    expect(text).toContain(words)
    expect(await rowsOf('select count(*) from integration.system')).toEqual(before)
  })
})

describe('what was said of a system', () => {
  let system: JoinedSystem
  beforeEach(async () => {
    system = await made({ objects: [] })
  })
  const change = (body: Record<string, unknown>) =>
    caller.send(integrationContract.changeSystem, { params: { id: system.id }, body: body as never })

  test('may be changed without entering its secrets again, and they still open the door', async () => {
    const { reply } = await change({
      name: `${system.name} B`,
      limits: { atOnce: 3, timeout: { page: 500 } },
    })
    expect(reply).toMatchObject({
      name: `${system.name} B`,
      limits: { atOnce: 3, timeout: { page: 500 } },
      secretsSet: ['password'],
    })
    const { failure } = await caller.call(integrationContract.tryConnection, {
      body: { kind: 'postgres', settings: destination.settings, systemId: system.id },
    })
    expect(failure).toBeNull()
  })

  test('sends its secrets nowhere else: another place asks for them anew', async () => {
    for (const settings of [{ host: 'localhost' }, { port: 5439 }, { secure: 'unchecked' }]) {
      const elsewhere = { ...destination.settings, ...settings }
      const tried = await caller.send(integrationContract.tryConnection, {
        body: { kind: 'postgres', settings: elsewhere, systemId: system.id },
      })
      const changed = await change({ settings: elsewhere })
      for (const { status, text } of [tried, changed]) {
        expect(status).toBe(422)
        expect(text).toContain('integration.secret-anew')
      }
    }
    const { status } = await change({
      settings: { ...destination.settings, port: 5439 },
      secrets: destination.secrets,
    })
    expect(status).toBe(200)
  })

  test('may lose a secret, and a kind never changes', async () => {
    const { reply } = await change({ secrets: { password: '' } })
    expect(reply.secretsSet).toEqual([])
    const { text } = await caller.send(integrationContract.tryConnection, {
      body: { kind: 'mysql', settings: destination.settings, systemId: system.id },
    })
    expect(text).toContain('integration.other-kind')
  })

  test('is off until it is switched on, and both can be taken back', async () => {
    const off = await caller.send(integrationContract.switchSystem, {
      params: { id: system.id },
      body: { on: false },
    })
    expect(off.reply.offSince).not.toBeNull()
    await caller.call(historyContract.undo, { params: { id: String(off.headers['tessera-batch']) } })
    const seen = await caller.call(integrationContract.system, { params: { id: system.id } })
    expect(seen.offSince).toBeNull()
  })
})

describe('an object that is joined', () => {
  test('is translated anew by another mapping, and again when that is taken back', async () => {
    const system = await made()
    const clients = system.objects[0] as JoinedSystem['objects'][number]
    const mapping = clients.mapping.map(rule =>
      rule.target === 'street' ? { ...rule, target: null, write: 'no' as const } : rule,
    )
    const changed = await caller.send(integrationContract.changeObject, {
      params: { id: clients.id },
      body: { mapping },
      ifMatch: clients.version,
    })
    expect(changed.status, changed.text).toBe(200)
    const loads = () =>
      rowsOf(
        `select former from integration.load where object_id = $1 and reason = 'mapping-changed' order by asked_at, id`,
        [clients.id],
      )
    expect(await loads()).toEqual([{ former: clients.mapping }])
    await caller.call(historyContract.undo, { params: { id: String(changed.headers['tessera-batch']) } })
    expect(await loads()).toEqual([{ former: clients.mapping }, { former: mapping }])
    const seen = await caller.call(integrationContract.system, { params: { id: system.id } })
    expect(seen.objects[0]?.mapping).toEqual(clients.mapping)
  })

  test('keeps the mapping of one who was faster', async () => {
    const system = await made()
    const clients = system.objects[0] as JoinedSystem['objects'][number]
    const write = (freshness: number) =>
      caller.send(integrationContract.changeObject, {
        params: { id: clients.id },
        body: { mapping: clients.mapping.map(rule => ({ ...rule, freshness })) },
        ifMatch: clients.version,
      })
    expect((await write(60)).status).toBe(200)
    expect((await write(90)).status).toBe(409)
  })

  test('is taken out with our copy of it, but not from under its documents', async () => {
    const system = await made()
    const idOf = (name: string) => system.objects.find(object => object.name === name)?.id as string
    await followed(idOf('orders'), system.id)
    const kept = await caller.send(integrationContract.takeObjectOut, { params: { id: idOf('clients') } })
    expect(kept.text).toContain('integration.has-documents')
    const out = await caller.send(integrationContract.takeObjectOut, { params: { id: idOf('orders') } })
    expect(out.status, out.text).toBe(200)
    expect(await leftOf([idOf('orders')])).toEqual({ mirror: 0, crosswalk: 1, loads: 0 })
    const added = await caller.send(integrationContract.addObjects, {
      params: { id: system.id },
      body: { objects: [joins[1] as Join] },
    })
    expect(added.reply.objects.map(({ name }) => name)).toContain('orders')
  })

  test('can be read anew on demand, once at a time, and the reading be stopped', async () => {
    const system = await made()
    const params = { id: system.objects[0]?.id as string }
    const { id } = await caller.call(integrationContract.askForLoad, { params })
    expect((await caller.send(integrationContract.askForLoad, { params })).text).toContain(
      'integration.load-open',
    )
    await caller.call(integrationContract.cancelLoad, { params: { id } })
    const { items } = await caller.call(integrationContract.loads, { params: { id: system.id } })
    expect(items).toMatchObject([{ id, state: 'cancelled', reason: 'asked', object: 'clients', read: 0 }])
    expect((await caller.send(integrationContract.cancelLoad, { params: { id } })).text).toContain(
      'integration.load-over',
    )
    await caller.call(integrationContract.switchSystem, { params: { id: system.id }, body: { on: false } })
    expect((await caller.send(integrationContract.askForLoad, { params })).text).toContain(
      'integration.system-off',
    )
  })
})

describe('parting from a system', () => {
  const operation = (system: JoinedSystem, state: string) =>
    rowsOf(
      `insert into integration.operation (customer_id, id, system_id, object_id, key, batch_id, wanted_by, fields, set, expected, state)
       values ($1, $2, $3, $4, '1', $1, $1, '{city}', '{}', '{}', $5) returning id`,
      [newId(), newId(), system.id, system.objects[0]?.id, state],
    )

  test('takes our copy away, withdraws what waits, and brings back the connection when it is taken back', async () => {
    const system = await made()
    const ids = system.objects.map(({ id }) => id)
    await followed(ids[0] as string, system.id)
    const [waiting] = await operation(system, 'pending')
    const parted = await caller.send(integrationContract.removeSystem, { params: { id: system.id } })
    expect(parted.status, parted.text).toBe(200)
    expect(await leftOf(ids)).toEqual({ mirror: 0, crosswalk: 1, loads: 0 })
    expect(await rowsOf('select state from integration.operation where id = $1', [waiting?.id])).toEqual([
      { state: 'withdrawn' },
    ])
    expect((await caller.send(integrationContract.system, { params: { id: system.id } })).status).toBe(404)
    await caller.call(historyContract.undo, { params: { id: String(parted.headers['tessera-batch']) } })
    const back = await caller.call(integrationContract.system, { params: { id: system.id } })
    expect(back.objects.map(({ id }) => id).sort()).toEqual(ids.toSorted())
    expect(back).toMatchObject({ name: system.name, secretsSet: ['password'] })
  })

  test('waits for what is on its way there', async () => {
    const system = await made()
    await operation(system, 'sent')
    const parted = await caller.send(integrationContract.removeSystem, { params: { id: system.id } })
    expect(parted.text).toContain('integration.operations-on-their-way')
    expect((await caller.send(integrationContract.system, { params: { id: system.id } })).status).toBe(200)
  })

  test('by taking back that it was joined leaves no copy behind either', async () => {
    const system = await made()
    const ids = system.objects.map(({ id }) => id)
    await followed(ids[0] as string, system.id)
    const { state } = await caller.call(historyContract.undo, { params: { id: system.batch } })
    expect(state).toBe('done')
    expect(await leftOf(ids)).toEqual({ mirror: 0, crosswalk: 0, loads: 0 })
    expect(await rowsOf('select 1 from integration.stream where system_id = $1', [system.id])).toEqual([])
  })
})
