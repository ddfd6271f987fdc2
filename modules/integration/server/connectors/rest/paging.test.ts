import { createServer, type Server } from 'node:http'
import pino from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import type { Connection, RemoteRecord } from '../port.ts'
import { rest } from './connector.ts'

type Row = { id: number; name: string }
type Answer = { body: unknown; headers?: Record<string, string> }
/** How a system gives out its rows; `asked` are the questions so far. */
type System = {
  parameters: string[]
  answer: (query: URLSearchParams, rows: Row[], origin: string) => Answer
}

const most = 10
const open: { server?: Server; connection?: Connection } = {}

afterEach(async () => {
  await open.connection?.close()
  open.server?.closeAllConnections()
  open.server?.close()
})

const documentOf = (parameters: readonly string[], server = '/') => ({
  openapi: '3.0.3',
  info: { title: 'Lists', version: '1' },
  servers: [{ url: server }],
  paths: {
    '/things': {
      get: {
        parameters: parameters.map(name => ({
          name,
          in: 'query',
          schema: { type: /limit|size|offset|page$/.test(name) ? 'integer' : 'string', maximum: most },
        })),
        responses: {
          200: {
            content: {
              'application/json': {
                schema: {
                  properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } },
                },
              },
            },
          },
        },
      },
    },
    '/things/{id}': {
      get: {
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
        },
      },
    },
  },
  components: { schemas: { Thing: { properties: { id: { type: 'integer' }, name: { type: 'string' } } } } },
})

async function start(system: System, rows: Row[]): Promise<Connection> {
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`
    const url = new URL(request.url ?? '/', origin)
    const one = /^\/things\/(\d+)$/.exec(url.pathname)?.[1]
    const found = rows.find(({ id }) => String(id) === one)
    const { body, headers }: Answer =
      url.pathname === '/openapi.json'
        ? { body: documentOf(system.parameters) }
        : one
          ? { body: found ?? {} }
          : system.answer(url.searchParams, rows, origin)
    response
      .writeHead(one && !found ? 404 : 200, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const settings = {
    document: `http://127.0.0.1:${port}/openapi.json`,
    authentication: 'none',
    every: 0.01,
    compare: 0,
  }
  const connection = await rest.open(settings, { log: pino({ level: 'silent' }), mark: 'x' })
  Object.assign(open, { server, connection })
  return connection
}

/** In an order that is not that of the keys. */
const rowsTo = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: ((at * 7) % count) + 1, name: `Thing ${at}` }))
const patience = () => AbortSignal.timeout(10_000)

async function all(connection: Connection): Promise<RemoteRecord[]> {
  const [object] = await connection.objects(patience())
  const found: RemoteRecord[] = []
  for await (const part of connection.readAll({ object: object as never, after: null, chunk: 4 }, patience()))
    found.push(...part)
  return found
}

const numberIn = (query: URLSearchParams, name: string, initial: number) => Number(query.get(name) ?? initial)
const byOffset: System = {
  parameters: ['limit', 'offset'],
  answer: (query, rows) => {
    const at = numberIn(query, 'offset', 0)
    return { body: { data: rows.slice(at, at + numberIn(query, 'limit', 5)) } }
  },
}
const byPage = (first: number): System => ({
  parameters: ['page', 'page_size'],
  answer: (query, rows) => {
    const at = (numberIn(query, 'page', first) - first) * most
    return { body: { data: rows.slice(at, at + most) } }
  },
})
const ways: Record<string, System> = {
  'an offset': byOffset,
  'pages counted from 1': byPage(1),
  'pages counted from 0': byPage(0),
  'pages of which the last comes for ever': {
    parameters: ['page'],
    answer: (query, rows) => {
      const at = Math.min((numberIn(query, 'page', 1) - 1) * most, rows.length - 5)
      return { body: { data: rows.slice(at, at + most) } }
    },
  },
  'a cursor that nobody understands': {
    parameters: ['cursor', 'limit'],
    answer: (query, rows) => {
      const at = Number((query.get('cursor') ?? 'c+/0').slice(3))
      const next = at + most < rows.length ? `c+/${at + most}` : null
      return { body: { data: rows.slice(at, at + most), meta: { next_cursor: next } } }
    },
  },
  'the key of the last one': {
    parameters: ['starting_after', 'limit'],
    answer: (query, rows) => {
      const at = rows.findIndex(({ id }) => String(id) === query.get('starting_after')) + 1
      return { body: { data: rows.slice(at, at + most), has_more: at + most < rows.length } }
    },
  },
  'a link in the answer': {
    parameters: ['limit'],
    answer: (query, rows, origin) => {
      const at = numberIn(query, 'from_here', 0)
      const next = at + most < rows.length ? { href: `${origin}/things?from_here=${at + most}` } : null
      return { body: { data: rows.slice(at, at + most), _links: { next } } }
    },
  },
  'a link in a header': {
    parameters: ['limit'],
    answer: (query, rows) => {
      const at = numberIn(query, 'from_here', 0)
      const next =
        at + most < rows.length
          ? `; rel="self", </things?from_here=${at + most}>; rel="next"`
          : '; rel="self"'
      return { body: { data: rows.slice(at, at + most) }, headers: { link: `</things>${next}` } }
    },
  },
  'everything at once': { parameters: [], answer: (_query, rows) => ({ body: { data: rows } }) },
}

