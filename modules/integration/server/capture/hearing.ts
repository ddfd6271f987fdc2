import type { Context } from '../../../../platform/context.ts'
import type { RowRefusal } from '../../../../platform/transfer/target.ts'
import type { Arrival } from '../../../customers/index.ts'
import type { RemoteObject, RemoteValues } from '../connectors/port.ts'
import type { JoinedObject } from '../systems/system.ts'
import { translationOf, type Translate } from '../translating/translation.ts'
import { type TakenOver, takeOver } from './customers.ts'
import { crosswalkOf, type Heard, keep, type Keeping, lockKept, touch } from './mirror.ts'
import { differing, parentKey, storable } from './values.ts'

/** An object that is listened to, with what is needed to understand its records. */
export type Listened = {
  object: JoinedObject
  parent: RemoteObject | undefined
  translate: Translate | null
  systemName: string
}

/** What was heard of one record, beside what our copy said. */
export type Difference = {
  key: string
  before: RemoteValues | null
  /** Null where the record is gone. */
  after: RemoteValues | null
  /** Fields there that differ. */
  fields: string[]
  kind: 'created' | 'changed' | 'gone' | 'same'
  /** The customer record here, for customers. */
  record: string | null
}

export type Listening = { differences: Difference[]; taken: TakenOver }

/** Makes an object ready to be heard; `all` are the joined objects of its system. */
export async function listenedOf(
  ctx: Context,
  { object, all, systemName }: { object: JoinedObject; all: readonly JoinedObject[]; systemName: string },
): Promise<Listened> {
  const translate =
    object.role === 'customer' ? await translationOf(ctx, { mapping: object.mapping, systemName }) : null
  return { object, parent: all.find(({ id }) => id === object.parentId)?.shape, translate, systemName }
}

/** What was read, with what it is to us; found out before the database is asked, which may be at work on something else meanwhile. */
export function understood({ translate }: Listened, read: readonly Heard[]): Heard[] {
  return read.map(heard => {
    const values = heard.values && storable(heard.values)
    return values && translate ? { ...heard, values, arrival: translate({ key: heard.key, values }) } : heard
  })
}

/**
 * Takes what was heard of records at a time: our copy follows, customers follow our copy. One word for each key. What was heard later
 * from elsewhere stays, unless the word is of the stream of changes (`final`), which always ends at what stands there.
 */
export async function hear(
  ctx: Context,
  { object, parent, translate }: Listened,
  { heard, at, final = false }: { heard: readonly Heard[]; at: Date; final?: boolean },
): Promise<Listening> {
  const noted = object.mapping.some(({ mode }) => mode !== 'mirrored')
  const keys = heard.map(({ key }) => key)
  const kept = await lockKept(ctx.db, object.id, keys)
  const differences: Difference[] = []
  const keeping: Keeping[] = []
  const same: string[] = []
  for (const { key, values: given, version } of heard) {
    const known = kept.get(key)
    const before = known && !known.gone ? known.values : null
    if (!final && known && known.seenAt > at) {
      differences.push({ key, before, after: before, fields: [], kind: 'same', record: null })
      continue
    }
    const values = given && storable(given)
    const difference = differenceOf(key, before, values)
    differences.push(difference)
    if (difference.kind === 'same') {
      // How old a value is only matters where it is not followed.
      if (values && noted) same.push(key)
      continue
    }
    keeping.push({
      key,
      values,
      version,
      parentKey: values && parentKey(object, values, parent),
    })
  }
  await keep(ctx, object, { heard: keeping, at })
  await touch(ctx, object, { keys: same, at })
  if (!translate) return { differences, taken: { created: new Map(), kept: [], refused: new Map() } }
  const arrivals = new Map(heard.flatMap(({ key, arrival }) => (arrival ? [[key, arrival] as const] : [])))
  const taken = await customersFollow(ctx, { objectId: object.id, differences, translate, arrivals })
  return { differences, taken }
}

function differenceOf(key: string, before: RemoteValues | null, after: RemoteValues | null): Difference {
  const fields = differing(before, after)
  const moved = fields.length > 0 ? 'changed' : 'same'
  const kind = before === null ? (after === null ? 'same' : 'created') : after === null ? 'gone' : moved
  return { key, before, after, fields, kind, record: null }
}

type Following = {
  objectId: string
  differences: Difference[]
  translate: Translate
  arrivals: ReadonlyMap<string, Arrival | RowRefusal>
}

async function customersFollow(
  ctx: Context,
  { objectId, differences, translate, arrivals }: Following,
): Promise<TakenOver> {
  const crosswalk = await crosswalkOf(
    ctx.db,
    objectId,
    differences.map(({ key }) => key),
  )
  const moved = differences.flatMap(({ key, before, after, kind }) =>
    // A record that came back, or that is the same and still no customer, is looked at again.
    after !== null && (kind !== 'same' || !crosswalk.has(key))
      ? [{ key, before, after, record: crosswalk.get(key), arrival: arrivals.get(key) }]
      : [],
  )
  const taken = await takeOver(ctx, { objectId, moved, translate })
  for (const difference of differences)
    difference.record = crosswalk.get(difference.key) ?? taken.created.get(difference.key) ?? null
  return taken
}
