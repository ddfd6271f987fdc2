import iconv from 'iconv-lite'
import { readFile } from 'node:fs/promises'
import { Invalid, Refusal } from '../../../../../../platform/errors.ts'
import { detectEncoding } from '../../../../../../platform/transfer/readers/encoding.ts'
import { openTable } from '../../../../../../platform/transfer/readers/reader.ts'
import { sniff } from '../../../../../../platform/transfer/readers/sniff.ts'
import type { Dialect } from '../../../../../../platform/transfer/readers/table.ts'
import { CallFailed } from '../../failures.ts'
import type { Doubt, FileForm, FormField, FormKind, Proposal, Proposals, ToldForm } from '../../proposal.ts'
import { valueOf } from '../formats/values.ts'
import { picked } from '../names.ts'
import { type Found, type Reach, within } from '../store.ts'
import type { Work } from '../work.ts'
import type { Copy } from '../workshop.ts'
import { enoughLines, fixedFields, hasTitles, isFixedWidth } from './fixed-form.ts'
import { goneColumn, keyOf } from './keys.ts'
import { groupOf, type NamedGroup, namedGroups } from './names.ts'
import { seenInXml } from './xml-form.ts'

/** Bytes of a file that are looked at. */
const headSize = 262_144
/** Files looked into; a folder with more kinds is described by hand. */
const mostGroups = 20
const seenRows = 200
const shownSamples = 4

/** Looks at what lies in the folder and says how it could be described; with `told` only at the files that a person has named. */
export async function proposalsOf(
  work: Work,
  { told, signal }: { told: ToldForm | null; signal: AbortSignal },
): Promise<Proposals> {
  const reach = within(work.store, signal)
  const found = await reach.list('', name => !/^\.|\.(part|ready|tmp)$/i.test(name))
  const groups = told ? [groupOf(told, found, told.name)] : namedGroups(found).slice(0, mostGroups)
  const proposals: Proposal[] = []
  const unread: Proposals['unread'] = []
  for (const group of groups) {
    try {
      proposals.push(await proposalOf(work, reach, { group, told }))
    } catch (error) {
      if (!(error instanceof Refusal || (error instanceof CallFailed && error.kind === 'broken-answer')))
        throw error
      unread.push({ name: group.files[0]?.name ?? group.full, reason: reasonOf(error) })
    }
  }
  return { files: found.length, proposals, unread }
}

/** Refusals say the field before the words, and here there is none. */
const reasonOf = (error: Error) =>
  error instanceof Invalid ? (error.fields[0]?.message ?? '') : error.message

type Asked = { group: NamedGroup; told: ToldForm | null }

async function proposalOf(work: Work, reach: Reach, { group, told }: Asked): Promise<Proposal> {
  const { full, deltas } = picked(group.files, group)
  const looked = full ?? group.files[0] ?? null
  const named = { name: group.name, full: group.full, ...(group.delta ? { delta: group.delta } : {}) }
  const others = group.files.filter(file => file !== full)
  const files = [...(full ? [full] : []), ...others].slice(0, 5).map(({ name }) => name)
  const rest = { files, count: group.files.length }
  if (!looked) {
    const form = { ...told, ...named, format: told?.format ?? 'csv', key: [] }
    return { form, ...rest, columns: [], lines: [], doubts: ['nothing-there'] }
  }
  const seen = await seenIn(work, reach, { file: looked, told })
  const newest = deltas.at(-1)
  const changes = newest
    ? await seenIn(work, reach, { file: newest, told: { ...told, ...seen.form, ...named } }).catch(() => null)
    : null
  const gone = goneColumn([...(changes?.columns ?? []), ...seen.columns])
  const form: FileForm = {
    ...named,
    ...seen.form,
    key: keyOf(seen.columns, group.name),
    ...(gone ? { delete: gone } : {}),
    ...kindsIn(seen),
  }
  // A record without its key is none.
  for (const field of form.fields ?? []) if (form.key.includes(field.name)) delete field.optional
  const doubts: Doubt[] = [...seen.doubts, ...(form.key.length === 0 ? (['no-key'] as const) : [])]
  const columns = seen.columns.map(({ name, values }) => ({ name, samples: samplesOf(values) }))
  return { form, ...rest, columns, lines: seen.lines, doubts }
}

type Seen = {
  form: Pick<FileForm, 'format'> & Partial<FileForm>
  columns: { name: string; values: (string | null)[] }[]
  lines: string[]
  doubts: Doubt[]
}

async function seenIn(
  { memory: { workshop } }: Work,
  reach: Reach,
  { file, told }: { file: Found; told: ToldForm | null },
): Promise<Seen> {
  const copy = await workshop.copy(reach, file, headSize)
  try {
    const head = await readFile(copy.path)
    const isWhole = head.length >= file.size
    const encoding = told?.encoding ?? detectEncoding(head).encoding
    const text = iconv.decode(head, encoding)
    const lines = linesOf(text, isWhole)
    const format = told?.format ?? formatOf(head, text, lines)
    const seen =
      format === 'xml'
        ? ofXml(file, text, told)
        : format === 'fixed'
          ? ofFixed(lines, { encoding, told })
          : await ofCsv(copy, { told, isWhole })
    if (format === 'xml' || !isWhole || copy.endsWithLine) return seen
    return { ...seen, form: { ...seen.form, openEnd: true }, doubts: [...seen.doubts, 'open-end'] }
  } finally {
    await copy.remove()
  }
}

