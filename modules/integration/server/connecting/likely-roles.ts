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
/** Views over documents, made for those who count them. */
const reportNames = /report|\baged\b|statistic|statistik|time series|summary/
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
  const candidates = objects
    .map(object => ({ object, ...customerScore(object) }))
    .filter(({ score }) => score >= 3)
    .toSorted((a, b) => b.score - a.score)
  const best = candidates[0]?.score ?? 0
  const customers = candidates.filter(one => !isPoorBeside(best, one) && !isPartOf(candidates, one))
  const first = customers[0]?.score
  const found = new Map<RemoteObject, Likely>()
  for (const { object, score } of customers)
    found.set(object, { ...nothing, role: 'customer', sure: score === first && score >= 5 })
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

function plain({ name, space, fields: had, key, about, references, stamp, author }: RemoteObject) {
  return {
    name,
    space,
    fields: had.map(({ name: called, kind, optional, computed }) => ({
      name: called,
      kind,
      optional,
      ...(computed ? { computed } : {}),
    })),
    key: [...key],
    about,
    references: references.map(reference => ({ fields: [...reference.fields], object: reference.object })),
    ...(stamp === undefined ? {} : { stamp }),
    ...(author === undefined ? {} : { author }),
  }
}

const rankOf = ({ role, sure }: Likely) =>
  role === null ? 4 : (role === 'customer' ? 0 : 2) + (sure ? 0 : 1)

type Candidate = { object: RemoteObject; score: number; told: ReadonlySet<string> }

function customerScore(object: RemoteObject): Pick<Candidate, 'score' | 'told'> {
  const name = plainName(object.name)
  const none = { score: 0, told: new Set<string>() }
  if (object.key.length !== 1 || otherNames.test(name)) return none
  const columns = object.fields.map(field => field.name)
  const targets = suggestMapping({ columns, rows: [] }, fields).flatMap(({ target }) => target ?? [])
  const told = new Set(targets.filter(target => telling.has(target)))
  const document = documentNames.some(([names]) => names.test(name))
  if (document || !(told.has('name') || isPerson(told))) return none
  return { score: Math.min(told.size, 4) + (customerNames.test(name) ? 3 : 0), told }
}

const isPerson = (told: ReadonlySet<string>) => told.has('familyName') || told.has('givenName')

/** Of what has a name only, such as an account of books, nothing speaks for customers where somebody else can be written to. */
const isPoorBeside = (best: number, { told }: Candidate) => best >= 5 && told.size < 2 && !isPerson(told)

/**
 * What cannot be without another candidate is a part of it where that says more, or where nobody is reached by it, as an address is; a
 * person is somebody himself.
 */
function isPartOf(candidates: readonly Candidate[], { object, score, told }: Candidate): boolean {
  if (isPerson(told)) return false
  const isPlace = !told.has('email') && !told.has('phone')
  const must = new Set(object.fields.filter(({ optional }) => !optional).map(({ name }) => name))
  const needed = object.references.filter(({ fields: by }) => by.every(name => must.has(name)))
  return candidates.some(
    other =>
      other.object !== object &&
      (isPlace || other.score >= score) &&
      needed.some(({ object: name }) => name === other.object.name),
  )
}

/** How an object refers to one of the owners; null where it does not, or is only a part of something. */
function documentOf(object: RemoteObject, owners: readonly RemoteObject[]): Likely | null {
  if (object.key.length === 0) return null
  const tie = tieOf(object, owners)
  if (!tie) return null
  const name = plainName(object.name)
  const kind = documentNames.find(([names]) => names.test(name))?.[1] ?? null
  const dated = object.fields.some(field => field.kind === 'date' || field.kind === 'moment')
  if (reportNames.test(name)) return null
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
