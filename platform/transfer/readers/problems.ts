import { Invalid, TooMuch } from '../../errors.ts'
import type { ReadProblem } from './table.ts'

type Where = { row?: number | null; column?: string | null }

/** A problem that is worth saying; the row can be used. */
export function noted(
  code: string,
  message: string,
  where: Where & { params?: Record<string, unknown> } = {},
): ReadProblem {
  return problem({ code, message, refuses: false }, where)
}

/** A problem because of which the row cannot be taken as it is. */
export function refused(
  code: string,
  message: string,
  where: Where & { params?: Record<string, unknown> } = {},
): ReadProblem {
  return problem({ code, message, refuses: true }, where)
}

function problem(
  what: { code: string; message: string; refuses: boolean },
  where: Where & { params?: Record<string, unknown> },
): ReadProblem {
  return {
    row: where.row ?? null,
    column: where.column ?? null,
    code: `transfer.${what.code}`,
    message: what.message,
    params: where.params ?? {},
    refuses: what.refuses,
  }
}

/** The whole file cannot be read: an `Invalid` on the field `file`, with code `transfer.<code>`. */
export function unreadable(code: string, message: string, params: Record<string, unknown> = {}): Invalid {
  return new Invalid([{ path: 'file', code: `transfer.${code}`, message, params }])
}

/** The file is larger inside than we take: a `TooMuch` with the limit in `params`. */
export function tooLarge(code: string, message: string, params: Record<string, unknown>): TooMuch {
  return new TooMuch(413, `transfer.${code}`, message, params)
}
