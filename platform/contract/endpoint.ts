import type { $ZodType, output as ZodOutput } from 'zod/v4/core'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/**
 * An HTTP endpoint as a value. From it come the Fastify route with validation and permission check, the OpenAPI
 * operation, the typed client of our own screens, and the fuzz and permission tests.
 */
export type Endpoint = {
  /** `module.noun.verb`, unique; also the OpenAPI operationId and the client's cache key. */
  name: string
  method: Method
  /** Below `/api/v1`, Fastify style: `/customers/:id`. */
  path: string
  summary: string
  description?: string
  tag: string
  /** A permission, or who may come in without one. `system` endpoints are called by our own processes only. */
  permission: string | 'public' | 'signed-in'
  params?: $ZodType
  query?: $ZodType
  /** JSON body. */
  body?: $ZodType
  /** `multipart`: the request carries one file; the handler gets it as a stream. */
  upload?: 'multipart'
  /** Bytes of the largest file that is taken; more are refused while they come. */
  largestFile?: number
  /** `stream`: the handler returns a readable stream or a file instead of JSON. */
  download?: 'stream' | 'events'
  reply?: $ZodType
  status?: 200 | 201 | 202 | 204
  /** A program of somebody else calls it and signs what it says: the handler gets the body as it came, and decides. */
  signed?: true
  /** It talks with other systems and writes nothing here, so no transaction stays open meanwhile. */
  outside?: true
  /** A reading that leaves a trace (who looked), so it has a transaction of its own on the first database. */
  leavesTrace?: true
  /** Codes of the refusals that this endpoint can answer with besides the general ones. */
  errors?: readonly string[]
  /** Write that takes part in optimistic concurrency: `If-Match` carries the version that was read. */
  ifMatch?: 'required' | 'optional'
  /** Translation key of the act, shown in history and in the undo toast. */
  act?: string
}

/** A module's endpoints under short names. */
export type Contract = Record<string, Endpoint>

type Of<S> = S extends $ZodType ? ZodOutput<S> : undefined
type In<S> = S extends { _zod: { input: infer I } } ? I : undefined

export type ParamsOf<E extends Endpoint> = Of<E['params']>
export type QueryOf<E extends Endpoint> = Of<E['query']>
export type BodyOf<E extends Endpoint> = Of<E['body']>
export type ReplyOf<E extends Endpoint> = Of<E['reply']>

/** What a caller must hand over (before defaults are applied). */
export type CallInput<E extends Endpoint> = {
  params?: In<E['params']>
  query?: In<E['query']>
  body?: In<E['body']>
}

export function contract<const C extends Contract>(endpoints: C): C {
  return endpoints
}
