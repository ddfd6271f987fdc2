import type { FieldKind } from '../../../platform/entities/descriptor.ts'
import { saidForAll } from './for-all.ts'
import type { Import, Preview } from './standing.ts'

/** Where a column goes: a field, an own field that is made, or nowhere. */
export type Target = { target: string | null; kind?: FieldKind | undefined; label?: string | undefined }

export type Options = {
  match?: string[] | undefined
  matched?: 'update' | 'fill' | 'skip' | undefined
  alike?: 'keep' | 'skip' | 'refuse' | undefined
  several?: 'refuse' | 'oldest' | undefined
  dateOrder?: 'dmy' | 'mdy' | undefined
  country?: string | undefined
  unreadable?: 'refuse' | 'keep' | undefined
  sheet?: string | undefined
  /** Names of records that were chosen for all rows, by id. */
  titles?: Readonly<Record<string, string>> | undefined
  constants?: Readonly<Record<string, string>> | undefined
  decimalMark?: '.' | ',' | undefined
}

/** What a person has decided about a file so far. */
export type Draft = {
  preview: Preview
  targets: Readonly<Record<string, Target>>
  options: Options
}

/** A file as it was suggested, or with the mapping and options that the server has of it. */
export function draftOf(preview: Preview, chosen?: Pick<Import, 'mapping' | 'options'>): Draft {
  const targets = Object.fromEntries(
    preview.columns.map(({ column, target, kind, label }) => [
      column,
      chosen?.mapping[column] ?? { target, kind, label },
    ]),
  )
  return { preview, targets, options: chosen ? readOptions(chosen.options) : optionsOf(preview) }
}

function readOptions({ match, ...options }: Import['options']): Options {
  return { ...options, ...(match === undefined ? {} : { match: [match].flat() }) }
}

/**
 * What the file was opened with stays: its sheet, and what holds for all of its rows. The rest begins with its defaults, or as it
 * was with an earlier file of the same columns.
 */
function optionsOf({ import: { options }, asBefore }: Preview): Options {
  if (asBefore) return readOptions(options)
  const { sheet, constants } = options
  return { ...(sheet ? { sheet } : {}), ...(constants ? { constants } : {}) }
}

export const isOwn = (target: string | null): boolean => target?.startsWith('custom.') ?? false

/** Whether the column makes a field that does not exist yet. */
export function isNewField({ fields }: Preview, target: string | null): boolean {
  return isOwn(target) && !fields.some(field => field.key === target)
}

/** Columns whose field another column before them fills already; only repeatable fields may be filled twice. */
export function filledTwice({ preview, targets }: Draft): ReadonlySet<string> {
  const taken = new Set<string>()
  const twice = new Set<string>()
  for (const { column } of preview.columns) {
    const target = targets[column]?.target
    if (!target || preview.fields.find(field => field.key === target)?.repeatable) continue
    if (taken.has(target)) twice.add(column)
    taken.add(target)
  }
  return twice
}

/** The kind of field that a column fills. */
export function kindOf({ preview, targets }: Draft, column: string): FieldKind | undefined {
  const given = targets[column]
  return preview.fields.find(field => field.key === given?.target)?.kind ?? given?.kind
}

/** Columns of dates in which nothing tells whether the day or the month comes first. */
export function unclearDates(draft: Draft): string[] {
  return draft.preview.columns
    .filter(({ column, dateOrder }) => {
      const kind = kindOf(draft, column)
      return (kind === 'date' || kind === 'datetime') && dateOrder === 'ambiguous'
    })
    .map(({ column }) => column)
}

/** Fields by which existing records can be found, among those that some column fills. */
export function matchable({ preview, targets }: Draft): string[] {
  const filled = new Set(Object.values(targets).map(({ target }) => target))
  return preview.fields.filter(field => field.matchable && filled.has(field.key)).map(({ key }) => key)
}

/** Whether some column gives values of this kind. */
export function hasKind(draft: Draft, kind: FieldKind): boolean {
  return draft.preview.columns.some(({ column }) => kindOf(draft, column) === kind)
}

/** What stands between the person and the next step, as text keys. */
export function hindrances(draft: Draft): string[] {
  const found: string[] = []
  if (Object.values(draft.targets).every(({ target }) => target === null)) found.push('nothingMapped')
  if (filledTwice(draft).size > 0) found.push('filledTwice')
  if (unclearDates(draft).length > 0 && !draft.options.dateOrder) found.push('dateOrder')
  return found
}

/** The draft as the API takes it: only what was decided. */
export function requestOf(draft: Draft) {
  const { targets, options } = draft
  const mapping = Object.fromEntries(
    Object.entries(targets).map(([column, { target, kind, label }]) => [
      column,
      { target, ...(kind ? { kind } : {}), ...(label ? { label } : {}) },
    ]),
  )
  const given = Object.entries({ ...options, constants: saidForAll(draft) }).filter(
    ([, value]) => value !== undefined,
  )
  return { mapping, options: Object.fromEntries(given) as Options }
}
