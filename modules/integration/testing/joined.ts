import type { TestApp } from '../../../app/testing.ts'
import { newId } from '../../../platform/ids.ts'
import type { RemoteObject } from '../server/connectors/port.ts'
import type { DocumentRole, FieldRule } from '../server/systems/system.ts'

/** What following a system leaves in the tables, put there without any system. Each answers the id of its row. */

type Given = Record<string, unknown>

async function put(app: TestApp, table: string, given: Given): Promise<void> {
  const names = Object.keys(given)
  const values = names.map(name => {
    const value = given[name]
    const plain = value === null || value instanceof Date || typeof value !== 'object'
    return plain || Array.isArray(value) ? value : JSON.stringify(value)
  })
  await app.database.pool.query(
    `insert into integration.${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    values,
  )
}

let count = 0

/** A system; `rest` are columns of its row. */
export async function joinedSystem(
  app: TestApp,
  { name = `ERP ${++count}`, kind = 'postgres', ...rest }: { name?: string; kind?: string } & Given = {},
): Promise<string> {
  const id = newId()
  await put(app, 'system', { id, name, kind, ...rest })
  return id
}

/** How one field is joined, unless said otherwise: theirs, mirrored, written by us. */
export function fieldRule(field: string, target: string | null, rest: Partial<FieldRule> = {}): FieldRule {
  return {
    field,
    target,
    label: null,
    owner: 'theirs',
    mode: 'mirrored',
    write: 'yes',
    freshness: 60,
    ...rest,
  }
}

type ObjectGiven = {
  system: string
  name?: string
  mapping?: readonly FieldRule[]
  shape?: Partial<RemoteObject>
  /** Of documents: whose they are, and what they are. */
  parent?: { object: string; fields: string[] }
  document?: DocumentRole
}

/** An object: customers, or documents where it has a parent. */
export async function joinedObject(
  app: TestApp,
  { system, name = `customers_${++count}`, mapping, shape, parent, document }: ObjectGiven,
): Promise<string> {
  const id = newId()
  const rules = mapping ?? (parent ? [] : [fieldRule('company', 'name'), fieldRule('town', 'city')])
  const fields = ['id', ...rules.map(rule => rule.field), ...(parent?.fields ?? [])]
  const whole: RemoteObject = {
    name,
    space: '',
    key: ['id'],
    about: null,
    references: [],
    fields: [...new Set(fields)].map(field => ({ name: field, kind: 'text', optional: true })),
    ...shape,
  }
  await put(app, 'object', {
    id,
    system_id: system,
    name,
    shape: whole,
    role: parent ? 'document' : 'customer',
    document: parent
      ? (document ?? { kind: 'order', title: null, date: null, amount: null, currency: null, state: null })
      : null,
    parent_id: parent?.object ?? null,
    parent_fields: parent?.fields ?? null,
    mapping: JSON.stringify(rules),
  })
  return id
}

type RecordGiven = { object: string; key: string; values?: Given; parentKey?: string; customer?: string } & {
  seenAt?: Date
  goneAt?: Date
}

/** A record there as our copy has it; with `customer` it is that customer here. */
export async function recordThere(
  app: TestApp,
  { object, key, values = {}, parentKey, customer, seenAt = new Date(), goneAt }: RecordGiven,
): Promise<void> {
  await put(app, 'mirror', {
    object_id: object,
    key,
    parent_key: parentKey ?? null,
    values,
    seen_at: seenAt,
    changed_at: seenAt,
    gone_at: goneAt ?? null,
  })
  if (customer) await put(app, 'crosswalk', { object_id: object, key, record_id: customer })
}

type Placed = { system: string; object: string; customer: string; key?: string }

/** A change that was made over there; `rest` are columns of its row. */
export async function foreignChange(
  app: TestApp,
  { system, object, customer, key = '1', ...rest }: Placed & Given,
): Promise<string> {
  const id = newId()
  await put(app, 'foreign_change', {
    id,
    customer_id: customer,
    system_id: system,
    object_id: object,
    key,
    fields: ['city'],
    avoidable: ['city'],
    before: {},
    after: {},
    ...rest,
  })
  return id
}

/** A change that goes there; pending unless `state` says otherwise. */
export async function operationThere(
  app: TestApp,
  { system, object, customer, key = '1', ...rest }: Placed & Given,
): Promise<string> {
  const id = newId()
  await put(app, 'operation', {
    id,
    customer_id: customer,
    system_id: system,
    object_id: object,
    key,
    batch_id: newId(),
    wanted_by: app.people.administrator.id,
    fields: ['city'],
    set: {},
    expected: {},
    state: 'pending',
    ...rest,
  })
  return id
}

/** Any other row of the module's tables. */
export const putRow = put
