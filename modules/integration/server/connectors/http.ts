import { TextDecoder } from 'node:util'
import { NotReachable } from '../../../../platform/outbound/destination.ts'
import { CallFailed, type FailureKind } from './failures.ts'

/** Sends one question; `fetch`, or one that connects only to addresses that were checked. */
export type Send = (url: string, init: RequestInit) => Promise<Response>

export type HttpQuestion = {
  url: URL
  method?: 'GET' | 'PATCH' | 'PUT' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string
}

/** An answer that was read to its end, whatever its status. */
export type HttpAnswer = { asked: string; status: number; headers: Headers; text: string }

/** The way to one system. */
export type Http = {
  /** Asks once. Throws `CallFailed` where nothing was sent, nobody answered, or the answer is too large. */
  ask: (question: HttpQuestion, signal: AbortSignal) => Promise<HttpAnswer>
  /** A text of theirs without our secrets, markup and control characters, cut. */
  clean: (text: string) => string
  /** Gives up what is being asked. */
  close: () => void
}

export type HttpWay = {
  /** The only servers that are asked; a link to another one would carry our account there. */
  origins: readonly string[]
  headers: Readonly<Record<string, string>>
  /** Never to be seen in a message, even where the other system repeats them. */
  secrets: readonly string[]
  send?: Send
  limits?: Partial<typeof limits>
}

const limits = { bytes: 20 * 1024 ** 2, milliseconds: 60_000 }

export function httpOf({ origins, headers, secrets, send = fetch, limits: own }: HttpWay): Http {
  const { bytes, milliseconds } = { ...limits, ...own }
  const closed = new AbortController()
  const clean = (text: string) => cut(secrets.reduce((rest, secret) => hidden(rest, secret), text))
  return {
    clean,
    close: () => closed.abort(),
    ask: async ({ url, method = 'GET', headers: more = {}, body }, given) => {
      if (!origins.includes(url.origin))
        throw new CallFailed(
          'broken-answer',
          `A link of the other system leads to another server, ${url.host}.`,
        )
      const signal = AbortSignal.any([given, closed.signal, AbortSignal.timeout(milliseconds)])
      if (signal.aborted) throw new CallFailed('unreachable', 'The call was given up before it was sent.')
      try {
        const response = await send(url.href, {
          method,
          headers: { ...headers, ...more },
          ...(body === undefined ? {} : { body }),
          redirect: 'manual',
          signal,
        })
        const text = await textOf(response, bytes)
        return {
          asked: `${method} ${url.pathname}`,
          status: response.status,
          headers: response.headers,
          text,
        }
      } catch (error) {
        throw sendingFailed(error, { host: url.host, signal, clean })
      }
    },
  }
}

async function textOf(response: Response, most: number): Promise<string> {
  const said = /charset="?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1] ?? 'utf-8'
  const decoder = decoderOf(said)
  const parts: string[] = []
  let size = 0
  // Counted as it comes, unpacked: neither a length that is announced nor one that is compressed is to be believed.
  for await (const piece of response.body ?? []) {
    size += piece.byteLength
    if (size > most) throw new CallFailed('broken-answer', `The answer is larger than ${most} bytes.`)
    parts.push(decoded(() => decoder.decode(piece, { stream: true })))
  }
  parts.push(decoded(() => decoder.decode()))
  return parts.join('')
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true })
  } catch {
    throw new CallFailed('broken-answer', `The answer is in an unknown encoding (${label}).`)
  }
}

function decoded(decode: () => string): string {
  try {
    return decode()
  } catch {
    throw new CallFailed('broken-answer', 'The answer is not text in the encoding that it names.')
  }
}

/** What Node says when a connection did not come about: nothing was sent on it. */
const notConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOST|ENET|EADDR|EACCES|EPROTO|UND_ERR_CONNECT|CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME)/

type Sending = { host: string; signal: AbortSignal; clean: (text: string) => string }

/** The cause is left out on purpose: it may repeat headers. */
function sendingFailed(error: unknown, { host, signal, clean }: Sending): CallFailed {
  if (error instanceof CallFailed) return error
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (cause instanceof CallFailed) return cause
  if (cause instanceof NotReachable) return new CallFailed('unreachable', cause.message)
  if (signal.aborted) return new CallFailed('no-answer', `No answer of ${host} in time.`)
  const {
    code = '',
    syscall = '',
    message = '',
  } = cause as { code?: unknown; syscall?: unknown; message?: string }
  const kind: FailureKind =
    notConnected.test(String(code)) || syscall === 'connect' ? 'unreachable' : 'no-answer'
  const why = typeof code === 'string' && code !== '' ? code : clean(message)
  return new CallFailed(
    kind,
    `${kind === 'unreachable' ? 'No connection to' : 'No whole answer of'} ${host} (${why}).`,
  )
}

function hidden(text: string, secret: string): string {
  // Shorter ones would tear words apart, and say more about themselves by that than they hide.
  return secret.length < 4 ? text : text.replaceAll(secret, '•••')
}

function cut(text: string): string {
  const plain = text
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return plain.length > 300 ? `${plain.slice(0, 299)}…` : plain
}
