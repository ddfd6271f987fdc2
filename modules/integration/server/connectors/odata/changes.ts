import { CallFailed } from '../failures.ts'
import { changeOf, goneFrom } from '../polling/changes.ts'
import type { MarkedSource } from '../polling/marks.ts'
import { type Mark, marked } from '../polling/polling.ts'
import type { Position, RemoteChange, RemoteObject } from '../port.ts'
import type { EntitySet } from './metadata.ts'
import { literal } from './questions.ts'
import { pages, readAll, readKeys } from './reading.ts'
import { annotation, ask, type Entity, pageOf, question, recordOf, type System, setOf } from './asking.ts'

/** Clocks of two of their machines differ, and a change may be seen later than one that came after it. */
const overlap = { moment: 60_000, integer: 100 }

/**
 * The mark of every object now: the link for what changes from now on, where the service offers one, which it does only at the end
 * of everything (OData 4, part 1, 11.3); else the highest stamp.
 */
export async function placeNow(
  system: System,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const marks: Record<string, Mark> = {}
  for (const object of objects) {
    const set = await setOf(system, object, signal)
    marks[object.name] = (await deltaLink(system, set, signal)) ?? (await highestStamp(system, set, signal))
  }
  return marked(marks)
}

const tracking = 'odata.track-changes, odata.maxpagesize=1000'

async function deltaLink(system: System, set: EntitySet, signal: AbortSignal): Promise<string | null> {
  for (let url = question(system, set, {}); ; ) {
    const page = pageOf(system, url, await ask(system, { url, prefer: tracking }, signal))
    if (!page.next) return page.delta?.href ?? null
    url = page.next
  }
}

async function highestStamp(system: System, set: EntitySet, signal: AbortSignal): Promise<Mark> {
  const { stamp } = set.object
  if (stamp === undefined) return null
  for await (const [record] of pages(
    system,
    { set, options: { $orderby: `${stamp} desc`, $top: '1' } },
    signal,
  ))
    return `${stampMark}${record?.values[stamp] ?? ''}`
  return stampMark
}

/** Before a stamp, to tell it from a link. */
const stampMark = 'stamp '

/** The system as one that is asked for its changes. */
export function askedOf(system: System): MarkedSource {
  return {
    changes: (place, signal) => {
      const mark = String(place.mark)
      return mark.startsWith(stampMark)
        ? sinceStamp(system, { object: place.object, stamp: mark.slice(stampMark.length) }, signal)
        : behindLink(system, { object: place.object, link: mark }, signal)
    },
    all: (object, signal) => readAll(system, { object, after: null, chunk: 500 }, signal),
    read: (asked, signal) => readKeys(system, asked, signal),
    tellsDeletions: (_object, mark) => !String(mark).startsWith(stampMark),
  }
}

type Told = { changes: RemoteChange[]; mark: string }

async function* behindLink(
  system: System,
  { object, link }: { object: RemoteObject; link: string },
  signal: AbortSignal,
): AsyncGenerator<Told> {
  const set = await setOf(system, object, signal)
  for (let url = new URL(link); ; ) {
    const answer = await ask(system, { url, prefer: 'odata.maxpagesize=1000' }, signal)
    if ([400, 404, 410].includes(answer.status))
      throw new CallFailed(
        'position-lost',
        `“${object.name}” no longer tells what has changed since the last question (${answer.status}).`,
      )
    const page = pageOf(system, url, answer)
    const changes = await changesIn(system, { set, entities: page.entities }, signal)
    // Only the link at the end is meant to be kept.
    yield { changes, mark: page.next ? link : (page.delta?.href ?? link) }
    if (!page.next) return
    url = page.next
  }
}

type Came = { set: EntitySet; entities: readonly Entity[] }

