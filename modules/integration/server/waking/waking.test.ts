import { createHmac } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { fieldRule, joinedObject, joinedSystem } from '../../testing/joined.ts'
import { type RestSystem, startRestSystem } from '../../testing/systems/rest/server.ts'
import { connectorOf } from '../connectors/kinds.ts'

const wakeSecret = 'a secret that both sides know'

let app: TestApp
let other: RestSystem
let system: string
let object: string
let address: string

beforeAll(async () => {
  other = await startRestSystem()
  app = await testApp({ worker: true })
  await app.server.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}`
  // It is asked once an hour: whatever comes sooner was called for.
  const settings = {
    document: `${other.url}/openapi.json`,
    authentication: 'bearer',
    secret: other.token,
    wakeSecret,
    every: 3600,
  }
  const connector = await app.asSystem(ctx => Promise.resolve(connectorOf(ctx, 'rest')))
  const connection = await connector.open(settings, { log: app.kernel.log, mark: 'test' })
  const [shape] = await connection.objects(AbortSignal.timeout(10_000))
  await connection.close()
  if (!shape) throw new Error('The REST system shows nothing.')
  other.store.create({ name: 'First' })
  system = await joinedSystem(app, { kind: 'rest', settings })
  object = await joinedObject(app, {
    system,
    name: shape.name,
    shape,
    mapping: [fieldRule('name', 'name', { write: 'no' })],
  })
  await vi.waitFor(async () => expect(await names()).toEqual(['First']), patience)
}, 60_000)
afterAll(async () => {
  await other?.remove()
  await app?.close()
})

const patience = { timeout: 30_000, interval: 50 }

async function names(): Promise<string[]> {
  const { rows } = await app.database.pool.query<{ name: string }>(
    `select values ->> 'name' as name from integration.mirror where object_id = $1 order by 1`,
    [object],
  )
  return rows.map(({ name }) => name)
}

/** A call as a program sends it that knows the secret, unless something else is said. */
type Call = { secret?: string; age?: number; id?: string; body?: string; sent?: string }

function call({ secret = wakeSecret, age = 0, id = system, body = '{"kind":"changed"}', sent }: Call = {}) {
  const timestamp = String(Math.floor(Date.now() / 1000) - age)
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return fetch(`${address}/api/v1/integration/wake-ups/${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature },
    body: sent ?? body,
  })
}

test('A system that says that something has changed is asked at once, and not believed in anything else', async () => {
  other.store.listen({ url: `${address}/api/v1/integration/wake-ups/${system}`, secret: wakeSecret })
  other.store.create({ name: 'Second' })
  await vi.waitFor(async () => expect(await names()).toEqual(['First', 'Second']), patience)
  const answer = await call({ body: '{"kind":"deleted","id":1}' })
  expect(answer.status).toBe(202)
  other.store.create({ name: 'Third' })
  await vi.waitFor(async () => expect(await names()).toEqual(['First', 'Second', 'Third']), patience)
})

test('A call that is not signed, signed by another, old, altered or for another system wakes nobody', async () => {
  const woken = async () =>
    (await app.database.pool.query('select woken_at from integration.stream where system_id = $1', [system]))
      .rows
  const before = await woken()
  const unsigned = fetch(`${address}/api/v1/integration/wake-ups/${system}`, { method: 'POST' })
  const answers = await Promise.all([
    unsigned,
    call({ secret: 'another secret' }),
    call({ secret: '' }),
    call({ age: 301 }),
    call({ sent: '{"kind":"changed" }' }),
    call({ id: crypto.randomUUID() }),
  ])
  for (const answer of answers) {
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code: 'integration.not-genuine' })
  }
  expect((await call({ body: `"${'x'.repeat(200_000)}"` })).status).toBe(413)
  expect(await woken()).toEqual(before)
})
