import { parseEmail, parsePhone } from '../../../../platform/formats/contacts.ts'
import type { Shown } from '../../../customers/index.ts'
import type { RemoteField, RemoteObject, RemoteValue } from '../connectors/port.ts'
import type { FieldRule } from '../systems/system.ts'

/** What a value here is called over there; or why it cannot be said there (code of `integration.reason`), with what was to be said. */
export type Said = { value: RemoteValue } | { refused: string; raw: RemoteValue }

/** Values that are none of the customer itself, or that no other system could understand: who owns it, where it works. */
const unspeakable = [
  'owner',
  'employer',
  'kind',
  'lastContactAt',
  'nextStep',
  'createdAt',
  'updatedAt',
  'source',
]

/** Whether a change of this field here may go to a field there at all. */
export function isSpeakable(rule: Pick<FieldRule, 'target' | 'write'>): boolean {
  return rule.target !== null && rule.write !== 'no' && !unspeakable.includes(rule.target)
}

/** The value of one field there that says what is shown here: the mapping read backwards. */
export function valueThere(
  rule: Pick<FieldRule, 'field' | 'target'>,
  { shape, targets, shown }: { shape: RemoteObject; targets: ReadonlySet<string>; shown: Shown },
): Said {
  const here = valueHere(String(rule.target), { targets, shown })
  const raw = plain(here)
  const field = shape.fields.find(({ name }) => name === rule.field)
  if (!field) return { refused: 'no-such-field', raw }
  if (shape.key.includes(field.name)) return { refused: 'is-its-key', raw }
  if (raw === null) return field.optional ? { value: null } : { refused: 'must-not-be-empty', raw }
  const value = inWordsOf(field, raw)
  return value === undefined ? { refused: `not-${field.kind}`, raw } : { value }
}

/** What is shown here for a target of the mapping; nothing and empty text are the same. */
function valueHere(
  target: string,
  { targets, shown }: { targets: ReadonlySet<string>; shown: Shown },
): unknown {
  const { values, custom, address } = shown
  if (target.startsWith('custom.')) return custom[target.slice('custom.'.length)]
  if (target === 'region') return address?.region
  if (target === 'street' || target === 'street2') {
    const lines = address?.lines ?? ''
    // Without a second field there, all lines go where they came from.
    if (!targets.has('street2')) return target === 'street' ? lines : null
    const [first = '', ...rest] = lines.split('\n')
    return target === 'street' ? first : rest.join('\n')
  }
  return values[target]
}

function plain(here: unknown): RemoteValue {
  if (here === null || here === undefined || here === '') return null
  if (Array.isArray(here)) return here.length > 0 ? here.map(String).join(', ') : null
  if (typeof here === 'number' || typeof here === 'boolean') return here
  if (typeof here === 'object') return JSON.stringify(here)
  return String(here)
}

const day = /^\d{4}-\d{2}-\d{2}/

/** The value in the kind of the field there; undefined where that kind cannot say it. */
export function inWordsOf({ kind }: RemoteField, value: string | number | boolean): RemoteValue | undefined {
  const text = typeof value === 'string' ? value.trim() : String(value)
  if (kind === 'text') return typeof value === 'string' ? value : text
  if (kind === 'integer') {
    if (typeof value === 'boolean') return value ? 1 : 0
    if (!/^[-+]?\d+$/.test(text)) return undefined
    return Number.isSafeInteger(Number(text)) ? Number(text) : text
  }
  if (kind === 'decimal') return /^[-+]?\d+([.]\d+)?$/.test(text) ? text : undefined
  if (kind === 'boolean') return booleanOf(text)
  if (kind === 'date') return day.test(text) ? text.slice(0, 10) : undefined
  if (kind === 'moment') {
    if (!day.test(text)) return undefined
    return text.length === 10 ? `${text}T00:00:00` : text
  }
  return undefined
}

function booleanOf(text: string): boolean | undefined {
  if (/^(true|1|yes)$/i.test(text)) return true
  return /^(false|0|no)$/i.test(text) ? false : undefined
}

/** Whether two values there mean the same: a number written otherwise, a telephone number with other blanks. */
export function meansTheSame(
  target: string | null,
  [one, other]: readonly [RemoteValue | undefined, RemoteValue | undefined],
  country: string | null = null,
): boolean {
  const [a, b] = [textOf(one), textOf(other)]
  if (a === b) return true
  if (a === '' || b === '') return false
  if (target === 'email') return parseEmail(a).value === parseEmail(b).value
  if (target === 'phone')
    return parsePhone(a, country ?? undefined).value === parsePhone(b, country ?? undefined).value
  return false
}

function textOf(value: RemoteValue | undefined): string {
  if (value === null || value === undefined) return ''
  return String(value).trim()
}

const decimal = /^([-+]?)0*(\d+?)(?:\.(\d*?)0*)?$/

/** Whether a field there holds this value, however its kind may be written. */
export function standsAs(
  kind: RemoteField['kind'] | undefined,
  one: RemoteValue | undefined,
  other: RemoteValue | undefined,
): boolean {
  const [a, b] = [one ?? null, other ?? null]
  if (a === b) return true
  if (a === null || b === null) return false
  if (kind === 'integer' || kind === 'decimal') return numberText(a) === numberText(b)
  if (kind === 'moment') return Date.parse(String(a)) === Date.parse(String(b))
  return String(a) === String(b)
}

function numberText(value: RemoteValue): string {
  const [, sign = '', whole = '', fraction = ''] = decimal.exec(String(value).trim()) ?? []
  return whole === '' ? String(value) : `${sign === '-' ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}