/** Changes may come with those fields alone that are new; these are read whole. */
async function changesIn(
  system: System,
  { set, entities }: Came,
  signal: AbortSignal,
): Promise<RemoteChange[]> {
  const { object } = set
  const isPartial = (each: Entity) =>
    object.fields.some(({ name, kind }) => kind !== 'bytes' && !(name in each))
  const told = entities.filter(each => !isLink(each))
  const partial = told
    .filter(each => removedKey(set, each) === null && isPartial(each))
    .map(each => recordOf(set, each).key)
  const whole = new Map(
    (await readKeys(system, { object, keys: partial }, signal)).map(record => [record.key, record]),
  )
  return told.flatMap(each => {
    const removed = removedKey(set, each)
    if (removed !== null) return goneFrom(object, removed)
    const record = recordOf(set, each)
    const read = isPartial(each) ? whole.get(record.key) : record
    // What is gone meanwhile is told next time.
    return read ? changeOf(object, read) : []
  })
}

const contextOf = (entity: Entity) => String(annotation(entity, 'context') ?? '')
/** Relations between entities are told too; they are in the fields. */
const isLink = (entity: Entity) => /\/\$(deletedLink|link)$/.test(contextOf(entity))

/** The key of an entity that was removed, in the words of 4.01 (`@removed`) or of 4.0 (`$deletedEntity`); null for one that stands. */
function removedKey(set: EntitySet, entity: Entity): string | null {
  const isOld = contextOf(entity).endsWith('/$deletedEntity')
  if (!isOld && annotation(entity, 'removed') === undefined) return null
  const { object } = set
  if (!isOld && object.key.every(name => name in entity)) return recordOf(set, entity).key
  const id = String(annotation(entity, 'id') ?? entity.id ?? '')
  const key = keyInId(id, object.key)
  if (key !== null) return key
  throw new CallFailed(
    'broken-answer',
    `“${object.name}” tells of a deletion without saying of which entity.`,
  )
}

/** `Customers(8)`, `Customers(a=1,b='x')`, with or without the address before it. */
function keyInId(id: string, names: readonly string[]): string | null {
  const inner = /\((.*)\)$/.exec(decoded(id))?.[1]
  if (inner === undefined) return null
  const parts = inner.match(/(?:\w+=)?(?:'(?:[^']|'')*'|[^,']+)/g) ?? []
  const values = new Map(
    parts.map((part, at) => {
      const [, name = names[at] ?? '', value = ''] = /^(?:(\w+)=)?(.*)$/s.exec(part) ?? []
      return [name, /^'.*'$/s.test(value) ? value.slice(1, -1).replaceAll("''", "'") : value]
    }),
  )
  const found = names.map(name => values.get(name))
  if (found.some(each => each === undefined)) return null
  return found.length === 1 ? (found[0] as string) : JSON.stringify(found)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

async function* sinceStamp(
  system: System,
  { object, stamp }: { object: RemoteObject; stamp: string },
  signal: AbortSignal,
): AsyncGenerator<Told> {
  const set = await setOf(system, object, signal)
  const field = object.stamp as string
  const floor = stamp === '' ? null : literal(set, field, earlier(stamp))
  const options = {
    $orderby: [field, ...object.key].join(','),
    ...(floor ? { $filter: `${field} ge ${floor}` } : {}),
  }
  let highest = stamp
  for await (const records of pages(system, { set, options }, signal)) {
    for (const { values } of records) highest = later(highest, String(values[field] ?? ''))
    yield { changes: records.map(record => changeOf(object, record)), mark: `${stampMark}${highest}` }
  }
}

function earlier(stamp: string): string {
  if (/^\d+$/.test(stamp)) return String(Math.max(0, Number(stamp) - overlap.integer))
  return new Date(Date.parse(stamp) - overlap.moment).toISOString()
}

const day = 86_400_000

/** A time that is far from coming would hide all that changes until then. */
function later(a: string, b: string): string {
  if (Date.parse(b) > Date.now() + day && !/^\d+$/.test(b)) return a
  if (a === '' || b === '') return a || b
  const order = /^\d+$/.test(a) ? Number(b) - Number(a) : Date.parse(b) - Date.parse(a)
  return order > 0 ? b : a
}
