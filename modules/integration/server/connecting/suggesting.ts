import type { Context } from '../../../../platform/context.ts'
import type { Suggestion } from '../../../../platform/transfer/mapping.ts'
import { importFields, suggestFor } from '../../../../platform/transfer/target.ts'
import type { ObjectLook, TargetField } from '../../contract/connecting-shapes.ts'
import type { Connector, RemoteObject, RemoteRecord } from '../connectors/port.ts'
import { workedOut } from '../capture/values.ts'
import type { DocumentRole, FieldRule } from '../systems/system.ts'
import { cellOf, customerTarget } from '../translating/translation.ts'
import { plainName } from './naming.ts'

/** The fields of customers that fields there may fill. */
export function targetFields(ctx: Context): TargetField[] {
  return importFields(ctx.catalogue.entity('customer'), customerTarget, ctx.actor).map(field => ({
    key: field.key,
    label: field.label ?? null,
    repeatable: field.repeatable ?? false,
  }))
}

/** Said by people here only, or by the product. */
const neverWritten = new Set(['externalId', 'source', 'kind', 'owner', 'level', 'tags'])

/** How the fields of an object of customers could be mapped; nobody has to change it. */
export function suggestForCustomers(
  ctx: Context,
  {
    object,
    records,
    connector,
  }: { object: RemoteObject; records: readonly RemoteRecord[]; connector: Connector },
): Pick<ObjectLook, 'fields' | 'mapping'> {
  const columns = readable(object)
  const rows = records.map(({ values }) => columns.map(column => cellOf(values[column])))
  const titles = columns.map(column => column.replace(ofAddress, ''))
  const suggestions = suggestFields(ctx, { columns: titles, rows }).map((suggestion, at) =>
    reconsidered({ ...suggestion, column: columns[at] as string }, object),
  )
  const freshness = freshnessOf(connector)
  const writes = connector.abilities.includes('write')
  const computed = workedOut(object)
  const mapping = suggestions
    .filter(({ target, samples }) => target !== null || samples.length > 0)
    .slice(0, mostRules)
    .map(({ column, target }) => {
      const isComputed = computed.has(column)
      const writable =
        writes && target !== null && !isComputed && !neverWritten.has(target) && !object.key.includes(column)
      return {
        ...readOnly(column, freshness),
        target,
        write: writable ? ('yes' as const) : ('no' as const),
        // Nobody tells of its changes.
        mode: isComputed ? ('live' as const) : ('mirrored' as const),
      }
    })
  return { fields: suggestions.map(lookOf), mapping }
}

const mostRules = 100

/** The street of the address of somebody is his street. */
const ofAddress = /^address(es)?[.]/i

const readable = (object: RemoteObject) =>
  object.fields.filter(({ kind }) => kind !== 'bytes' && kind !== 'json').map(({ name }) => name)

/** A company there is the customer; only where persons have names of their own it is where they work. */
function suggestFields(
  ctx: Context,
  sampled: { columns: readonly string[]; rows: readonly (readonly (string | null)[])[] },
): Suggestion[] {
  const fields = importFields(ctx.catalogue.entity('customer'), customerTarget, ctx.actor)
  const known = new Set(fields.map(({ key }) => key))
  const { review: _, ...asCompanies } = customerTarget
  const first = suggestFor(sampled, fields, asCompanies)
  const persons = first.some(({ target }) => target === 'givenName' || target === 'familyName')
  const suggestions = persons ? suggestFor(sampled, fields, customerTarget) : first
  return suggestions.map(suggestion =>
    suggestion.target === null || known.has(suggestion.target)
      ? suggestion
      : { ...suggestion, target: null, confidence: 0 },
  )
}

/** Looks like a phone, and nobody speaks there. */
const fax = /\b(tele)?fax/

function reconsidered(suggestion: Suggestion, object: RemoteObject): Suggestion {
  // The key of the record becomes the number of the customer by itself.
  const itself = suggestion.target === 'externalId' && object.key.includes(suggestion.column)
  const wrong = itself || (suggestion.target === 'phone' && fax.test(plainName(suggestion.column)))
  return wrong ? { ...suggestion, target: null, confidence: 0 } : suggestion
}

