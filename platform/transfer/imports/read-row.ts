import type { Row } from '../readers/table.ts'
import type { ParsedRow, RowRefusal } from '../target.ts'
import { cleanText } from '../values/text.ts'
import { type BadValue, isBad, type Value } from '../values/value.ts'
import type { Plan, Slot } from './plan.ts'

/** Something worth telling about many rows, counted; the first row stands for all. */
export type Warning = {
  code: string
  column: string | null
  message: string
  count: number
  firstRow: number
}

/** Collects warnings by kind and column, so that their number stays small whatever the file. */
export type Warnings = {
  note: (warning: Omit<Warning, 'count'> & { count?: number }) => void
  list: () => Warning[]
}

const mostWarnings = 200

export function collectWarnings(known: readonly Warning[] = []): Warnings {
  const all = new Map(known.map(warning => [`${warning.code} ${warning.column}`, { ...warning }]))
  return {
    note(warning) {
      const key = `${warning.code} ${warning.column}`
      const found = all.get(key)
      const count = warning.count ?? 1
      if (found) found.count += count
      else if (all.size < mostWarnings) all.set(key, { ...warning, count })
    },
    list: () => [...all.values()],
  }
}

export type ReadRow = ParsedRow | RowRefusal

/** Reads the cells of a row as the plan says. The first cell that cannot be read refuses the row. */
export function readRow(row: Row, plan: Plan, warnings: Warnings): ReadRow {
  const { problem } = row
  if (problem?.refuses) return { code: problem.code, message: problem.message, params: problem.params }
  if (problem)
    warnings.note({
      code: problem.code,
      column: problem.column,
      message: problem.message,
      firstRow: row.number,
    })
  const parsed: ParsedRow = { number: row.number, values: {}, custom: null }
  for (const constant of plan.constants) {
    const value = constant.parse(constant.text)
    if (isBad(value)) return refusal(value, { row, column: constant.field.key })
    if (value !== null) put(parsed, { field: constant.field, customKey: null }, value)
  }
  for (const slot of plan.slots) {
    const cell = row.cells[slot.index]
    if (!cell) continue
    const { text, cleaned } = cleanText(cell)
    if (cleaned) noteCleaning(warnings, { cleaned, row, slot })
    if (text === '') continue
    const value = slot.parse(text)
    if (value === null) continue
    if (isBad(value)) return refusal(value, { row, column: slot.column })
    put(parsed, slot, value)
  }
  return parsed
}

const cleanings = {
  nul: 'NUL characters were taken out; they cannot be stored.',
  'broken-character': 'Characters that are no Unicode were replaced by �.',
  'direction-override': 'Characters that turn the writing direction were taken out.',
}

function noteCleaning(
  warnings: Warnings,
  { cleaned, row, slot }: { cleaned: keyof typeof cleanings; row: Row; slot: Slot },
): void {
  const message = `Row ${row.number}, column “${slot.column}”: ${cleanings[cleaned]}`
  warnings.note({ code: `transfer.cleaned-${cleaned}`, column: slot.column, message, firstRow: row.number })
}

function refusal(value: BadValue, { row, column }: { row: Row; column: string }): RowRefusal {
  const message = `Row ${row.number}, column “${column}”: ${value.message}`
  return {
    code: `transfer.${value.bad}`,
    message,
    field: column,
    params: { row: row.number, column, ...value.params },
  }
}

function put(parsed: ParsedRow, slot: Pick<Slot, 'field' | 'customKey'>, value: Value): void {
  if (slot.customKey !== null) {
    parsed.custom ??= {}
    parsed.custom[slot.customKey] = typeof value === 'object' && 'problem' in value ? value.value : value
    return
  }
  const { key, repeatable } = slot.field
  if (!repeatable) {
    parsed.values[key] = value
    return
  }
  const list = (parsed.values[key] ??= []) as Value[]
  list.push(value)
}
