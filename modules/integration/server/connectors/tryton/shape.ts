import { CallFailed } from '../failures.ts'
import type { RemoteField, RemoteObject } from '../port.ts'
import { search } from './reading.ts'
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
 * Models that the account may read, with the fields that are stored in them. The inner life of the program (`ir`, `res`) is left
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
  const objects: RemoteObject[] = []
  for (const name of readable) objects.push(objectOf(name, await definitionsOf(name, signal), hidden))
  const names = new Set(readable)
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

function objectOf(name: string, definitions: Definitions, hidden: ReadonlySet<string>): RemoteObject {
  const stored = Object.entries(definitions).filter(
    ([field, definition]) => isStored(field, definition) && !hidden.has(`${name}.${field}`),
  )
  const fields = stored.flatMap(([field, { type, required }]): RemoteField[] => {
    const kind = kindOf(type)
    return kind ? [{ name: field, kind, optional: !required }] : []
  })
  return {
    name,
    space: '',
    fields: fields.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    key: ['id'],
    // To count them is as much work there as to list them.
    about: null,
    references: stored.flatMap(([field, { type, relation }]) =>
      type === 'many2one' && relation ? [{ fields: [field], object: relation }] : [],
    ),
  }
}

/**
 * What Tryton computes when it is asked cannot be sorted by. It is not read: it may cost a lot, may depend on the company of who
 * asks, and changes without a stamp.
 */
function isStored(name: string, { sortable }: Definition): boolean {
  return sortable !== false && !traces.has(name)
}
