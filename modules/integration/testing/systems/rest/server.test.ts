import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RestSystem, startRestSystem } from './server.ts'

let system: RestSystem

beforeEach(async () => {
  system = await startRestSystem()
  for (const [name, city, balance] of [
    ['Alfreds', 'Berlin', 10.5],
    ["O'Brien & Søn", 'Cork', 0],
    ['Bólido', 'Madrid', -3],
  ] as const)
    system.store.create({ name, city, balance })
  return () => system.remove()
})

type Asking = { method?: string; body?: unknown; headers?: Record<string, string> }

async function ask(path: string, { method = 'GET', body, headers }: Asking = {}) {
  const response = await fetch(`${system.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const said = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '') && said !== ''
  return {
    status: response.status,
    etag: response.headers.get('etag') ?? '',
    body: (isJson ? JSON.parse(said) : said) as {
      [name: string]: unknown
      value: { [name: string]: unknown }[]
    },
  }
}

describe('a system with a REST interface', () => {
  test('describes itself to everybody, and shows its rows to those with the token', async () => {
    const described = await ask('/openapi.json', { headers: { authorization: '' } })
    expect(Object.keys(described.body.paths as object)).toContain('/customers/{id}')
    expect((await ask('/api/customers', { headers: { authorization: 'Bearer no' } })).status).toBe(401)
  })

  test('refuses a write without the version it builds on, and one that builds on an old one', async () => {
    const { etag } = await ask('/api/customers/1')
    const patch = (body: unknown, headers = {}) => ask('/api/customers/1', { method: 'PATCH', body, headers })
    expect((await patch({ name: 'x' })).status).toBe(428)
    expect((await patch({ name: 'first' }, { 'if-match': etag })).status).toBe(200)
    expect((await patch({ name: 'stale' }, { 'if-match': etag })).status).toBe(412)
    expect((await ask('/api/customers/1')).body.name).toBe('first')
  })

  test('says that nothing has changed', async () => {
    const { etag } = await ask('/api/customers/1')
    expect((await ask('/api/customers/1', { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  test('creates once for the same key', async () => {
    const create = () =>
      ask('/api/customers', { method: 'POST', body: { name: 'new' }, headers: { 'idempotency-key': 'a' } })
    expect((await create()).body).toEqual((await create()).body)
    expect(system.store.all()).toHaveLength(4)
  })

  test('gives changes in their order, page by page, deleted ones too', async () => {
    system.store.remove(system.store.find(1) as never)
    const first = await ask('/api/customers?limit=2&changed_since=0')
    expect((first.body.items as { id: number }[]).map(({ id }) => id)).toEqual([2, 3])
    const second = await ask(`/api/customers?limit=2&changed_since=${first.body.next as number}`)
    expect(second.body).toMatchObject({ items: [{ id: 1, deleted: true }], next: null })
  })
})

describe('a system with an OData interface', () => {
  const ids = async (query: string) => (await ask(`/odata/Customers?${query}`)).body.value.map(row => row.id)

  test.each([
    [`$filter=city eq 'Cork'`, [2]],
    [`$filter=name eq 'O''Brien %26 Søn'`, [2]],
    ["$filter=balance gt 0 or (balance lt 0 and not contains(city,'x'))", [1, 3]],
    [`$filter=startswith(name,'B') and email eq null`, [3]],
    ['$orderby=balance desc', [1, 2, 3]],
    ['$orderby=name&$skip=1&$top=1', [3]],
  ])('answers %s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected)
  })

  test('shows only the fields asked for, counts, and says what it does not understand', async () => {
    const { body } = await ask('/odata/Customers?$select=id,city&$top=1&$count=true')
    expect(body['@odata.count']).toBe(3)
    expect(body.value).toEqual([{ '@odata.etag': 'W/"1"', id: 1, city: 'Berlin' }])
    expect((await ask('/odata/Customers?$filter=name like 1')).status).toBe(400)
    expect((await ask('/odata/$metadata')).body).toContain('EntityType Name="Customer"')
  })

  test('gives many rows page by page, and at the end the link for what changes from then on', async () => {
    for (let number = 4; number <= 150; number++) system.store.create({ name: `Customer ${number}` })
    const first = await ask('/odata/Customers')
    const next = new URL(first.body['@odata.nextLink'] as string)
    const second = await ask(`${next.pathname}${next.search}`)
    expect([first.body.value.length, second.body.value.length]).toEqual([100, 50])
    system.store.change(system.store.find(7) as never, { name: 'changed' })
    system.store.remove(system.store.find(8) as never)
    const delta = new URL(second.body['@odata.deltaLink'] as string)
    const changes = await ask(`${delta.pathname}${delta.search}`)
    expect(changes.body.value).toMatchObject([
      { id: 7, name: 'changed' },
      { id: 8, '@removed': { reason: 'deleted' } },
    ])
  })

  test('takes a change with the version it showed, once', async () => {
    const { body } = await ask('/odata/Customers(3)')
    const change = () =>
      ask('/odata/Customers(3)', {
        method: 'PATCH',
        body: { city: 'Toledo' },
        headers: { 'if-match': body['@odata.etag'] as string },
      })
    expect((await change()).status).toBe(200)
    expect((await change()).status).toBe(412)
  })
})

describe('whoever wants to be told', () => {
  const heard: { body: string; signature: unknown; timestamp: unknown }[] = []
  let listener: Server

  beforeAll(async () => {
    listener = createServer((request, response) => {
      void text(request).then(body => {
        const { 'x-signature': signature, 'x-timestamp': timestamp } = request.headers
        heard.push({ body, signature, timestamp })
        response.end()
      })
    })
    await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  })

  afterAll(() => {
    listener.closeAllConnections()
    listener.close()
  })

  test('hears of every change, with a signature', async () => {
    const { port } = listener.address() as { port: number }
    const url = `http://127.0.0.1:${port}/`
    await ask('/api/webhooks', { method: 'POST', body: { url, secret: 'hush' } })
    system.store.change(system.store.find(1) as never, { name: 'changed' })
    await system.store.told()
    expect(heard).toHaveLength(1)
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual({ kind: 'changed', id: 1, changed: 4 })
    expect(heard[0]?.signature).toBe(
      createHmac('sha256', 'hush')
        .update(`${String(heard[0]?.timestamp)}.${heard[0]?.body ?? ''}`)
        .digest('hex'),
    )
  })
})
