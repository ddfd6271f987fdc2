import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import type { Context, Remark } from '../context.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { inTransaction } from '../database/transaction.ts'
import { Forbidden, Unauthenticated } from '../errors.ts'
import { type Batch, newBatch } from '../history/batch.ts'
import { isOpen } from '../history/record.ts'
import { contextFor, type Kernel, systemActor } from '../kernel.ts'
import type { Input, RawJson } from '../module.ts'
import { once } from './idempotency.ts'
import { readInput } from './input.ts'
import { signedCall } from './signed.ts'
import type { Download } from './transfer-types.ts'
import { receiveUpload } from './upload.ts'

type AnyHandler = (ctx: Context, input: Input<Endpoint>) => Promise<unknown>

/** One request from first check to reply: who, may he, is the input right, one transaction, one answer. */
export function handlerOf(kernel: Kernel, endpoint: Endpoint, handler: AnyHandler) {
  const writes = (endpoint.method !== 'GET' && !endpoint.outside) || endpoint.leavesTrace === true
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const actor = await admit(kernel, endpoint, request)
    const input = readInput(endpoint, request)
    if (endpoint.signed) input.signed = signedCall(request)
    if (endpoint.upload)
      input.file = await receiveUpload(kernel, request, endpoint.largestFile).catch((error: unknown) => {
        // Otherwise what was refused would be read to its end, however long it is, to keep the connection.
        reply.header('connection', 'close')
        throw error
      })
    if (!writes) {
      const ctx = contextFor(kernel, { db: kernel.database.readDb, actor, batch: reading })
      return send(endpoint, reply, await handler(ctx, input))
    }
    return write({ kernel, endpoint, handler, actor, input, request, reply }).catch(
      async (error: unknown) => {
        // A refused upload leaves nothing behind.
        if (input.file) await kernel.files.remove(input.file.key)
        throw error
      },
    )
  }
}

type Writing = {
  kernel: Kernel
  endpoint: Endpoint
  handler: AnyHandler
  actor: Actor
  input: Input<Endpoint>
  request: FastifyRequest
  reply: FastifyReply
}

async function write({ kernel, endpoint, handler, actor, input, request, reply }: Writing): Promise<unknown> {
  const key = endpoint.method === 'POST' ? request.headers['idempotency-key'] : undefined
  const { result, batch, remarks } = await inTransaction(kernel.database.db, async db => {
    const batch = newBatch(endpoint.act ?? `${endpoint.name}.act`)
    const ctx = contextFor(kernel, { db, actor, batch })
    const result =
      typeof key === 'string' && actor.kind !== 'system'
        ? await once(ctx, { key, endpoint: endpoint.name, asked: askedOf(input) }, () => handler(ctx, input))
        : await handler(ctx, input)
    return { result, batch: isOpen(db) ? batch : null, remarks: ctx.remarks }
  })
  kernel.wake()
  // What changed nothing is no act, and there is nothing to undo.
  if (batch) reply.header('Tessera-Batch', batch.id)
  if (remarks.length > 0) reply.header('Tessera-Remarks', remarksText(remarks))
  return send(endpoint, reply, result)
}

const mostRemarks = 10

/** A header holds ASCII only, and not without end. */
function remarksText(remarks: readonly Remark[]): string {
  return encodeURIComponent(JSON.stringify(remarks.slice(0, mostRemarks)))
}

/** What makes two requests the same: to where, with what. */
function askedOf({ params, query, body, file }: Input<Endpoint>): unknown {
  return { params, query, body, file: file?.sha256.toString('hex') }
}

async function admit(kernel: Kernel, endpoint: Endpoint, request: FastifyRequest): Promise<Actor> {
  // Who it is, its signature says; a cookie that comes along counts for nothing.
  if (endpoint.signed) return stranger
  const { cookie, authorization } = request.headers
  const actor = cookie || authorization ? await kernel.access.authenticate({ cookie, authorization }) : null
  if (endpoint.method !== 'GET' && !authorization) kernel.access.assertSameOrigin(request.headers)
  if (endpoint.permission === 'public') return actor ?? stranger
  if (!actor) throw new Unauthenticated()
  if (endpoint.permission !== 'signed-in' && !actor.permissions.has(endpoint.permission))
    throw new Forbidden(endpoint.permission)
  return actor
}

/** Reading writes nothing, so it is no act; an id for each would only cost. */
const reading: Batch = { id: '00000000-0000-7000-8000-000000000000', label: 'platform.act.read' }

const stranger: Actor = {
  ...systemActor([], 'screen'),
  kind: 'stranger',
  name: 'Stranger',
  scopes: new Map(),
}

function send(endpoint: Endpoint, reply: FastifyReply, result: unknown): unknown {
  if (endpoint.download) return sendDownload(reply, result as Download)
  reply.code(endpoint.status ?? 200)
  if (result && typeof result === 'object') {
    if ('version' in result) reply.header('ETag', `"${String(result.version)}"`)
    if ('rawJson' in result)
      return reply.type('application/json; charset=utf-8').send((result as RawJson).rawJson)
    if ('setCookie' in result) {
      const { setCookie, ...rest } = result as { setCookie: string[] }
      return reply.header('Set-Cookie', setCookie).send(rest)
    }
  }
  return endpoint.status === 204 ? reply.send() : reply.send(result ?? null)
}

const inlineTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
])

function sendDownload(
  reply: FastifyReply,
  { stream, fileName, mediaType, size, inline }: Download,
): FastifyReply {
  const shown = inline && inlineTypes.has(mediaType) ? 'inline' : 'attachment'
  const plain = fileName.replaceAll(/[^\x20-\x7e]|["\\]/g, '_')
  reply.header(
    'Content-Disposition',
    `${shown}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  )
  reply.header('Content-Security-Policy', "default-src 'none'; sandbox")
  if (size !== undefined) reply.header('Content-Length', size)
  return reply.type(mediaType).send(stream)
}
