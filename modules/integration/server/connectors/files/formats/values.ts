import type { RemoteField, RemoteValue } from '../../port.ts'

const yes = /^(1|true|yes|y|t)$/i
const no = /^(0|false|no|n|f)$/i

/** A cell as a value of its kind; undefined where it is none. Numbers too long for a number and all decimals stay texts. */
export function valueOf(kind: RemoteField['kind'], cell: string | null): RemoteValue | undefined {
  if (cell === null) return null
  if (kind === 'integer') return integerOf(cell)
  if (kind === 'decimal') return /^[+-]?\d+(\.\d+)?$/.test(cell) ? cell.replace(/^\+/, '') : undefined
  if (kind === 'boolean') return yes.test(cell) ? true : no.test(cell) ? false : undefined
  if (kind === 'date') return dateOf(cell)
  if (kind === 'moment') return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(cell) ? momentOf(cell) : undefined
  return cell
}

function integerOf(cell: string): number | string | undefined {
  if (!/^[+-]?\d+$/.test(cell)) return undefined
  const whole = BigInt(cell.replace(/^\+/, ''))
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : String(whole)
}

function dateOf(cell: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(cell) ?? []
  if (year === undefined) return undefined
  const text = `${year}-${month}-${day}`
  const date = new Date(`${text}T00:00:00Z`)
  // 30 February is read as 1 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined
}

function momentOf(cell: string): string | undefined {
  const text = cell.replace(' ', 'T')
  return Number.isNaN(Date.parse(text)) ? undefined : text
}
