import { Readable } from 'node:stream'
import type { FastifyRequest, preParsingAsyncHookHandler } from 'fastify'
import { TooMuch } from '../errors.ts'
import type { SignedCall } from './transfer-types.ts'

/** Calls of programs are short: they say that there is something to ask for. */
const mostBytes = 100_000

const bodies = new WeakMap<FastifyRequest, Buffer>()

/** Keeps the body of a signed call as it came, before it is parsed. */
export const keepBody: preParsingAsyncHookHandler = async (request, reply, payload) => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of payload) {
    const piece = Buffer.from(part as Uint8Array)
    size += piece.byteLength
    if (size > mostBytes) {
      // Otherwise the rest would be read to its end, however long it is, to keep the connection.
      reply.header('connection', 'close')
      throw new TooMuch(
        413,
        'platform.body-too-large',
        `A signed call may have ${mostBytes} bytes at most.`,
        {
          limit: mostBytes,
        },
      )
    }
    parts.push(piece)
  }
  const body = Buffer.concat(parts)
  bodies.set(request, body)
  return Object.assign(Readable.from(body), { receivedEncodedLength: size })
}

/** The call as it came. */
export function signedCall(request: FastifyRequest): SignedCall {
  const { 'x-signature': signature, 'x-timestamp': timestamp } = request.headers
  const said = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)
  return {
    body: bodies.get(request) ?? Buffer.alloc(0),
    signature: said(signature),
    timestamp: said(timestamp),
  }
}
