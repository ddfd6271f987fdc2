import type { FastifyRequest } from 'fastify'
import { safeParse, type $ZodType } from 'zod/v4/core'
import type { Endpoint } from '../contract/endpoint.ts'
import { type FieldProblem, Invalid, invalid } from '../errors.ts'
import type { Input } from '../module.ts'

/** The request as the handler gets it, every part checked against the contract. */
export function readInput(endpoint: Endpoint, request: FastifyRequest): Input<Endpoint> {
  assertShallow(request.body)
  const input: Input<Endpoint> = {
    params: check(endpoint.params, request.params, '') as never,
    query: check(endpoint.query, request.query, '') as never,
    body: (endpoint.upload
      ? undefined
      : check(endpoint.body, request.body ?? (endpoint.body ? {} : undefined), '')) as never,
  }
  const version = endpoint.ifMatch ? readVersion(endpoint, request.headers['if-match']) : undefined
  if (version !== undefined) input.ifMatch = version
  return input
}

const deepest = 32

/** Shapes that contain themselves are checked by recursion; a body nested a thousand times would end in a full stack. */
function assertShallow(body: unknown): void {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest)
      throw invalid('body', 'platform.too-deep', `The body nests more than ${deepest} levels.`, {
        limit: deepest,
      })
    level = level.flatMap(value =>
      value && typeof value === 'object'
        ? Object.values(value).filter(inner => inner && typeof inner === 'object')
        : [],
    )
  }
}

function check(shape: $ZodType | undefined, value: unknown, prefix: string): unknown {
  if (!shape) return undefined
  const parsed = safeParse(shape, value)
  if (parsed.success) return parsed.data
  throw new Invalid(
    parsed.error.issues.slice(0, 50).map(issue => ({
      path: [prefix, ...issue.path.map(String)].filter(Boolean).join('.') || 'body',
      code: `platform.${issue.code ?? 'invalid'}`,
      message: issue.message,
    })) as FieldProblem[],
  )
}

/** `If-Match: "7"`: the version the caller has read. */
function readVersion(endpoint: Endpoint, header: string | undefined): number | undefined {
  if (header === undefined || header === '*') {
    if (endpoint.ifMatch === 'required' && header === undefined) {
      throw invalid(
        'If-Match',
        'platform.version-missing',
        'Send the version you have read as If-Match: "<version>".',
      )
    }
    return undefined
  }
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())
  if (!match)
    throw invalid('If-Match', 'platform.bad-version', 'If-Match must be a version in quotes, such as "7".')
  return Number(match[1])
}