const lookOf = ({ column, samples, target, confidence }: Suggestion) => ({
  field: column,
  samples: samples.slice(0, 3).map(shortened),
  target,
  confidence,
})

const shortened = (value: string) => (value.length <= 80 ? value : `${[...value].slice(0, 79).join('')}…`)

function readOnly(field: string, freshness: number): FieldRule {
  return { field, target: null, label: null, owner: 'theirs', mode: 'mirrored', write: 'no', freshness }
}

/** Seconds: what comes by itself is fresh for minutes, what is asked for as long as it takes to be asked, files for a day. */
export function freshnessOf({ abilities, kind }: Pick<Connector, 'abilities' | 'kind'>): number {
  if (kind === 'folder' || kind === 'sftp') return 86_400
  return abilities.includes('follow-log') ? 300 : 900
}

const shownOfDocuments = 12

/** Which fields of an object say what a document is, and which of them are shown. */
export function suggestForDocuments(
  {
    object,
    records,
    connector,
  }: { object: RemoteObject; records: readonly RemoteRecord[]; connector: Connector },
  kind: DocumentRole['kind'],
): Pick<ObjectLook, 'fields' | 'mapping' | 'document'> {
  const document = documentRole(object, kind)
  const columns = readable(object)
  const { kind: _, ...said } = document
  const telling = Object.values(said).filter(field => field !== null)
  const shown = new Set([...telling, ...columns].slice(0, shownOfDocuments + telling.length))
  const freshness = freshnessOf(connector)
  const fields = columns.map(field => ({
    field,
    samples: samplesOf(records, field),
    target: null,
    confidence: telling.includes(field) ? 0.9 : 0,
  }))
  return {
    fields,
    document,
    mapping: columns.filter(field => shown.has(field)).map(field => readOnly(field, freshness)),
  }
}

function samplesOf(records: readonly RemoteRecord[], field: string): string[] {
  const values = records
    .map(({ values }) => cellOf(values[field]))
    .filter(value => value !== null && value !== '')
  return [...new Set(values as string[])].slice(0, 3).map(shortened)
}

/** Numbers and names of somebody or something else than the document. */
const ofOthers = /phone|fax|post|zip|customer|client|kunde|debit|cust|house|haus|street|ship to|employee/

function documentRole(object: RemoteObject, kind: DocumentRole['kind']): DocumentRole {
  const fields = object.fields.map(field => ({ ...field, plain: plainName(field.name) }))
  const pick = (kinds: readonly string[], ...patterns: RegExp[]) => {
    const fit = fields.filter(field => kinds.includes(field.kind) && !ofOthers.test(field.plain))
    for (const pattern of patterns) {
      const found = fit.find(({ plain }) => pattern.test(plain))
      if (found) return found.name
    }
    return null
  }
  const dates = ['date', 'moment']
  const texts = ['text', 'integer']
  return {
    kind,
    title:
      pick(texts, /(number|nummer|\bno|\bnr|reference|\bref)$/, /^(title|subject|titel|betreff|name)$/) ??
      object.key[0] ??
      null,
    date: pick(
      dates,
      /order|invoice|rechnung|auftrag|bestell|sale|verkauf|booked|issue|beleg|sign/,
      /^(date|datum|day)/,
      /creat|angelegt/,
      /./,
    ),
    amount: pick(
      ['decimal', 'integer'],
      /total|gesamt|summe|\bsum\b/,
      /amount|betrag|balance|saldo|brutto|gross|netto|\bnet\b|value|wert/,
    ),
    currency: pick(['text'], /curr|wahrung|waehrung|iso4217/),
    // Of an order there may also be the states of its invoice and its delivery.
    state: pick(['text', 'boolean'], /^(state|status|zustand|stand)$/, /state|status|zustand|stage|stand$/),
  }
}
