import { CallFailed } from '../failures.ts'
import type { HttpAnswer } from '../http.ts'
import { broken, jsonOf } from '../http-answers.ts'
import type { Collection } from './collections.ts'
import { addressIn, type Place } from './described.ts'
import { isNode, type Node, under } from './document.ts'
import { aroundNext, nextNames } from './parameters.ts'

export type Page = { items: readonly Node[]; answer: HttpAnswer }

type Wanted = { collection: Collection; since?: string | number; limit?: number }

/**
 * A list page by page, in the order in which the system gives it, by whatever way it offers: a link to the next page, a cursor, the
 * key of the last record, an offset, or the number of the page. A record may come twice; one that nobody touches is not left out, but
 * for numbered pages, which move when records are deleted.
 */
export async function* pagesOf(place: Place, wanted: Wanted, signal: AbortSignal): AsyncGenerator<Page> {
  const { collection } = wanted
  const walk = {
    place,
    collection,
    asked: new Set<string>(),
    counted: { at: 0, last: new Set<unknown>(), backs: 0 },
  }
  for (let url: URL | null = firstOf(place, wanted); url; ) {
    const answer = await place.http.ask({ url, headers: { accept: 'application/json' } }, signal)
    const body = jsonOf(place.http, answer)
    const items = itemsIn(collection, body, answer)
    walk.asked.add(url.href)
    yield { items, answer }
    url = nextOf(walk, { url, body, answer, items })
  }
}

function firstOf(place: Place, { collection, since, limit }: Wanted): URL {
  const { paging, path } = collection
  const url = addressIn(place, path)
  for (const [name, value] of Object.entries(paging.always)) url.searchParams.set(name, value)
  if (paging.limit) url.searchParams.set(paging.limit.name, String(limit ?? paging.limit.most))
  if (paging.since && since !== undefined) url.searchParams.set(paging.since.name, String(since))
  return url
}

function itemsIn({ listAt, object }: Collection, body: unknown, answer: HttpAnswer): readonly Node[] {
  const items = listAt === null ? body : under(body, listAt)
  if (Array.isArray(items) && items.every(isNode)) return items
  throw broken(answer, `has no list of “${object.name}” where the document says`)
}

type Walk = {
  place: Place
  collection: Collection
  asked: Set<string>
  counted: { at: number; last: ReadonlySet<unknown>; backs: number }
}
type Came = Page & { url: URL; body: unknown }

function nextOf(walk: Walk, came: Came): URL | null {
  const { paging } = walk.collection
  const told = toldNext(walk, came)
  if (told) {
    if (!walk.asked.has(told.href)) return told
    throw broken(came.answer, 'leads back to a page that was read already')
  }
  if (told === null || paging.cursor) return null
  if (paging.afterKey) return behindLast(walk, came)
  if (paging.offset) return counted(walk, { ...came, parameter: paging.offset })
  if (paging.page) return numbered(walk, came)
  const most = Number(came.url.searchParams.get(paging.limit?.name ?? '') ?? 0)
  if (most === 0 || paging.tellsNext || came.items.length < most) return null
  throw broken(came.answer, 'is a full page, and the document names no way to the next one')
}

/** Where the answer says that it goes on; null where it says that it does not, undefined where it says nothing. */
function toldNext({ collection }: Walk, { url, body, answer }: Came): URL | null | undefined {
  const link = /<([^<>]*)>\s*;[^,<]*\brel="?next\b/i.exec(answer.headers.get('link') ?? '')?.[1]
  if (link !== undefined) return linked(link, { url, answer })
  if (answer.headers.has('link')) return null
  const next = [body, ...aroundNext.map(name => under(body, name))]
    .map(saidNext)
    .find(each => each !== undefined)
  if (next === undefined) return undefined
  const said = isNode(next) ? under(next, 'href') : next
  if (typeof said !== 'string' && typeof said !== 'number') return null
  const text = String(said)
  if (text === '') return null
  if (/^(https?:\/\/|[/?])/.test(text)) return linked(text, { url, answer })
  const parameter = collection.paging.cursor ?? collection.paging.page ?? collection.paging.since?.name
  return parameter ? withParameter(url, parameter, text) : undefined
}

function saidNext(body: unknown): unknown {
  const name = nextNames.find(each => under(body, each) !== undefined)
  return name === undefined ? undefined : under(body, name)
}

function linked(text: string, { url, answer }: Pick<Came, 'url' | 'answer'>): URL {
  if (URL.canParse(text, url.href)) return new URL(text, url)
  throw broken(answer, 'has a link to the next page that is no address')
}

function behindLast({ collection }: Walk, { url, body, items }: Came): URL | null {
  const last = items.at(-1)
  if (!last || under(body, 'has_more') === false) return null
  return withParameter(url, collection.paging.afterKey as string, String(keyIn(collection, last)))
}

/** How often a list may have moved under the reader before it is given up. */
const mostBacks = 100

/** Each page begins with the last record of the one before; where it does not, somebody has deleted and it goes back a little. */
function counted(
  { collection, counted: state }: Walk,
  { url, items, answer, parameter }: Came & { parameter: string },
): URL | null {
  const keys = new Set(items.map(each => keyIn(collection, each)))
  const isJoined = state.at === 0 || [...keys].some(key => state.last.has(key))
  if (isJoined) {
    if ([...keys].every(key => state.last.has(key))) return null
    state.at += Math.max(1, items.length - 1)
    state.last = keys
  } else {
    state.at = Math.max(0, state.at - Math.max(1, Math.ceil(state.last.size / 2)))
    if (++state.backs > mostBacks)
      throw broken(answer, 'is part of a list that changes faster than it can be read')
  }
  return withParameter(url, parameter, String(state.at))
}

/** Pages are counted from 1; where a system counts from 0, its page 0 is what comes without a number. Some repeat the last page for ever. */
function numbered({ collection, counted: state }: Walk, { url, items }: Came): URL | null {
  const parameter = collection.paging.page as string
  const keys = new Set(items.map(each => keyIn(collection, each)))
  const number = Number(url.searchParams.get(parameter) ?? 0)
  const isKnown = [...keys].every(key => state.last.has(key))
  state.last = keys
  // The first is asked for without a number, so page 1 comes twice where counting begins with 1.
  return items.length === 0 || (number > 1 && isKnown)
    ? null
    : withParameter(url, parameter, String(number + 1))
}

function withParameter(url: URL, name: string, value: string): URL {
  const next = new URL(url)
  next.searchParams.set(name, value)
  return next
}

/** The value of the key of an item; throws where it has none, since then nobody can tell it from others. */
export function keyIn({ object }: Collection, item: Node): string | number {
  const key = under(item, object.key[0] as string)
  if ((typeof key === 'string' && key !== '') || typeof key === 'number') return key
  throw new CallFailed(
    'broken-answer',
    `A record of “${object.name}” comes without its key “${object.key[0]}”.`,
  )
}
