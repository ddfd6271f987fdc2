import { Conflict, invalid, Refused, type Refusal, TooMuch } from '../errors.ts'

type DatabaseError = { code: string; detail?: string; constraint?: string; table?: string; column?: string }

/**
 * What the database refuses for reasons a caller can mend, as a refusal (SQLSTATE classes of PostgreSQL, appendix A).
 * Anything else is a defect and stays one.
 */
export function fromDatabase(error: unknown): Refusal | null {
  const { code, constraint } = (error ?? {}) as DatabaseError
  switch (code) {
    case '23505':
      return new Conflict(`Another record has this value already (${constraint ?? 'unique'}).`)
    case '23503':
      return new Refused(
        'platform.missing-reference',
        'The record refers to one that does not exist, or is still referred to.',
        { constraint },
      )
    case '22021':
    case '22P05':
      return invalid(
        'body',
        'platform.bad-character',
        'A text holds a character that cannot be stored (U+0000 or half of a pair). Remove it.',
      )
    case '22003':
      return invalid('body', 'platform.number-out-of-range', 'A number is larger than can be stored.')
    case '22007':
    case '22008':
    case '22009':
      return invalid('body', 'platform.bad-date', 'A date lies outside the calendar, or is none.')
    case '22P02':
      // Only bound values can cause it: a forged cursor, an id of the right length that is none.
      return invalid('body', 'platform.bad-value', 'A value is not of the kind that is needed in its place.')
    case '54000':
      return invalid('body', 'platform.too-long', 'A value is too long.')
    case '57014':
      return new TooMuch(
        429,
        'platform.too-slow',
        'The question reads too much. Narrow the filter and ask again.',
      )
    case '55P03':
    case '40001':
    case '40P01':
      return new Conflict('Someone else is writing this at the moment. Try again.')
    default:
      return null
  }
}
