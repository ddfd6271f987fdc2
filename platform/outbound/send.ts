import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { connectThrough, lookupChecked, secureThrough } from './connect.ts'
import type { Resolve } from './destination.ts'

/** Sends one question over HTTP, as `fetch` does. */
export type Send = (url: string, init: RequestInit) => Promise<Response>

/** Milliseconds for which a connection is kept that nobody uses; many servers keep theirs for five seconds. */
const idleTime = 4000

/** `fetch` that connects only to addresses that were checked, and follows no redirect. `networks` are those of one's own that are open. */
export function sendChecked(networks: readonly string[], resolve?: Resolve): Send {
  return sendThrough(lookupChecked(networks, resolve))
}

/**
 * `fetch` over connections to what `lookup` answers: HTTP/1.1, no redirects, no cache, no proxy. The answer comes as it is read,
 * unpacked; its errors and those of the way are the system's own.
 */
export function sendThrough(lookup: LookupFunction): Send {
  const agents = agentsOf(lookup)
  return async (url, init) => {
    // Refuses what `fetch` would refuse: addresses with a password, headers that are none.
    const request = new Request(url, init)
    const { protocol } = new URL(request.url)
    if (protocol !== 'http:' && protocol !== 'https:')
      throw new TypeError(`Nothing is sent by “${protocol}”.`)
    const { send, agent } = agents[protocol]
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer())
    const headers = {
      accept: '*/*',
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'Tessera',
      ...Object.fromEntries(request.headers),
    }
    return new Promise<Response>((resolve, reject) => {
      const signal = init.signal ?? undefined
      const { method } = request
      const sent = send(request.url, { method, headers, agent, ...(signal ? { signal } : {}) }, incoming => {
        try {
          resolve(responseOf(incoming, method))
        } catch (error) {
          incoming.destroy()
          reject(error)
        }
      })
      sent.on('error', error => reject(signal?.aborted ? signal.reason : error))
      sent.end(body)
    })
  }
}

function agentsOf(lookup: LookupFunction) {
  const kept = { keepAlive: true, timeout: idleTime }
  const addressOf = ({ host, port }: http.ClientRequestArgs) => ({
    host: host ?? '',
    port: Number(port),
  })
  return {
    'http:': {
      send: http.request,
      agent: Object.assign(new http.Agent(kept), {
        createConnection: (options: http.ClientRequestArgs) => connectThrough(addressOf(options), lookup),
      }),
    },
    'https:': {
      send: https.request,
      agent: Object.assign(new https.Agent(kept), {
        createConnection: (options: http.ClientRequestArgs) =>
          secureThrough(addressOf(options), { ALPNProtocols: ['http/1.1'] }, lookup),
      }),
    },
  }
}

/** These have no body, and `Response` would refuse one (Fetch Standard, null body status). */
const withoutBody = new Set([204, 205, 304])

function responseOf(incoming: http.IncomingMessage, method: string): Response {
  const status = incoming.statusCode ?? 0
  const headers = new Headers()
  for (let at = 0; at < incoming.rawHeaders.length; at += 2)
    headers.append(incoming.rawHeaders[at] as string, incoming.rawHeaders[at + 1] as string)
  if (method === 'HEAD' || withoutBody.has(status)) {
    incoming.resume()
    return new Response(null, { status, headers })
  }
  const body = unpacked(incoming, headers.get('content-encoding'))
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { status, headers })
}

function unpacked(incoming: http.IncomingMessage, encoding: string | null): Readable {
  const unpack = unpackerOf(encoding?.trim().toLowerCase() ?? '')
  // Whoever reads is told by the stream itself.
  return unpack ? pipeline(incoming, unpack, () => {}) : incoming
}

function unpackerOf(encoding: string): Transform | null {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'deflate') return createInflate()
  return encoding === 'br' ? createBrotliDecompress() : null
}
