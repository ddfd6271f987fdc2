import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { rows } from '../../../../platform/database/statement.ts'
import type { StandingWork, Work } from '../../../../platform/jobs/job.ts'
import { type Random, randomFrom } from '../../../../platform/random.ts'
import { answer } from './answering.ts'
import { kind } from './connector.ts'
import { running } from './places.ts'

const lookEvery = 1000
const seed = 1998
/** Milliseconds, as an old system takes them. */
const quickest = 800
const slowest = 3000
/** Now and then it says nothing for so long. */
const silence = 20_000
const silentShare = 0.015

const document = readFileSync(new URL('openapi.json', import.meta.url), 'utf8')

type Running = { server: Server; stopping: AbortController }

/**
 * The old billing system of the demo company: a server on the loopback address in every process that may ask it, there as long as the system
 * is joined. What it holds is in a table of its own, so all of them say the same.
 */
export const oldSystemWork: StandingWork = {
  name: 'integration.demo-system',
  where: 'everywhere',
  run: watch,
}

async function watch(work: Work): Promise<void> {
  const servers = new Map<string, Running>()
  try {
    while (!work.signal.aborted) {
      const found = await work.outside({ actor: work.system }, ({ db }) =>
        rows<{ id: string }>(db, 'select id from integration.system where kind = $1', [kind]),
      )
      const wanted = new Set(found.map(({ id }) => id))
      for (const id of servers.keys()) if (!wanted.has(id)) await end(servers, id)
      for (const id of wanted) if (!servers.has(id)) servers.set(id, await begin(work, id))
      await sleep(lookEvery, undefined, { signal: work.signal }).catch(() => {})
    }
  } finally {
    await Promise.all([...servers.keys()].map(id => end(servers, id)))
  }
}

async function begin(work: Work, systemId: string): Promise<Running> {
  const stopping = new AbortController()
  const random = randomFrom(seed)
  const server = createServer((request, response) => {
    void respond(request, response).catch((err: unknown) => {
      work.log.debug({ err }, 'The demo system could not answer.')
      response.destroy()
    })
  })

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname === '/openapi.json') return send(response, { status: 200, text: document })
    const body = request.method === 'PATCH' ? await json(request).catch(() => null) : null
    await sleep(pauseOf(random), undefined, { signal: stopping.signal, ref: false })
    const {
      status,
      etag,
      body: said,
    } = await answer(work.database.db, systemId, {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      ifMatch: request.headers['if-match'],
      body,
    })
    send(response, { status, text: JSON.stringify(said), etag })
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  running.set(systemId, (server.address() as AddressInfo).port)
  return { server, stopping }
}

async function end(servers: Map<string, Running>, id: string): Promise<void> {
  const ending = servers.get(id)
  servers.delete(id)
  running.delete(id)
  if (!ending) return
  ending.stopping.abort()
  ending.server.closeAllConnections()
  await new Promise(resolve => ending.server.close(resolve))
}

function pauseOf(random: Random): number {
  return random.chance(silentShare) ? silence : random.between(quickest, slowest)
}

type Sent = { status: number; text: string; etag?: string | undefined }

function send(response: ServerResponse, { status, text, etag }: Sent): void {
  response.writeHead(status, { 'content-type': 'application/json', ...(etag ? { etag } : {}) })
  response.end(text)
}
