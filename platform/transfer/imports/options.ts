import { z } from 'zod'
import { type FieldKind, operatorsOf } from '../../entities/descriptor.ts'
import { invalid } from '../../errors.ts'
import type { Mapping } from '../mapping.ts'

export type OnMatch = 'update' | 'fill' | 'skip'

/** How a file is read and what happens with matches; everything has a default. */
export const importOptionsShape = z.strictObject({
  match: z
    .union([z.string().max(100), z.array(z.string().max(100)).max(5)])
    .optional()
    .describe('Fields by which existing records are found, in this order'),
  several: z
    .enum(['refuse', 'oldest'])
    .optional()
    .describe('What to do when several existing records match; default refuse'),
  matched: z
    .enum(['update', 'fill', 'skip'])
    .optional()
    .describe(
      'What happens to records that are found: `update` replaces values (default), `fill` gives only what is empty, `skip` leaves them as they are',
    ),
  alike: z
    .enum(['keep', 'skip', 'refuse'])
    .optional()
    .describe(
      'What happens to new records that are like ones that are there without meeting them: `keep` makes them (default), `skip` counts them as matched and changes nothing, `refuse` refuses their rows',
    ),
  dateOrder: z
    .enum(['dmy', 'mdy'])
    .optional()
    .describe('Whether day or month comes first where the values do not tell'),
  decimalMark: z.enum(['.', ',']).optional(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .transform(code => code.toUpperCase())
    .optional()
    .describe('ISO 3166 country of telephone numbers without country code'),
  unreadable: z
    .enum(['refuse', 'keep'])
    .optional()
    .describe(
      'Contact data that cannot be read; default: e-mail addresses refuse the row, telephone numbers are kept as given',
    ),
  constants: z
    .record(z.string().max(100), z.string().max(2000))
    .optional()
    .describe('Values for fields that no column gives'),
  titles: z
    .record(z.string().max(100), z.string().max(300))
    .optional()
    .describe('Names of records that `constants` say by their ids, to be shown again'),
  sheet: z.string().max(200).optional(),
})

export type ImportOptions = z.output<typeof importOptionsShape>

const fieldKinds = Object.keys(operatorsOf) as [FieldKind, ...FieldKind[]]

const columnTarget = z.union([
  z.string().max(100),
  z.null(),
  z.strictObject({
    target: z.string().max(100).nullable(),
    kind: z.enum(fieldKinds).optional(),
    label: z.string().max(200).optional(),
  }),
])

/** Column title → field key, `custom.<key>`, or null to leave it out. */
export const mappingShape = z.record(z.string().max(1000), columnTarget)

/** The mapping as the engine uses it; `ignore` and the empty text mean nowhere, `custom:x` the same as `custom.x`. */
export function readMapping(given: z.output<typeof mappingShape>): Mapping {
  return Object.fromEntries(Object.entries(given).map(([column, value]) => [column, readTarget(value)]))
}

function readTarget(value: z.output<typeof columnTarget>): Mapping[string] {
  const whole = typeof value === 'object' && value !== null ? value : { target: value }
  const target =
    whole.target === '' || whole.target === 'ignore'
      ? null
      : (whole.target?.replace(/^custom:/, 'custom.') ?? null)
  return {
    target,
    ...(whole.kind ? { kind: whole.kind } : {}),
    ...(whole.label ? { label: whole.label } : {}),
  }
}

/** Reads a JSON text field of a multipart request against its shape; throws `Invalid` with the field's name. */
export function readJsonField<S extends z.ZodType>(
  shape: S,
  name: string,
  text: string | undefined,
): z.output<S> | undefined {
  if (text === undefined || text.trim() === '') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalid(name, 'platform.not-json', `The field “${name}” is not JSON.`)
  }
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = [name, ...(issue?.path ?? [])].join('.')
  throw invalid(path, 'platform.bad-value', issue?.message ?? 'The value is not allowed.')
}
