import { safeParse, type $ZodType, type output } from 'zod/v4/core'
import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { type FieldProblem, Invalid, Refused } from '../../../../platform/errors.ts'
import { isRefusal } from '../../../../platform/transfer/target.ts'
import {
  addContactPoint,
  type Arrival,
  changeContactPoint,
  changeCustomer,
  type ShownAddress,
} from '../../../customers/index.ts'
import { customersContract } from '../../../customers/contract.ts'
import type { RemoteValues } from '../connectors/port.ts'
import type { FieldRule } from '../systems/system.ts'
import { translationOf } from '../translating/translation.ts'

/** Values of a customer by key of the field, parts of an address among them. */
export type ValuesHere = Readonly<Record<string, unknown>>

type RecordThere = { key: string; mapping: readonly FieldRule[]; systemName: string }

/** What values there are here, for some fields; throws `Refused` where they cannot be a customer's. */
export async function valuesHere(
  ctx: Context,
  { key, mapping, systemName }: RecordThere,
  { values, fields }: { values: RemoteValues; fields: readonly string[] },
): Promise<ValuesHere> {
  const translate = await translationOf(ctx, { mapping: [...mapping], systemName })
  const arrival = translate({ key, values })
  if (isRefusal(arrival))
    throw new Refused(
      'integration.not-understood',
      `What stands there cannot be taken over: ${arrival.message}`,
    )
  const columns = new Map(
    ctx.catalogue.entity('customer').fields.map(({ key: name, column }) => [name, column]),
  )
  return Object.fromEntries(fields.map(field => [field, valueOf(arrival, field, columns.get(field))]))
}

function valueOf({ columns, name, tags, custom, points }: Arrival, field: string, column?: string): unknown {
  const address = points.find(({ kind }) => kind === 'address')?.address
  if (field.startsWith('custom.')) return custom?.[field.slice('custom.'.length)] ?? null
  if (field === 'name') return columns.name ?? name
  if (field === 'tags') return tags ?? []
  if (field === 'street') return address?.lines ?? null
  if (field === 'street2') return undefined
  if (field === 'region') return address?.region ?? null
  return (column === undefined ? null : columns[column]) ?? null
}

const ofAddress = ['street', 'street2', 'region'] as const
const ofPlace = ['city', 'postcode', 'country'] as const

/** Writes values into a customer as a person would: through the fields of the form and the address it shows. */
export async function writeHere(ctx: Context, customerId: string, values: ValuesHere): Promise<void> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  const isAddress = given.some(([field]) => (ofAddress as readonly string[]).includes(field))
  const elsewhere: readonly string[] = isAddress ? [...ofAddress, ...ofPlace] : []
  const patch: { custom?: Values } & Values = {}
  for (const [field, value] of given) {
    if (elsewhere.includes(field)) continue
    if (field.startsWith('custom.'))
      patch.custom = { ...patch.custom, [field.slice('custom.'.length)]: value }
    else patch[field] = inItsKind(ctx, field, value)
  }
  if (isAddress) await writeAddress(ctx, customerId, Object.fromEntries(given))
  if (Object.keys(patch).length > 0)
    await changeCustomer(ctx, { id: customerId, patch: checked(customersContract.change.body, patch) })
}

/** As the form of a customer takes it; throws `Invalid` with what is wrong. */
function checked<S extends $ZodType>(shape: S, given: unknown): output<S> {
  const parsed = safeParse(shape, given)
  if (parsed.success) return parsed.data
  throw new Invalid(
    parsed.error.issues.map(
      ({ path, code, message }): FieldProblem => ({
        path: ['values', ...path.map(String)].join('.'),
        code: `platform.${code ?? 'invalid'}`,
        message,
      }),
    ),
  )
}

/** Numbers come as texts from whoever types them. */
function inItsKind(ctx: Context, field: string, value: unknown): unknown {
  const kind = ctx.catalogue.entity('customer').fields.find(({ key }) => key === field)?.kind
  if (kind === 'integer' && typeof value === 'string' && value.trim() !== '') return Number(value)
  if (kind === 'tags' && typeof value === 'string')
    return value
      .split(',')
      .map(tag => tag.trim())
      .filter(Boolean)
  return value
}

type Values = { [key: string]: unknown }

async function writeAddress(ctx: Context, customerId: string, values: Values): Promise<void> {
  const known = await row<{ id: string; address: Partial<ShownAddress> | null }>(
    ctx.db,
    `select id, address from customers.v_contact_point where customer_id = $1 and kind = 'address' order by is_primary desc, id limit 1`,
    [customerId],
  )
  const said = (key: string, before: string | null | undefined) =>
    key in values ? ((values[key] as string | null) ?? undefined) : (before ?? undefined)
  const before = known?.address
  const [first, ...rest] = (before?.lines ?? '').split('\n')
  const lines = [
    said('street', 'street2' in values ? first : before?.lines),
    'street2' in values ? said('street2', rest.join('\n')) : '',
  ]
  const address = Object.fromEntries(
    Object.entries({
      lines: lines.filter(Boolean).join('\n') || undefined,
      region: said('region', before?.region),
      city: said('city', before?.city),
      postcode: said('postcode', before?.postcode),
      country: said('country', before?.country),
    }).filter(([, value]) => value !== undefined),
  )
  const input = checked(customersContract.addContactPoint.body, { kind: 'address', address })
  if (known) await changeContactPoint(ctx, { id: customerId, childId: known.id, input })
  else if (Object.keys(address).length > 0) await addContactPoint(ctx, customerId, input)
}
