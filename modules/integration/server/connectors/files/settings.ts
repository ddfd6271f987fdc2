import iconv from 'iconv-lite'
import { z } from 'zod'
import { Invalid } from '../../../../../platform/errors.ts'
import type { SettingField, Settings } from '../port.ts'

const kinds = ['text', 'integer', 'decimal', 'boolean', 'date', 'moment'] as const
const kind = z.enum(kinds).default('text')
const encoding = z.string().refine(name => iconv.encodingExists(name), 'There is no such encoding.')
const pattern = z
  .string()
  .regex(/^[^/\\]+$/, 'A pattern names files in the folder itself, without / or \\.')
  .refine(text => (text.match(/[*?]/g)?.length ?? 0) <= 3, 'At most three * or ? can stand in a pattern.')

/** What every object says, whatever its files look like. */
const shared = {
  name: z.string().min(1).max(100),
  /** Files that hold all records (`customers-*.csv`). */
  full: pattern,
  /** Files that hold what changed. */
  delta: pattern.optional(),
  key: z.array(z.string()).min(1),
  /** The column that says a record is gone, and what it then says. */
  delete: z.strictObject({ column: z.string(), values: z.array(z.string()).min(1) }).optional(),
  /** A record may stand in a delta several times; the last line counts. */
  journal: z.boolean().default(false),
  /** Share of the records that a full file may lack against the one before; more is taken for a file that was cut off. */
  mayLose: z.number().min(0).max(1).default(0.5),
  /** Whether the last line may lack its end: then a file that was cut off in it is not noticed. */
  openEnd: z.boolean().default(false),
  /** Who notices that a record is not as the writer knew it: we, by the files, or the other side, by the expected values in the file. */
  conflicts: z.enum(['here', 'there']).default('here'),
  references: z.array(z.strictObject({ fields: z.array(z.string()).min(1), object: z.string() })).default([]),
}

const csv = z.strictObject({
  ...shared,
  format: z.literal('csv').default('csv'),
  encoding: encoding.optional(),
  delimiter: z.string().min(1).max(3).optional(),
  quote: z.string().max(1).optional(),
  /** Whether the first row names the columns; else they are `Column 1`, `Column 2`, … */
  header: z.boolean().default(true),
  kinds: z.record(z.string(), z.enum(kinds)).default({}),
})

const fixed = z.strictObject({
  ...shared,
  format: z.literal('fixed'),
  encoding: encoding.default('utf-8'),
  /** `start` counts from 1, in characters. `scale`: how many digits of a decimal stand behind a mark that is not written. */
  fields: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        start: z.int().min(1),
        length: z.int().min(1),
        kind,
        scale: z.int().min(0).max(12).optional(),
      }),
    )
    .min(1),
  /** Whether the first line names the columns and is no record. */
  header: z.boolean().default(false),
  /** Whether blanks at the end of a line may be missing. */
  trimmed: z.boolean().default(false),
})

const xml = z.strictObject({
  ...shared,
  format: z.literal('xml'),
  /** The way from the root to a record: `customers/customer`. */
  record: z.string().regex(/^[^/]+(\/[^/]+)*$/),
  /** `path` within the record: `address/city`, `@id`, `address/@kind`; the name where it is left out. */
  fields: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        path: z.string().min(1).optional(),
        kind,
        optional: z.boolean().default(false),
      }),
    )
    .min(1),
})

const definition = z
  .union([fixed, xml, csv])
  .refine(({ full, delta }) => delta === undefined || /[*?]/.test(full), {
    path: ['full'],
    message:
      'Where there are deltas the name of the full file needs a *, or nobody knows which of them come after it.',
  })

/** One object as the administrator describes it. */
export type Definition = z.output<typeof definition>
export type CsvDefinition = z.output<typeof csv>
export type FixedDefinition = z.output<typeof fixed>
export type XmlDefinition = z.output<typeof xml>
export type FieldKind = (typeof kinds)[number]

/** Settings of both kinds. `objects` is a JSON list of definitions; while it is empty there is nothing to be joined. */
export const fileSettings: readonly SettingField[] = [
  { key: 'objects', kind: 'long-text' },
  { key: 'arrival', kind: 'choice', options: ['settled', 'renamed', 'marker'], initial: 'settled' },
  { key: 'interval', kind: 'number', initial: 10 },
  { key: 'out', kind: 'text', initial: 'out' },
  { key: 'ack', kind: 'text', initial: 'ack' },
]

/**
 * How a new file says that it is whole: `settled` = its size and time stay the same between two looks; `renamed` = it gets its
 * name when it is whole; `marker` = an empty file `<name>.ready` comes after it.
 */
export type Arrival = 'settled' | 'renamed' | 'marker'

export type Plan = {
  definitions: readonly Definition[]
  arrival: Arrival
  /** Milliseconds between two looks. */
  interval: number
  /** Folders below the joined one; null where nothing is written. */
  writing: { out: string; ack: string } | null
}

/** Reads the settings; throws `Invalid` with the place in the list of objects. */
export function planOf(settings: Settings): Plan {
  const definitions = definitionsOf(String(settings.objects ?? ''))
  const names = definitions.map(({ name }) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw wrong('objects', `There are two objects called “${twice}”.`)
  const out = String(settings.out ?? 'out')
  const ack = String(settings.ack ?? 'ack')
  for (const [key, folder] of Object.entries({ out, ack }))
    if (/[/\\]|^\.+$/.test(folder))
      throw wrong(key, `“${folder}” is not the name of a folder below the joined one.`)
  return {
    definitions,
    arrival: (settings.arrival || 'settled') as Arrival,
    interval: Math.max(0.02, Number(settings.interval ?? 10)) * 1000,
    writing: out !== '' && ack !== '' ? { out, ack } : null,
  }
}

function definitionsOf(text: string): Definition[] {
  if (text.trim() === '') return []
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    throw wrong('objects', `The list of objects is not JSON: ${(error as Error).message}`)
  }
  const answer = z.array(definition).min(1).safeParse(read)
  if (answer.success) return answer.data
  const { path, message } = deepest(answer.error.issues)
  throw wrong(['objects', ...path].join('.'), message)
}

type Issue = { path: PropertyKey[]; message: string; errors?: Issue[][] }

/** Of a union that fits nowhere, what is wrong with the form that fits best. */
function deepest(issues: readonly unknown[]): { path: string[]; message: string } {
  const [issue] = issues as Issue[]
  if (!issue) return { path: [], message: 'It cannot be read.' }
  const forms = issue.errors?.filter(form => !form.some(({ path }) => path[0] === 'format')) ?? []
  const inner = forms.toSorted((a, b) => a.length - b.length)[0]
  const path = issue.path.map(String)
  if (!inner) return { path, message: issue.message }
  const below = deepest(inner)
  return { path: [...path, ...below.path], message: below.message }
}

function wrong(path: string, message: string): Invalid {
  return new Invalid([{ path: `settings.${path}`, code: 'integration.files-settings', message }])
}
