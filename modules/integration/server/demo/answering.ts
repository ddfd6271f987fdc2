import type { Db } from '../../../../platform/context.ts'
import { changedSince, changeOldRecord, type List, lists, oldRecord, type OldRecord } from './records.ts'

/** A question to the old billing system. */
export type Question = {
  method: string
  path: string
  query: URLSearchParams
  ifMatch: string | undefined
  body: unknown
}
export type Answer = { status: number; body: unknown; etag?: string }

const mostInPage = 500
/** Accounts in collection are locked, for everybody. */
const inCollection = 3
/** What may be changed from outside, and how long it may be. */
const open: Readonly<Record<string, number>> = {
  name: 60,
  street: 60,
  postcode: 10,
  city: 40,
  country: 2,
  phone: 20,
}

const said = (status: number, title: string): Answer => ({ status, body: { title, status } })

/** Answers one question, as its document says. */
export async function answer(db: Db, systemId: string, question: Question): Promise<Answer> {
  const [, root, name, key] = question.path.split('/')
  const list = lists.find(each => each === name)
  if (root !== 'api' || !list) return said(404, 'NOTHING AT THIS ADDRESS')
  if (key === undefined) return page(db, { systemId, list, query: question.query })
  const one = { systemId, list, key: decodeURIComponent(key) }
  const found = await oldRecord(db, one)
  if (!found) return said(404, `NO RECORD ${one.key}`)
  if (question.method === 'GET') return shown(found)
  if (question.method !== 'PATCH' || list !== 'customers') return said(405, 'READ ONLY')
  return change(db, { ...one, found }, question)
}

type Wanted = { systemId: string; list: List; query: URLSearchParams }

async function page(db: Db, { systemId, list, query }: Wanted): Promise<Answer> {
  const limit = Math.min(whole(query.get('limit'), 100), mostInPage)
  const since = whole(query.get('changed_since'), 0)
  const found = await changedSince(db, { systemId, list, since, limit: limit + 1 })
  const items = found.slice(0, limit)
  const next = found.length > limit ? items.at(-1)?.stamp : null
  return { status: 200, body: { items: items.map(bodyOf), next } }
}

function whole(text: string | null, otherwise: number): number {
  const number = Number(text ?? otherwise)
  return Number.isSafeInteger(number) && number >= 0 ? number : otherwise
}

function bodyOf({ key, values, stamp, deleted }: OldRecord) {
  return deleted ? { id: key, changed: stamp, deleted } : { ...values, id: key, changed: stamp }
}

function shown(record: OldRecord): Answer {
  return { status: 200, body: bodyOf(record), etag: `"${record.stamp}"` }
}

type Changing = { systemId: string; list: List; key: string; found: OldRecord }

async function change(db: Db, { found, ...one }: Changing, { ifMatch, body }: Question): Promise<Answer> {
  if (ifMatch === undefined) return said(428, 'IF-MATCH MISSING')
  if (ifMatch !== `"${found.stamp}"`) return said(412, 'CHANGED BY ANOTHER USER')
  if (Number(found.values.dunning) >= inCollection) return said(422, 'ACCOUNT IN COLLECTION - LOCKED')
  const set = typeof body === 'object' && body !== null ? Object.entries(body) : []
  const wrong = set.find(
    ([name, value]) => !(name in open) || String(value ?? '').length > (open[name] as number),
  )
  if (wrong) return said(422, `FIELD ${wrong[0].toUpperCase()} NOT ACCEPTED`)
  const changed = await changeOldRecord(db, { ...one, stamp: found.stamp, set: Object.fromEntries(set) })
  return changed ? shown(changed) : said(412, 'CHANGED BY ANOTHER USER')
}
