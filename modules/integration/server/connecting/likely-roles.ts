import { suggestMapping } from '../../../../platform/transfer/mapping.ts'
import { customerFields, customerFiles } from '../../../customers/index.ts'
import type { FoundObject } from '../../contract/connecting-shapes.ts'
import type { RemoteObject } from '../connectors/port.ts'
import type { DocumentRole } from '../systems/system.ts'
import { closeName, plainName } from './naming.ts'

const customerNames =
  /customer|client|kunde|debit|partner|party|account|contact|kontakt|person|people|compan|firm|organi[sz]|member|mitglied|patient|subscriber|buyer|عميل|عملاء|زبون/
/** People and firms that are somebody else than customers. */
const otherNames =
  /employee|staff|mitarbeiter|personal|user|benutzer|supplier|vendor|lieferant|shipper|carrier|spedit|agent|log|history|demographic|type|group|role|setting|موظف|مورد/

const documentNames: readonly [RegExp, DocumentRole['kind']][] = [
  [/invoice|rechnung|faktura|billing|^bills?$|فاتورة|فواتير/, 'invoice'],
  [/payment|zahlung|receipt|دفع/, 'payment'],
  [/contract|vertrag|subscription|abonn|polic|agreement|عقد/, 'contract'],
  [/balance|saldo|kontostand|رصيد/, 'balance'],
  [/ticket|case|complaint|reklamation|incident|beschwerde|شكوى/, 'case'],
  [/order|auftrag|bestell|sale|verkauf|quote|angebot|booking|طلب|طلبات/, 'order'],
]
/** Lines of documents: they say little without the document. */
const partNames = /detail|line|item|position|zeile|entry|entries/

/** Fields of a customer by which one knows somebody. */
const telling = new Set([
  'name',
  'givenName',
  'familyName',
  'email',
  'phone',
  'street',
  'city',
  'postcode',
  'country',
])
const fields = [
  ...customerFields.map(field => ({
    ...field,
    aliases: [...(field.aliases ?? []), ...(customerFiles.aliases[field.key] ?? [])],
  })),
  ...customerFiles.fields,
]

type Likely = FoundObject['likely']
const nothing: Likely = { role: null, kind: null, parent: null, parentFields: null, sure: false }

/** What each object looks like it could be here: customers first, then what refers to them, then the rest by name. */
export function likelyRoles(objects: readonly RemoteObject[]): FoundObject[] {
  const customers = objects
    .map(object => ({ object, score: customerScore(object) }))
    .filter(({ score }) => score >= 3)
    .toSorted((a, b) => b.score - a.score)
  const best = customers[0]?.score ?? 0
  const found = new Map<RemoteObject, Likely>()
  for (const { object, score } of customers)
    found.set(object, { ...nothing, role: 'customer', sure: score === best && score >= 5 })
  const owners = customers.map(({ object }) => object)
  for (const object of objects)
    if (!found.has(object)) found.set(object, documentOf(object, owners) ?? nothing)
  // What is reached only through one table in between: the payment of an invoice.
  const documents = objects.filter(object => found.get(object)?.role === 'document')
  for (const object of objects)
    if (found.get(object) === nothing) {
      const further = documentOf(object, documents)
      if (further) found.set(object, { ...further, sure: false })
    }
  const likely = objects.map(object => ({ ...plain(object), likely: found.get(object) ?? nothing }))
  return likely.toSorted((a, b) => rankOf(a.likely) - rankOf(b.likely))
}

function plain({ name, space, fields: had, key, about, references, stamp }: RemoteObject) {
  return {
    name,
    space,
    fields: had.map(field => ({ name: field.name, kind: field.kind, optional: field.optional })),
    key: [...key],
    about,
    references: references.map(reference => ({ fields: [...reference.fields], object: reference.object })),
    ...(stamp === undefined ? {} : { stamp }),
  }
}

const rankOf = ({ role, sure }: Likely) =>
  role === null ? 4 : (role === 'customer' ? 0 : 2) + (sure ? 0 : 1)

function customerScore(object: RemoteObject): number {
  const name = plainName(object.name)
  if (object.key.length !== 1 || otherNames.test(name)) return 0
  const columns = object.fields.map(field => field.name)
  const told = suggestMapping({ columns, rows: [] }, fields).filter(({ target }) => telling.has(target ?? ''))
  const named = told.some(
    ({ target }) => target === 'name' || target === 'familyName' || target === 'givenName',
  )
  const document = documentNames.some(([names]) => names.test(name))
  if (!named || document) return 0
  return Math.min(told.length, 4) + (customerNames.test(name) ? 3 : 0)
}

/** How an object refers to one of the owners; null where it does not, or is only a part of something. */
function documentOf(object: RemoteObject, owners: readonly RemoteObject[]): Likely | null {
  if (object.key.length === 0) return null
  const tie = tieOf(object, owners)
  if (!tie) return null
  const name = plainName(object.name)
  const kind = documentNames.find(([names]) => names.test(name))?.[1] ?? null
  const dated = object.fields.some(field => field.kind === 'date' || field.kind === 'moment')
  const part = partNames.test(name) || object.fields.length <= object.key.length + 1
  if (part || (kind === null && !dated)) return null
  return { role: 'document', kind: kind ?? 'other', ...tie, sure: kind !== null }
}

type Tie = Pick<Likely, 'parent' | 'parentFields'>

function tieOf(object: RemoteObject, owners: readonly RemoteObject[]): Tie | null {
  for (const owner of owners) {
    if (owner === object) continue
    const parent = { space: owner.space, name: owner.name }
    const reference = object.references.find(
      ({ object: other, fields: by }) => other === owner.name && by.length === owner.key.length,
    )
    if (reference) return { parent, parentFields: [...reference.fields] }
  }
  // Old databases often have no foreign keys; then the column is called like the key, or like the table.
  for (const owner of owners) {
    const [key] = owner.key
    if (owner === object || owner.key.length !== 1 || key === undefined) continue
    const names = namesOfKey(owner.name, key)
    const field = object.fields.find(({ name }) => !isOwnKey(object, name) && names.has(closeName(name)))
    if (field) return { parent: { space: owner.space, name: owner.name }, parentFields: [field.name] }
  }
  return null
}

const isOwnKey = (object: RemoteObject, name: string) => object.key.length === 1 && object.key[0] === name

function namesOfKey(table: string, key: string): Set<string> {
  const name = closeName(table)
  const single = name.replace(/s$/, '')
  const plainKey = closeName(key)
  const generic = ['id', 'no', 'nr', 'number', 'code', 'key', 'uuid']
  const by = [name, single].flatMap(base => [base, ...generic.map(ending => base + ending), base + plainKey])
  return new Set(generic.includes(plainKey) ? by : [...by, plainKey])
}
