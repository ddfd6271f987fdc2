/**
 * The refusals this product knows. A refusal is expected: it has a code (`module.reason`), which the screens
 * translate, and it maps to one HTTP status (RFC 9457 problem). Anything else that is thrown is a defect.
 */

/** One thing wrong with one field of the input. `path` is dotted (`contactPoints.0.value`). */
export type FieldProblem = { path: string; code: string; message: string; params?: Record<string, unknown> }

export abstract class Refusal extends Error {
  abstract readonly status: number
  readonly code: string
  readonly params: Record<string, unknown>

  constructor(code: string, message: string, params: Record<string, unknown> = {}) {
    super(message)
    this.name = new.target.name
    this.code = code
    this.params = params
  }
}

/** The record does not exist, or the actor may not know that it does. */
export class NotFound extends Refusal {
  readonly status = 404
  constructor(what: string, params: Record<string, unknown> = {}) {
    super('platform.not-found', `There is no such ${what}, or you may not see it.`, { what, ...params })
  }
}

/** Nobody is signed in. */
export class Unauthenticated extends Refusal {
  readonly status = 401
  constructor() {
    super('platform.sign-in-first', 'Sign in first.')
  }
}

/** The actor is known but lacks the permission. */
export class Forbidden extends Refusal {
  readonly status = 403
  constructor(permission: string) {
    super('platform.not-permitted', `Your role lacks the permission “${permission}”.`, { permission })
  }
}

/** The input is wrong; `fields` says what and where. */
export class Invalid extends Refusal {
  readonly status = 422
  readonly fields: readonly FieldProblem[]
  constructor(fields: readonly FieldProblem[]) {
    super('platform.invalid', fields.map(f => `${f.path}: ${f.message}`).join(' '))
    this.fields = fields
  }
}

/** Someone else changed the record first. `current` is what it looks like now, so that a person can decide. */
export class Conflict extends Refusal {
  readonly status = 409
  readonly current: unknown
  constructor(message: string, current: unknown = null) {
    super('platform.conflict', message)
    this.current = current
  }
}

/** A business rule says no. The code is declared beside the endpoint. */
export class Refused extends Refusal {
  readonly status = 422
}

/** Too large, too many, too often: the message says the limit. */
export class TooMuch extends Refusal {
  override readonly status: 413 | 429
  constructor(status: 413 | 429, code: string, message: string, params: Record<string, unknown> = {}) {
    super(code, message, params)
    this.status = status
  }
}

export function invalid(
  path: string,
  code: string,
  message: string,
  params?: Record<string, unknown>,
): Invalid {
  return new Invalid([params ? { path, code, message, params } : { path, code, message }])
}
