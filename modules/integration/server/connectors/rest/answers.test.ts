import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import pino from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import type { Connection, RemoteObject } from '../port.ts'
import { rest } from './connector.ts'

type Asked = {
  method: string
  path: string
  query: URLSearchParams
  headers: NodeJS.Dict<string | string[]>
  body: string
}
type Answer = { status?: number; body?: unknown; headers?: Record<string, string> }

const item = {
  type: 'object',
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string' },
    note: { type: 'string' },
    updated_at: { type: 'string', format: 'date-time', readOnly: true },
  },
}
const content = (schema: unknown) => ({ content: { 'application/json': { schema } } })
const documentOf = (method: 'put' | 'patch', servers: unknown) => ({
  openapi: '3.1.0',
  servers,
  paths: {
    '/things': {
      get: {
        parameters: [{ name: 'updated_since', in: 'query', schema: { type: 'string', format: 'date-time' } }],
        responses: { 200: content({ type: 'array', items: item }) },
      },
    },
    '/things/{id}': {
      get: { responses: { 200: content(item) } },
      [method]: { requestBody: content(item) },
    },
  },
})

let server: Server | undefined
let connection: Connection | undefined
afterEach(async () => {
  await connection?.close()
  server?.closeAllConnections()
  server?.close()
})

type Made = { method?: 'put' | 'patch'; servers?: unknown; answer: (asked: Asked) => Answer }

async function start({ method = 'patch', servers, answer }: Made): Promise<Connection> {
  const made = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    void text(request).then(body => {
      const asked = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body,
      }
      const given: Answer = url.pathname === '/doc' ? { body: documentOf(method, servers) } : answer(asked)
      response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers })
      response.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body ?? []))
    })
  })
  await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve))
  const { port } = made.address() as { port: number }
  const settings = {
    document: `http://127.0.0.1:${port}/doc`,
    authentication: 'none',
    every: 0.01,
    compare: 60,
  }
  connection = await rest.open(settings, { log: pino({ level: 'silent' }), mark: 'x' })
  server = made
  return connection
}

const patience = () => AbortSignal.timeout(10_000)
const stamp = '2026-01-01T00:00:00Z'
const standing = { id: 1, name: 'old', note: 'kept', updated_at: stamp, hidden: { beside: true } }

async function write(given: Connection) {
  const [object] = (await given.objects(patience())) as [RemoteObject]
  const asked = {
    operation: randomUUID(),
    object,
    key: '1',
    set: { name: 'new' },
    expected: { name: 'old' },
    version: null,
  }
  return given.write?.(asked, patience())
}

/** One record with a version; what comes of writing is given. */
const writing =
  (sent: Asked[], outcome: Answer, headers: Record<string, string> = { etag: '"7"' }) =>
  (asked: Asked): Answer => {
    if (asked.path === '/things') return { body: [standing] }
    if (asked.method === 'GET') return { body: standing, headers }
    sent.push(asked)
    return outcome
  }

describe('a write over REST', () => {
  test('names its version and its operation, and sends what is changed alone', async () => {
    const sent: Asked[] = []
    expect(await write(await start({ answer: writing(sent, { body: 'no JSON at all' }) }))).toMatchObject({
      outcome: 'written',
    })
    expect(sent).toMatchObject([
      { method: 'PATCH', headers: { 'if-match': '"7"', 'idempotency-key': expect.stringMatching(/-/) } },
    ])
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ name: 'new' })
  })

  test('keeps everything else where the record can only be replaced', async () => {
    const sent: Asked[] = []
    await write(await start({ method: 'put', answer: writing(sent, { body: {} }) }))
    expect(sent.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
      ['PUT', { name: 'new', note: 'kept', hidden: { beside: true } }],
    ])
  })

  test('is not done where nobody could tell that another has written meanwhile', async () => {
    const sent: Asked[] = []
    const result = await write(await start({ answer: writing(sent, {}, {}) }))
    expect(result).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('ETag') })
    expect(sent).toEqual([])
  })

  test.each<[number, string]>([
    [400, 'no'],
    [409, 'no'],
    [422, 'no'],
  ])('that is answered with %i was refused, with the reason', async (status, detail) => {
    const answer = writing([], { status, body: { title: 'x', detail: `<i>${detail}</i> way` } })
    expect(await write(await start({ answer }))).toEqual({ outcome: 'refused', reason: 'no way' })
  })

  test.each<[string, Answer, string]>([
    ['401', { status: 401 }, 'denied'],
    ['403', { status: 403 }, 'denied'],
    ['429', { status: 429 }, 'unreachable'],
    ['503 and a time to wait', { status: 503, headers: { 'retry-after': '5' } }, 'unreachable'],
    ['503 alone, which may come from before or behind it', { status: 503 }, 'no-answer'],
    ['500', { status: 500 }, 'no-answer'],
    ['504', { status: 504 }, 'no-answer'],
    ['a redirect', { status: 307, headers: { location: '/elsewhere' } }, 'changed-shape'],
    [
      'bytes that are no text',
      { headers: { 'content-type': 'application/json; charset=klingon' } },
      'no-answer',
    ],
  ])('that is answered with %s is a failure', async (_what, outcome, kind) => {
    const sent: Asked[] = []
    await expect(write(await start({ answer: writing(sent, outcome) }))).rejects.toMatchObject({ kind })
    expect(sent).toHaveLength(1)
  })
})

describe('changes over REST', () => {
  test('by time are asked for from where their clock stood, whatever times the records bear', async () => {
    const rows = [
      { ...standing, updated_at: '2099-01-01T00:00:00Z' },
      { ...standing, id: 2, updated_at: '2026-06-01T11:59:30Z' },
    ]
    const clock = { date: 'Mon, 01 Jun 2026 12:00:00 GMT' }
    const since: (string | null)[] = []
    const given = await start({
      answer: ({ query }) => {
        since.push(query.get('updated_since'))
        return {
          body: rows.filter(row => row.updated_at >= (query.get('updated_since') ?? '')),
          headers: clock,
        }
      },
    })
    const objects = await given.objects(patience())
    const from = await given.now(objects, patience())
    expect(from).toEqual({ marks: { things: '2026-06-01T12:00:00.000Z' } })
    const over = new AbortController()
    let told: unknown[] = []
    let portions = 0
    for await (const { changes } of given.follow(
      { objects, from },
      AbortSignal.any([over.signal, patience()]),
    )) {
      told = [...told, ...changes.map(({ key, at }) => [key, at?.toISOString()])]
      clock.date = `Mon, 01 Jun 2026 12:${10 + portions++}:00 GMT`
      if (since.includes('2026-06-01T12:09:00.000Z')) over.abort()
    }
    expect(told).toEqual([
      ['1', '2099-01-01T00:00:00.000Z'],
      ['2', '2026-06-01T11:59:30.000Z'],
    ])
    expect(since).toContain('2026-06-01T11:59:00.000Z')
  })
})

describe('a document', () => {
  test('does not lead the account to a server that nobody has entered', async () => {
    const given = await start({ servers: [{ url: 'http://127.0.0.1:9/api' }], answer: () => ({}) })
    await expect(given.objects(patience())).rejects.toMatchObject({
      kind: 'changed-shape',
      message: expect.stringContaining('127.0.0.1:9'),
    })
  })

  test('may name its address with variables', async () => {
    const paths: string[] = []
    const servers = [{ url: '/{version}/api/', variables: { version: { default: 'v2' } } }]
    const given = await start({
      servers,
      answer: ({ path }) => {
        paths.push(path)
        return {}
      },
    })
    await given.objects(patience())
    expect(paths).toEqual(['/v2/api/things'])
  })
})