describe('a list over REST', () => {
  test.each(Object.entries(ways))(
    'is read whole, every record once, in the order of keys, by %s',
    async (_way, system) => {
      for (const count of [1, 10, 25, 30]) {
        const keys = (await all(await start(system, rowsTo(count)))).map(({ key }) => Number(key))
        expect(keys).toEqual(Array.from({ length: count }, (_, at) => at + 1))
        open.server?.closeAllConnections()
        open.server?.close()
      }
    },
  )

  test('loses nobody when others are deleted while it is read by an offset', async () => {
    const rows = rowsTo(60)
    const gone = new Set<number>()
    let pages = 0
    const deleting: System = {
      ...byOffset,
      answer: (query, now, origin) => {
        const page = byOffset.answer(query, now, origin)
        pages++
        if (pages % 2 === 0 && pages <= 8) for (const row of rows.splice(0, 4)) gone.add(row.id)
        return page
      },
    }
    const kept = new Set((await all(await start(deleting, rows))).map(({ key }) => Number(key)))
    expect(gone.size).toBeGreaterThan(8)
    for (let id = 1; id <= 60; id++) expect(kept.has(id) || gone.has(id)).toBe(true)
  })

  test.each<[string, System, string]>([
    [
      'lead in a circle',
      { parameters: ['cursor'], answer: (_q, rows) => ({ body: { data: rows.slice(0, 2), next: 'again' } }) },
      'broken-answer',
    ],
    [
      'lead to another server',
      { parameters: [], answer: (_q, rows) => ({ body: { data: rows, next: 'http://127.0.0.1:9/things' } }) },
      'broken-answer',
    ],
    [
      'are full, and nothing leads on',
      { parameters: ['limit'], answer: (_q, rows) => ({ body: { data: rows.slice(0, most) } }) },
      'broken-answer',
    ],
    ['have no list', { parameters: [], answer: () => ({ body: { error: 'none' } }) }, 'broken-answer'],
  ])('fails where its pages %s', async (_what, system, kind) => {
    await expect(all(await start(system, rowsTo(30)))).rejects.toMatchObject({ kind })
  })

  test('without a parameter for changes is compared as a whole, and deletions are seen by what is missing', async () => {
    const rows = rowsTo(25)
    const connection = await start(byOffset, rows)
    const [object] = (await connection.objects(patience())) as [never]
    const over = new AbortController()
    const seen: [string, unknown][] = []
    const from = await connection.now([object], patience())
    for await (const { changes } of connection.follow({ objects: [object], from }, over.signal)) {
      seen.push(...changes.map(({ key, after }): [string, unknown] => [key, after && after.name]))
      if (seen.length === 25) {
        rows.splice(
          rows.findIndex(({ id }) => id === 9),
          1,
        )
        Object.assign(rows.find(({ id }) => id === 8) as Row, { name: 'new' })
      }
      if (seen.length >= 27) over.abort()
    }
    expect(seen.slice(25).toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
      ['8', 'new'],
      ['9', null],
    ])
  })
})
