import type { FieldKind } from '../../entities/descriptor.ts'
import { Invalid, type FieldProblem } from '../../errors.ts'
import { guessOwnKind } from '../kinds.ts'
import { customKey, type Mapping, type Sampled } from '../mapping.ts'
import type { ImportField, ImportTarget } from '../target.ts'
import { guessDateOrder } from '../values/dates.ts'
import { guessDecimalMark } from '../values/numbers.ts'
import { parserFor } from '../values/parser.ts'
import type { ValueParser } from '../values/value.ts'
import type { ImportOptions } from './options.ts'

/** One column that is used: where it stands, where it goes, how it is read. */
export type Slot = {
  index: number
  column: string
  field: ImportField
  customKey: string | null
  parse: ValueParser
}

/** A user's own field that the import brings with it. */
export type NewField = { key: string; label: string; kind: FieldKind }

/** Everything that is decided before the first row; the same file, mapping and options give the same plan. */
export type Plan = {
  columns: readonly string[]
  slots: readonly Slot[]
  match: readonly string[]
  newFields: readonly NewField[]
  /** Values of the fields that no column gives. */
  constants: readonly { field: ImportField; text: string; parse: ValueParser }[]
  options: ImportOptions
}

export type PlanInput = {
  sampled: Sampled
  mapping: Mapping
  options: ImportOptions
  fields: readonly ImportField[]
  target: ImportTarget
  customFields: boolean
  today: Date
}

/** Decides how the file is read; throws `Invalid` naming every column that cannot go where it shall. */
export function makePlan(input: PlanInput): Plan {
  const problems: FieldProblem[] = []
  const newFields: NewField[] = []
  const slots: Slot[] = []
  const filled = new Set<string>()
  const fields = new Map(input.fields.map(field => [field.key, field]))
  input.sampled.columns.forEach((column, index) => {
    const given = input.mapping[column]
    if (!given?.target) return
    const field = fieldFor(input, fields, {
      column,
      index,
      target: given.target,
      kind: given.kind,
      label: given.label,
      newFields,
    })
    if (!field) {
      problems.push(
        problem(
          column,
          'no-such-field',
          `There is no field “${given.target}” to import into, or you may not write it.`,
        ),
      )
      return
    }
    if (!field.repeatable && filled.has(field.key))
      problems.push(
        problem(column, 'field-twice', `Two columns go to the field “${field.key}”; leave one out.`),
      )
    filled.add(field.key)
    const parse = parserOf(input, { field, column, index, problems })
    slots.push({
      index,
      column,
      field,
      customKey: field.custom ? field.key.replace(/^custom\./, '') : null,
      parse,
    })
  })
  const columns = new Set(input.sampled.columns)
  for (const column of Object.keys(input.mapping)) {
    if (!columns.has(column))
      problems.push(problem(column, 'no-such-column', `The file has no column “${column}”.`))
  }
  if (slots.length === 0)
    problems.push(problem('', 'nothing-mapped', 'No column goes to a field. Choose at least one.'))
  const constants = constantsOf(input, problems)
  const match = matchOf(input, {
    mapped: new Set([...filled, ...constants.map(constant => constant.field.key)]),
    problems,
  })
  if (problems.length) throw new Invalid(problems)
  return { columns: input.sampled.columns, slots, match, newFields, constants, options: input.options }
}

function problem(column: string, code: string, message: string): FieldProblem {
  return { path: column ? `mapping.${column}` : 'mapping', code: `transfer.${code}`, message }
}

type Wanted = {
  column: string
  index: number
  target: string
  kind: FieldKind | undefined
  label: string | undefined
  newFields: NewField[]
}

function fieldFor(
  input: PlanInput,
  fields: Map<string, ImportField>,
  wanted: Wanted,
): ImportField | undefined {
  const known = fields.get(wanted.target)
  if (known || !wanted.target.startsWith('custom.') || !input.customFields) return known
  const key = customKey(wanted.target.slice('custom.'.length))
  const existing = fields.get(`custom.${key}`)
  if (existing) return existing
  const kind = wanted.kind ?? guessOwnKind(samplesOf(input.sampled, wanted.index))
  const label = wanted.label ?? wanted.column.slice(0, 100)
  wanted.newFields.push({ key, label, kind })
  const field: ImportField = { key: `custom.${key}`, kind, label, custom: true }
  fields.set(field.key, field)
  return field
}

function samplesOf(sampled: Sampled, index: number): string[] {
  return sampled.rows.map(cells => cells[index]?.trim() ?? '').filter(cell => cell !== '')
}

type Column = { field: ImportField; column: string; index: number; problems: FieldProblem[] }

/** Kinds that are read by the decimal mark of their column. */
const numeric = new Set<FieldKind>(['integer', 'decimal', 'score', 'money'])

function parserOf(input: PlanInput, { field, column, index, problems }: Column): ValueParser {
  const { options, target, today } = input
  const dates = field.kind === 'date' || field.kind === 'datetime'
  const samples = dates || numeric.has(field.kind) ? samplesOf(input.sampled, index) : []
  const guess = dates ? guessDateOrder(samples) : 'none'
  if (guess === 'ambiguous' && !options.dateOrder) {
    const message = `Nothing in “${column}” tells whether the day or the month comes first. Say so with the option dateOrder (“dmy” or “mdy”).`
    problems.push(problem(column, 'date-order-unknown', message))
  }
  return parserFor(field, {
    dateOrder: options.dateOrder ?? (guess === 'mdy' ? 'mdy' : 'dmy'),
    decimalMark: options.decimalMark ?? guessDecimalMark(samples),
    country: options.country,
    unreadable: options.unreadable,
    words: target.words?.[field.key],
    today,
  })
}

function constantsOf(input: PlanInput, problems: FieldProblem[]): Plan['constants'] {
  return Object.entries(input.options.constants ?? {}).flatMap(([key, text]) => {
    const field = input.fields.find(field => field.key === key)
    if (field)
      return [{ field, text, parse: parserOf(input, { field, column: key, index: -1, problems: [] }) }]
    problems.push({
      path: `options.constants.${key}`,
      code: 'transfer.no-such-field',
      message: `There is no field “${key}” to import into.`,
    })
    return []
  })
}

function matchOf(
  input: PlanInput,
  { mapped, problems }: { mapped: ReadonlySet<string>; problems: FieldProblem[] },
): string[] {
  const asked = input.options.match
  if (asked === undefined) return input.target.defaultMatch.filter(key => mapped.has(key)).slice(0, 1)
  const keys =
    typeof asked === 'string'
      ? asked
          .split(',')
          .map(key => key.trim())
          .filter(Boolean)
      : asked
  for (const key of keys) {
    const field = input.fields.find(field => field.key === key)
    if (!field?.matchable)
      problems.push({
        path: 'match',
        code: 'transfer.not-matchable',
        message: `Records cannot be found by “${key}”.`,
      })
  }
  return [...keys]
}
