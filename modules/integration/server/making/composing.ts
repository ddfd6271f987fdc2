import type { RemoteField, RemoteObject, RemoteValue, RemoteValues } from '../connectors/port.ts'
import { keyParts } from '../connectors/port.ts'
import { inWordsOf } from '../operations/values-there.ts'
import type { JoinedObject } from '../systems/system.ts'
import type { Making, MakingRule } from './making.ts'
import type { OfferedRecord, OfferedValues } from './offers.ts'

/** Why a record cannot be said over there: code of `integration.reason`, and the field it is about. */
export type Unsayable = { reason: string; field: string | null }

export type Composed = { set: RemoteValues; lines: RemoteValues[]; problems: Unsayable[] }

type Composing = {
  making: Pick<Making, 'shape' | 'oursField' | 'oursFrom' | 'mapping' | 'lines'>
  object: Pick<JoinedObject, 'parentFields'>
  /** The object that the customer is a record of, and his key there; null where he is not known. */
  customer: { shape: RemoteObject; key: string } | null
}

/** What is set over there for a record, with everything that cannot be said; what is empty here is left to the other system. */
export function compose(record: OfferedRecord, { making, object, customer }: Composing): Composed {
  const { parentFields } = object
  const problems: Unsayable[] = []
  const whose: RemoteValues = customer
    ? Object.fromEntries(
        keyParts(customer.shape, customer.key).map((part, at) => [String(parentFields?.[at]), part]),
      )
    : {}
  if (!customer) problems.push({ reason: 'customer-not-known', field: null })
  const ours: MakingRule = { field: making.oursField, from: making.oursFrom }
  const head = filled(making.shape, { rules: [...making.mapping, ours], values: record.values })
  const below = making.lines
  const lines = below
    ? record.lines.map(values => filled(below.object, { rules: below.mapping, values }))
    : []
  if (head.set[making.oursField] === undefined)
    problems.push({ reason: 'ours-is-empty', field: making.oursField })
  return {
    set: { ...head.set, ...whose },
    lines: lines.map(({ set }) => set),
    problems: [...problems, ...head.problems, ...lines.flatMap(line => line.problems)],
  }
}

type Filling = { rules: readonly MakingRule[]; values: OfferedValues }

function filled(
  shape: RemoteObject,
  { rules, values }: Filling,
): { set: RemoteValues; problems: Unsayable[] } {
  const set: Record<string, RemoteValue> = {}
  const problems: Unsayable[] = []
  const byName = new Map(shape.fields.map(field => [field.name, field]))
  for (const rule of rules) {
    const field = byName.get(rule.field)
    const raw = 'always' in rule ? rule.always : (values[rule.from] ?? null)
    if (!field) problems.push({ reason: 'no-such-field', field: rule.field })
    else if (raw === null || raw === '') continue
    else {
      const value = sayable(field, raw)
      if (value === undefined) problems.push({ reason: `not-${field.kind}`, field: rule.field })
      else set[rule.field] = value
    }
  }
  return { set, problems }
}

/** A moment is a day where a day is wanted; a decimal is a whole number where it has nothing behind its point. */
function sayable(field: RemoteField, raw: string | number): RemoteValue | undefined {
  const whole = field.kind === 'integer' ? String(raw).replace(/\.0+$/, '') : raw
  return inWordsOf(field, whole)
}
