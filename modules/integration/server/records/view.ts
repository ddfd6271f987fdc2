import { visibleField } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import type { DocumentsThere, DocumentThere, SystemThere } from '../../contract/records.ts'
import type { RemoteRecord, RemoteValues } from '../connectors/port.ts'
import type { FieldRule, JoinedObject } from '../systems/system.ts'
import { asOf, type Circumstances, circumstancesOf, demandOf, stateOf } from './ages.ts'
import type { Told } from './asking.ts'
import { cursorOf } from './cursor.ts'
import { type Held, type HeldDocument, type HeldRecord, shownDocuments } from './held.ts'
import { isSilentNow, type Joined } from './joined.ts'
import { patienceWith } from './patience.ts'

/** An answer that takes longer, in milliseconds, makes a system a slow one. */
const slowFrom = 1000

type Seeing = { held: Held; joined: ReadonlyMap<string, Joined>; told: readonly Told[]; now: number }

/** What is shown of each system: our copy, with what was just said in its place. */
export function viewOf(ctx: Context, { held, joined, told, now }: Seeing): SystemThere[] {
  const words = new Map(told.map(one => [one.objectId, one]))
  return [...joined.values()].map(one => {
    const objects = held.objects.filter(({ systemId }) => systemId === one.system.id)
    const seen = (object: JoinedObject): Looking => ({
      object,
      source: one.system.name,
      hidden: hiddenFields(ctx, object),
      around: around(one, object, now),
      said: words.get(object.id),
    })
    return {
      id: one.system.id,
      name: one.system.name,
      kind: one.system.kind,
      standing: standingOf(one),
      records: held.records.flatMap(record => {
        const object = objects.find(({ id }) => id === record.objectId)
        return object ? [recordView(record, seen(object))] : []
      }),
      documents: objects.flatMap(object => documentsView(held, seen(object))),
    }
  })
}

/** What one looks at an object with; `hidden` are fields there that the reader may not see. */
type Looking = {
  object: JoinedObject
  source: string
  hidden: ReadonlySet<string>
  around: Circumstances
  said: Told | undefined
}

/** What goes to a field here is as visible as that field is. */
export function hiddenFields(ctx: Context, { mapping }: Pick<JoinedObject, 'mapping'>): ReadonlySet<string> {
  const entity = ctx.catalogue.entity('customer')
  const isHidden = ({ target }: FieldRule) =>
    target !== null &&
    entity.fields.some(({ key }) => key === target) &&
    visibleField(entity, ctx.actor, target) === undefined
  return new Set(mapping.filter(isHidden).map(({ field }) => field))
}

/** What decides about the states of an object’s values. */
export function around(joined: Joined, object: JoinedObject, now: number): Circumstances {
  return circumstancesOf(joined.system, { objectId: object.id, silent: isSilentNow(joined), now })
}

function standingOf(joined: Joined): SystemThere['standing'] {
  const { system, open } = joined
  const { offSince, drillSince, stream } = system
  const drill = drillSince !== null
  const away = offSince ?? drillSince
  if (away) return { state: 'off', since: away.toISOString(), drill }
  const patience = open && patienceWith(open.guard)
  if (isSilentNow(joined))
    return { state: 'silent', since: patience?.silent?.since.toISOString() ?? null, drill }
  if (stream?.failedAt) return { state: 'silent', since: new Date(stream.failedAt).toISOString(), drill }
  const slow = (patience?.took ?? 0) > slowFrom
  return { state: slow ? 'slow' : 'well', since: null, drill }
}

function recordView(
  record: HeldRecord,
  { object, source, hidden, around, said }: Looking,
): SystemThere['records'][number] {
  const word = said?.records.find(({ key }) => key === record.key)
  const values: RemoteValues = word?.values ?? record.values ?? {}
  const seenAt = word && said ? said.askedAt.getTime() : record.seenAt ? Date.parse(record.seenAt) : null
  const when = seenAt === null ? null : new Date(asOf(around, seenAt)).toISOString()
  const rules = object.mapping.filter(
    ({ field }, at, all) => all.findIndex(rule => rule.field === field) === at,
  )
  return {
    objectId: object.id,
    object: object.name,
    key: record.key,
    recordId: record.recordId,
    asOf: when,
    goneAt: word || !record.goneAt ? null : new Date(record.goneAt).toISOString(),
    values:
      seenAt === null || when === null
        ? []
        : rules
            .filter(({ field }) => !hidden.has(field))
            .map(({ field, label, target, freshness }) => ({
              field,
              label: label ?? field,
              value: values[field] ?? null,
              target,
              source,
              asOf: when,
              state: stateOf(around, { seenAt, freshness }),
            })),
  }
}

function documentsView({ documents, sums }: Held, looking: Looking): DocumentsThere[] {
  const { object, hidden, said } = looking
  const own = documents.filter(({ objectId }) => objectId === object.id)
  if (!object.document || own.length === 0) return []
  const totals = sums.filter(({ objectId }) => objectId === object.id)
  const shown = own.slice(0, shownDocuments)
  const { amount, currency, kind } = object.document
  const summed = amount !== null && !hidden.has(amount) && !(currency && hidden.has(currency))
  const words = new Map(said?.records.map(record => [record.key, record]))
  return [
    {
      objectId: object.id,
      object: object.name,
      kind,
      count: totals.reduce((all, { count }) => all + count, 0),
      sums: totals.flatMap(({ currency, amount, count }) =>
        summed && amount !== null ? [{ currency, amount, count }] : [],
      ),
      items: shown.map(document => documentView(document, { ...looking, word: words.get(document.key) })),
      next: own.length > shown.length ? cursorOf(shown.at(-1) as HeldDocument) : null,
    },
  ]
}

/** A document as it is shown; `word` is what the system has just said of it. */
export function documentView(
  held: HeldDocument,
  { object, hidden, around, said, word }: Looking & { word: RemoteRecord | undefined },
): DocumentThere {
  const role = object.document
  const say = (name: 'title' | 'date' | 'amount' | 'currency' | 'state', known: string | null) => {
    const field = role?.[name] ?? null
    if (field === null || hidden.has(field)) return null
    const value = word ? (word.values[field] ?? null) : known
    return value === null || value === '' ? null : String(value)
  }
  const seenAt = word && said ? said.askedAt.getTime() : Date.parse(held.seenAt)
  return {
    key: held.key,
    title: say('title', held.title),
    date: say('date', held.date),
    amount: say('amount', held.amount),
    currency: say('currency', held.currency),
    status: say('state', held.status),
    asOf: new Date(asOf(around, seenAt)).toISOString(),
    state: stateOf(around, { seenAt, freshness: demandOf(object).freshness }),
  }
}
