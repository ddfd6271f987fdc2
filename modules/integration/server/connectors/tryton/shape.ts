import { CallFailed } from '../failures.ts'
import type { RemoteField, RemoteObject } from '../port.ts'
import { addresses, isOfAddress, search } from './reading.ts'
import type { Erp } from './session.ts'
import { kindOf } from './values.ts'

/** What of a field's definition (`fields_get`) is of use. */
type Definition = { type: string; required?: boolean; relation?: string; sortable?: boolean }
type Rights = Readonly<Record<string, { read?: unknown } | undefined>>
/** A right for one field; of all groups where it names none. Dotted fields come as rows in the row. */
type FieldRight = {
  perm_read: boolean
  group: number | null
  'field.': { name: string; 'model.': { model: string } }
}

/** Who wrote and when stands beside the values of a record and is told as such. */
const traces = new Set(['create_date', 'create_uid', 'write_date', 'write_uid', 'rec_name'])

type Definitions = Readonly<Record<string, Definition>>

/** Milliseconds for which definitions are kept. Tryton allows a day for them, but somebody may just be adding a field. */
const keptFor = 300_000

/**
 * Models that the account may read, with the fields that are stored in them and some that are computed. The inner life of the program (`ir`, `res`) is left
 * out. One question for each model, since nothing there tells of several; a hundred of them take seconds, so answers are kept a while.
 */
export function modelsOf(erp: Erp): (signal: AbortSignal) => Promise<RemoteObject[]> {
  const kept = new Map<string, { definitions: Definitions; until: number }>()
  const definitionsOf = async (name: string, signal: AbortSignal) => {
    const before = kept.get(name)
    if (before && performance.now() < before.until) return before.definitions
    const came = await erp.call(`model.${name}.fields_get`, [null, await erp.context(signal)], signal)
    const definitions = inShort(came as Definitions)
    kept.set(name, { definitions, until: performance.now() + keptFor })
    return definitions
  }
  return signal => readableModels(erp, definitionsOf, signal)
}

/** Only what is of use: whole definitions of all models are megabytes. */
function inShort(definitions: Definitions): Definitions {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, { type, required = false, relation = '', sortable = true }]) => [
      name,
      { type, required, relation, sortable },
    ]),
  )
}

async function readableModels(
  erp: Erp,
  definitionsOf: (name: string, signal: AbortSignal) => Promise<Definitions>,
  signal: AbortSignal,
): Promise<RemoteObject[]> {
  const methods = (await erp.call('system.listMethods', [], signal)) as string[]
  const offered = methods
    .map(method => /^model\.(.+)\.search_read$/.exec(method)?.[1])
    .filter(name => name !== undefined)
    .filter(name => !/^(ir|res)\./.test(name))
    .toSorted()
  const access = (await erp.call('model.ir.model.access.get_access', [offered, {}], signal)) as Rights
  const readable = offered.filter(name => access[name]?.read)
  const hidden = await hiddenFields(erp, signal)
  const names = new Set(readable)
  const codes = names.has(currencies) && !hidden.has(`${currencies}.code`)
  const where = names.has('party.address') ? places(names, hidden) : []
  const objects: RemoteObject[] = []
  for (const name of readable)
    objects.push(objectOf({ name, definitions: await definitionsOf(name, signal), hidden, codes, where }))
  return objects.map(object => ({
    ...object,
    references: object.references.filter(each => names.has(each.object)),
  }))
}

/** Fields, as `model.field`, that none of our groups may read: one of them in a question and Tryton answers none of it. */
async function hiddenFields(erp: Erp, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const { groups = [] } = (await erp.context(signal)) as { groups?: readonly number[] }
  const fields = ['perm_read', 'group', 'field.name', 'field.model.model']
  const asked = { model: 'ir.model.field.access', domain: [['active', '=', true]], fields, limit: 10_000 }
  const rows = await search(erp, asked, signal).catch(error => {
    // Who may not see the rights finds out by reading.
    if (error instanceof CallFailed && error.kind === 'denied') return []
    throw error
  })
  const ours = (rows as unknown as FieldRight[]).filter(
    ({ group }) => group === null || groups.includes(group),
  )
  const nameOf = ({ 'field.': field }: FieldRight) => `${field['model.'].model}.${field.name}`
  const shown = new Set(ours.filter(each => each.perm_read).map(nameOf))
  return new Set(ours.map(nameOf).filter(name => !shown.has(name)))
}

