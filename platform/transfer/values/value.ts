import type { ContactValue } from '../../formats/contacts.ts'

/** What a cell becomes. Dates are `YYYY-MM-DD`, times ISO 8601 in UTC, money minor units. */
export type Value = string | number | boolean | string[] | ContactValue

/** Why a cell cannot be taken. `code` is below `transfer.`; the message is completed with row and column. */
export type BadValue = { bad: string; message: string; params?: Record<string, unknown> }

export type ValueParser = (cell: string) => Value | BadValue | null

export function isBad(value: Value | BadValue | null): value is BadValue {
  return typeof value === 'object' && value !== null && 'bad' in value
}

export function bad(code: string, message: string, params?: Record<string, unknown>): BadValue {
  return params ? { bad: code, message, params } : { bad: code, message }
}

/** A cell as it may be shown in a message: short, without invisible characters. */
export function quoted(cell: string): string {
  const shown = cell.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '·')
  return `“${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}”`
}