/** The first lines; the last one may be cut off where the file is longer. */
function linesOf(text: string, isWhole: boolean): string[] {
  const lines = text.split(/\r?\n/)
  const whole = isWhole ? lines : lines.slice(0, -1)
  return whole.filter(line => line !== '').slice(0, seenRows)
}

function formatOf(head: Buffer, text: string, lines: readonly string[]): FileForm['format'] {
  if (/^\ufeff?\s*<(?!!doctype html|html)[\w?!]/i.test(text)) return 'xml'
  return sniff(head).kind === 'csv' && isFixedWidth(lines) ? 'fixed' : 'csv'
}

function ofXml({ name }: Found, text: string, told: ToldForm | null): Seen {
  const seen = seenInXml(text, told?.record)
  if (!seen) throw new CallFailed('broken-answer', `“${name}” has no elements with fields.`)
  const { record, fields, rows } = seen
  const columns = fields.map(field => ({
    name: field.name,
    values: rows.map(row => row[field.name] ?? null),
  }))
  return { form: { format: 'xml', record, fields }, columns, lines: [], doubts: [] }
}

function ofFixed(
  lines: readonly string[],
  { encoding, told }: { encoding: string; told: ToldForm | null },
): Seen {
  const header = told?.header ?? hasTitles(lines)
  const body = header ? lines.slice(1) : lines
  const fields = fixedFields(body, header ? (lines[0] ?? '') : null)
  const columns = fields.map(({ name, start = 1, length = 0 }) => ({
    name,
    values: body.map(line => line.slice(start - 1, start - 1 + length).trim() || null),
  }))
  return {
    form: { format: 'fixed', encoding, header, fields },
    columns,
    lines: lines.slice(0, 6),
    doubts: body.length < enoughLines ? ['few-lines'] : [],
  }
}

async function ofCsv(
  copy: Copy,
  { told, isWhole }: { told: ToldForm | null; isWhole: boolean },
): Promise<Seen> {
  const { name } = copy
  const guess = await openTable(copy.path, { name, dialect: dialectOf(told) })
  const titled = guess.dialect?.headerRow !== null
  // Programs put nothing above the table, and that is how the files are read later on.
  const head = { preambleRows: 0, headerRows: titled ? 1 : 0, headerRow: titled ? 1 : null }
  const table = await openTable(copy.path, {
    name,
    dialect: { ...guess.dialect, ...dialectOf(told), ...head },
  })
  if (table.format !== 'csv' || !table.dialect)
    throw new CallFailed('broken-answer', `“${name}” is no text but ${table.format}.`)
  const { encoding, delimiter } = table.dialect
  const rows: (string | null)[][] = []
  for await (const some of table.rows()) {
    rows.push(...some.map(({ cells }) => cells))
    if (rows.length > seenRows) break
  }
  const whole = isWhole ? rows : rows.slice(0, -1)
  const values = (at: number) => whole.slice(0, seenRows).map(cells => cells[at] ?? null)
  return {
    form: { format: 'csv', encoding, delimiter, header: titled },
    columns: table.columns.map((column, at) => ({ name: column, values: values(at) })),
    lines: [],
    doubts: table.columns.length === 1 ? ['one-column'] : [],
  }
}

function dialectOf(told: ToldForm | null): Partial<Dialect> {
  const { encoding, delimiter, header } = told ?? {}
  return {
    quote: '"',
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(header === undefined ? {} : { headerRows: header ? 1 : 0, headerRow: header ? 1 : null }),
  }
}

/** Days and sums are told as such, or nothing could be sorted or added up; all else stays text. */
function kindsIn({ form, columns }: Seen): Partial<FileForm> {
  const kinds = new Map(
    columns.flatMap(({ name, values }) => {
      const kind = kindOf(values)
      return kind ? [[name, kind] as const] : []
    }),
  )
  if (form.format === 'csv') return kinds.size > 0 ? { kinds: Object.fromEntries(kinds) } : {}
  const withKind = (field: FormField) => {
    const kind = kinds.get(field.name)
    return kind ? { ...field, kind } : field
  }
  return form.fields ? { fields: form.fields.map(withKind) } : {}
}

function kindOf(values: readonly (string | null)[]): FormKind | null {
  const said = values.filter(value => value !== null && value !== '')
  if (said.length < 2) return null
  const are = (kind: FormKind) => said.every(value => valueOf(kind, value) !== undefined)
  if (said.every(value => value?.includes('-')) && are('date')) return 'date'
  if (said.some(value => value?.includes('.')) && are('decimal')) return 'decimal'
  return are('moment') ? 'moment' : null
}

function samplesOf(values: readonly (string | null)[]): string[] {
  const said = [...new Set(values.flatMap(value => value?.trim() || []))]
  return said.slice(0, shownSamples).map(value => value.slice(0, 80))
}