/** `codes`: whether the codes of currencies may be read; `where`: which fields of addresses. */
type Model = {
  name: string
  definitions: Definitions
  hidden: ReadonlySet<string>
  codes: boolean
  where: readonly string[]
}

function objectOf({ name, definitions, hidden, codes, where }: Model): RemoteObject {
  const seen = Object.entries(definitions).filter(
    ([field]) => !traces.has(field) && !hidden.has(`${name}.${field}`),
  )
  const stored = seen.filter(([, definition]) => isStored(definition))
  const references = referencesOf(stored)
  const ofParties = name === parties || references.some(({ object }) => object === parties)
  const computed = ofParties ? seen.filter(([field, each]) => isWorthAsking(name, field, each)) : []
  const fields = [
    ...stored.flatMap(([field, { type, required }]) => fieldOf(field, type, !required)),
    ...computed.flatMap(([field, { type }]) =>
      fieldOf(field, type, true).map(each => ({ ...each, computed: true as const })),
    ),
    ...(codes ? stored.flatMap(codeOf) : []),
    ...(name === parties ? placesOf(seen, where) : []),
  ]
  return {
    name,
    space: '',
    fields: fields.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    key: ['id'],
    // To count them is as much work there as to list them.
    about: null,
    references,
  }
}

function fieldOf(name: string, type: string, optional: boolean): RemoteField[] {
  const kind = kindOf(type)
  return kind ? [{ name, kind, optional }] : []
}

const parties = 'party.party'
const currencies = 'currency.currency'

/** The id of a currency says nothing to anybody; its code comes in the same answer. */
function codeOf([field, { type, relation, required }]: [string, Definition]): RemoteField[] {
  if (type !== 'many2one' || relation !== currencies) return []
  return [{ name: `${field}.code`, kind: 'text', optional: !required }]
}

/** What is told of where a party is, as far as it may be read. */
function places(names: ReadonlySet<string>, hidden: ReadonlySet<string>): string[] {
  const own = ['street', 'postal_code', 'city'].filter(field => !hidden.has(`party.address.${field}`))
  const country = names.has('country.country') && !hidden.has('party.address.country')
  return country ? [...own, 'country.code'] : own
}

/** A party is where its first address is. That is written with the party, which is stamped then; its country is a record of its own. */
function placesOf(seen: readonly [string, Definition][], where: readonly string[]): RemoteField[] {
  if (!seen.some(([field]) => field === addresses)) return []
  return where.map(field => {
    const place = { name: `${addresses}.${field}`, kind: 'text' as const, optional: true }
    return isOfAddress(place.name) ? place : { ...place, computed: true as const }
  })
}

/** What is called like the model it names comes first: the party of a sale, before those who get the goods and the invoice. */
function referencesOf(stored: readonly [string, Definition][]): RemoteObject['references'] {
  const rank = ([field, { relation = '', required }]: [string, Definition]) =>
    relation.endsWith(`.${field}`) ? 0 : required ? 1 : 2
  return stored
    .filter(([, { type, relation }]) => type === 'many2one' && relation)
    .toSorted((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1))
    .map(([field, { relation = '' }]) => ({ fields: [field], object: relation }))
}

/** What Tryton computes when it is asked cannot be sorted by; it changes without a stamp and cannot be written. */
function isStored({ sortable }: Definition): boolean {
  return sortable !== false
}

const ways = new Set(['email', 'phone', 'mobile', 'fax', 'website'])

/**
 * Of what is computed: amounts of parties and of what belongs to them, and how one reaches them. The rest is not read: it costs work
 * there, and most of it says what other fields say.
 */
function isWorthAsking(model: string, field: string, definition: Definition): boolean {
  if (isStored(definition)) return false
  return definition.type === 'numeric' || (model === parties && definition.type === 'char' && ways.has(field))
}
