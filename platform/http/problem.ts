import { Conflict, Invalid, Refusal } from '../errors.ts'
import { fromDatabase } from '../database/refusals.ts'

/** RFC 9457 problem details. `code` is what the screens translate. */
export type ProblemBody = {
  type: string
  title: string
  status: number
  code: string
  detail: string
  params?: Record<string, unknown>
  fields?: readonly { path: string; code: string; message: string; params?: Record<string, unknown> }[]
  current?: unknown
}

const titles: Record<number, string> = {
  400: 'Not readable',
  401: 'Not signed in',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unknown media type',
  422: 'Not accepted',
  429: 'Too many requests',
  500: 'A defect',
  503: 'Too busy',
}

/** Any thrown value as a problem. What is no refusal is a defect: the caller logs it and tells nothing of its inside. */
export function problemOf(error: unknown): ProblemBody & { defect: boolean } {
  const refusal = error instanceof Refusal ? error : fromDatabase(error)
  if (refusal) return { ...describe(refusal), defect: false }
  const status = clientStatus(error)
  if (status) {
    const detail = error instanceof Error ? error.message : 'The request cannot be read.'
    return { ...base(status, 'platform.bad-request', detail), defect: false }
  }
  return {
    ...base(500, 'platform.defect', 'Something went wrong on our side. It has been noted.'),
    defect: true,
  }
}

function describe(refusal: Refusal): ProblemBody {
  const body = base(refusal.status, refusal.code, refusal.message)
  if (Object.keys(refusal.params).length) body.params = refusal.params
  if (refusal instanceof Invalid) body.fields = refusal.fields
  if (refusal instanceof Conflict) body.current = refusal.current
  return body
}

function base(status: number, code: string, detail: string): ProblemBody {
  return { type: `urn:tessera:problem:${code}`, title: titles[status] ?? 'Refused', status, code, detail }
}

/** Errors of the HTTP layer itself (unreadable JSON, a body too large) carry a 4xx status. */
function clientStatus(error: unknown): number | null {
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null
}
