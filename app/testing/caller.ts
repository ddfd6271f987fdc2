import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { CallInput, Endpoint, Method, ReplyOf } from '../../platform/contract/endpoint.ts'
import { apiPrefix } from '../../platform/http/server.ts'
import type { ProblemBody } from '../../platform/http/problem.ts'

/** What came back: `reply` where the request was served, `problem` where it was refused. */
export type Sent<T> = {
  status: number
  reply: T
  problem: ProblemBody
  headers: LightMyRequestResponse['headers']
  text: string
}

type Extra = { ifMatch?: string | number; headers?: Record<string, string> }

/** Somebody who calls the API. */
export type Caller = {
  /** User or key id; empty for a stranger. */
  id: string
  headers: Record<string, string>
  /** Sends a request by its contract; refusals are answers. */
  send: <E extends Endpoint>(endpoint: E, input?: CallInput<E> & Extra) => Promise<Sent<ReplyOf<E>>>
  /** Sends a request that must be served, and answers the reply; throws otherwise. */
  call: <E extends Endpoint>(endpoint: E, input?: CallInput<E> & Extra) => Promise<ReplyOf<E>>
  /** Sends anything at all. `path` is below `/api/v1`. */
  raw: (method: Method, path: string, rest?: RawRequest) => Promise<Sent<unknown>>
  /** Uploads one file as multipart/form-data, after the text fields. */
  upload: (path: string, file: Upload) => Promise<Sent<unknown>>
}

export type RawRequest = { body?: unknown; headers?: Record<string, string> }
export type Upload = {
  name: string
  content: Buffer | string
  type?: string
  fields?: Record<string, string>
}

export function callerWith(
  server: FastifyInstance,
  { id, headers }: { id: string; headers: Record<string, string> },
): Caller {
  const raw: Caller['raw'] = async (method, path, rest = {}) => {
    const withBody = rest.body !== undefined
    const answer = await server.inject({
      method,
      url: `${apiPrefix}${path}`,
      headers: { ...headers, ...(withBody ? { 'content-type': 'application/json' } : {}), ...rest.headers },
      ...(withBody ? { payload: payloadOf(rest.body) } : {}),
    })
    return sent(answer)
  }
  const send: Caller['send'] = async (endpoint, input) => {
    const given = (input ?? {}) as { params?: Values; query?: Values; body?: unknown } & Extra
    const extra: Record<string, string> = { ...given.headers }
    if (given.ifMatch !== undefined) extra['if-match'] = `"${given.ifMatch}"`
    const answer = await raw(endpoint.method, addressOf(endpoint, given), {
      body: given.body,
      headers: extra,
    })
    return answer as Sent<never>
  }
  return {
    id,
    headers,
    raw,
    send,
    call: async (endpoint, input) => {
      const { status, reply, text } = await send(endpoint, input)
      if (status >= 300) throw new Error(`${endpoint.name} answered ${status}: ${text}`)
      return reply
    },
    upload: (path, file) => raw('POST', path, multipart(file)),
  }
}

type Values = Record<string, unknown>

/** The address of an endpoint below `/api/v1`, with its parameters filled in. */
export function addressOf(
  endpoint: Pick<Endpoint, 'path'>,
  given: { params?: Values; query?: Values },
): string {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(given.params?.[name] ?? '')),
  )
  const query = new URLSearchParams(
    Object.entries(given.query ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    ),
  ).toString()
  return query ? `${path}?${query}` : path
}

function sent(answer: LightMyRequestResponse): Sent<never> {
  const json = String(answer.headers['content-type'] ?? '').includes('json') && answer.body !== ''
  const body = (json ? JSON.parse(answer.body) : null) as never
  return { status: answer.statusCode, reply: body, problem: body, headers: answer.headers, text: answer.body }
}

const boundary = 'tessera-test-boundary'

/** A multipart body written by hand, so that hostile names go out exactly as they are. */
function multipart({ name, content, type = 'application/octet-stream', fields = {} }: Upload): RawRequest {
  const texts = Object.entries(fields).map(
    ([key, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
  const body = Buffer.concat([
    Buffer.from(texts.join('') + head),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

function payloadOf(body: unknown): string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
}
