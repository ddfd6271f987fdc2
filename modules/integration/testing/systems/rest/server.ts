import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { testAccount } from '../program.ts'
import { entity, NotUnderstood, odataMetadata, odataSet } from './odata.ts'
import { etagOf, makeStore, type Row, type Store } from './store.ts'

/** A system that speaks REST by its OpenAPI document, and OData 4. */
export type RestSystem = {
  /** Below it: /openapi.json (open to all), /api and /odata (with the token). */
  url: string
  token: string
  /** Its rows, to change them behind the back of the connector. */
  store: Store
  /** Questions answered so far, each as “GET /api/customers”. */
  asked: readonly string[]
  /** Stops listening and drops every connection; `start` takes the same port and rows. */
  stop: () => Promise<void>
  start: () => Promise<void>
  /** It takes questions and answers none. */
  freeze: () => void
  thaw: () => void
  remove: () => Promise<void>
}

type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
type Question = {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
}

const document = readFileSync(new URL('openapi.json', import.meta.url), 'utf8')
const json200 = (body: unknown, headers?: Record<string, string>): Answer => ({
  status: 200,
  body,
  ...(headers ? { headers } : {}),
})
const problem = (status: number, title: string): Answer => ({
  status,
  body: { title, status },
  headers: { 'content-type': 'application/problem+json' },
})

/** Starts the system, empty, on a free port of the loopback address. */
export async function startRestSystem(): Promise<RestSystem> {
  const store = makeStore()
  const asked: string[] = []
  const created = new Map<string, Answer>()
  const token = testAccount.password
  let frozen = Promise.withResolvers<void>()
  frozen.resolve()
  const server = createServer((request, response) => {
    void respond(request, response)
  })

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const method = request.method ?? 'GET'
    asked.push(`${method} ${url.pathname}`)
    await frozen.promise
    const { status, body, headers } = await answer({ method, url, request }).catch((error: Error) =>
      error instanceof NotUnderstood || error instanceof SyntaxError
        ? problem(400, error.message)
        : problem(500, String(error)),
    )
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body))
  }

  async function answer(given: { method: string; url: URL; request: IncomingMessage }): Promise<Answer> {
    const { method, url, request } = given
    if (url.pathname === '/openapi.json') return json200(document)
    if (request.headers.authorization !== `Bearer ${token}`)
      return problem(401, 'The token is missing or wrong')
    const body = ['POST', 'PATCH'].includes(method) ? ((await json(request)) as Record<string, unknown>) : {}
    const question = { method, url, headers: request.headers, body }
    return url.pathname.startsWith('/odata/')
      ? askOData(store, question)
      : askRest({ store, created }, question)
  }

  const listen = (at: number) => new Promise<void>(resolve => server.listen(at, '127.0.0.1', resolve))
  const stop = async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  await listen(0)
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    store,
    asked,
    stop,
    start: () => listen(port),
    freeze: () => {
      frozen = Promise.withResolvers<void>()
    },
    thaw: () => frozen.resolve(),
    remove: async () => {
      frozen.resolve()
      await stop()
      await store.told()
    },
  }
}

function askRest(system: { store: Store; created: Map<string, Answer> }, question: Question): Answer {
  const { store, created } = system
  const { method, url, body } = question
  if (url.pathname === '/api/webhooks' && method === 'POST') {
    store.listen(body as { url: string; secret: string })
    return { status: 201, body: {} }
  }
  if (url.pathname === '/api/customers' && method === 'GET') return changesOf(store, url)
  if (url.pathname === '/api/customers' && method === 'POST') {
    const key = String(question.headers['idempotency-key'] ?? '')
    const again = key ? created.get(key) : undefined
    if (again) return again
    const row = store.create(body)
    const made: Answer = { status: 201, body: row, headers: { etag: etagOf(row) } }
    if (key) created.set(key, made)
    return made
  }
  const id = /^\/api\/customers\/(\d+)$/.exec(url.pathname)?.[1]
  return id ? askOne(store, question, Number(id)) : problem(404, 'There is nothing at this address')
}

function askOData(store: Store, question: Question): Answer {
  const { method, url } = question
  if (url.pathname === '/odata/$metadata')
    return { status: 200, body: odataMetadata, headers: { 'content-type': 'application/xml' } }
  if (url.pathname === '/odata/Customers' && method === 'GET') return json200(odataSet(store, url))
  if (url.pathname === '/odata/Customers' && method === 'POST')
    return { status: 201, body: entity(store.create(question.body)) }
  const id = /^\/odata\/Customers\((\d+)\)$/.exec(url.pathname)?.[1]
  if (!id) return problem(404, 'There is nothing at this address')
  const answer = askOne(store, question, Number(id))
  return answer.status === 200 ? { ...answer, body: entity(answer.body as Row) } : answer
}

function askOne(store: Store, { method, headers, body }: Question, id: number): Answer {
  const row = store.find(id)
  if (!row || row.deleted) return problem(404, `There is no customer ${id}`)
  if (method === 'GET') {
    const etag = etagOf(row)
    return headers['if-none-match'] === etag ? { status: 304, headers: { etag } } : json200(row, { etag })
  }
  const known = headers['if-match']
  if (known === undefined) return problem(428, 'If-Match is missing')
  // OData shows weak versions (W/"…"); both say the same.
  if (known !== '*' && known.replace(/^W\//, '') !== etagOf(row))
    return problem(412, 'Somebody changed it since')
  if (method === 'DELETE') {
    store.remove(row)
    return { status: 204 }
  }
  if (method !== 'PATCH') return problem(405, `${method} is not understood`)
  if (String(body.name ?? '').length > 120) return problem(422, 'The name is longer than 120 letters')
  const changed = store.change(row, body)
  return json200(changed, { etag: etagOf(changed) })
}

function changesOf(store: Store, url: URL): Answer {
  const limit = Math.min(Number(url.searchParams.get('limit') ?? 50), 200)
  const rows = store.all(Number(url.searchParams.get('changed_since') ?? 0))
  const items = rows.slice(0, limit)
  return json200({ items, next: rows.length > limit ? items.at(-1)?.changed : null })
}
