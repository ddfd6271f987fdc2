import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../../platform/context.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import type { recordsContract } from '../../contract/records.ts'
import { spared } from '../meters/spared.ts'
import type { JoinedObject } from '../systems/system.ts'
import { asOf, circumstancesOf, demandOf, isFollowed, justHeard } from './ages.ts'
import { ask, type Asked, type Told } from './asking.ts'
import { heardOnPage } from './heard.ts'
import { type Held, heldOf, shownDocuments } from './held.ts'
import { type Joined, joinedOf } from './joined.ts'
import { budget } from './patience.ts'
import { around, viewOf } from './view.ts'

export type CustomerRecords = ReplyOf<typeof recordsContract.records>

/**
 * What joined systems hold of a customer. Our copy is read in one statement; beside that the systems are asked whose values want it, and
 * what they answer within the time of the page is shown at once. The rest is stored when it comes, and the page is told.
 */
export async function customerRecords(
  ctx: Context,
  { id, asking }: { id: string; asking: boolean },
): Promise<CustomerRecords> {
  const begun = performance.now()
  const held = await heldOf(ctx, id)
  const joined = new Map(held.systems.map(system => [system.id, joinedOf(ctx, system)]))
  const asked = asking ? askAll(ctx, held, joined) : []
  const told = await inTime(asked, budget - (performance.now() - begun))
  const followed = followedObjects(held, joined)
  for (const one of told) heardOnPage(ctx, one, { followed: followed.has(one.objectId) })
  const late = asked.filter(({ objectId }) => !told.some(one => one.objectId === objectId))
  for (const { told: answer, objectId } of late)
    void answer.then(one => {
      if (one) heardOnPage(ctx, one, { late: held.rootId, followed: followed.has(objectId) })
    })
  countSpared(held, asked)
  return {
    rootId: held.rootId,
    systems: viewOf(ctx, { held, joined, told, now: Date.now() }),
    asked: [...new Set(late.map(({ systemId }) => systemId))],
  }
}

/** Objects whose changes come by the log of their system, at this moment. */
function followedObjects(held: Held, joined: ReadonlyMap<string, Joined>): ReadonlySet<string> {
  const now = Date.now()
  return new Set(
    held.objects
      .filter(object => {
        const one = joined.get(object.systemId)
        return one && isFollowed(around(one, object, now))
      })
      .map(({ id }) => id),
  )
}

type AskedFor = Asked & { objectId: string }

function askAll(ctx: Context, held: Held, joined: ReadonlyMap<string, Joined>): AskedFor[] {
  return held.objects.flatMap(object => {
    const one = joined.get(object.systemId)
    if (!one?.open || one.system.offSince || one.system.drillSince) return []
    const keys = wantedKeys(held, { object, one })
    return keys.length > 0 ? [{ ...ask(ctx, { open: one.open, object, keys }), objectId: object.id }] : []
  })
}

/** Records of an object that are shown and want to be asked for. */
function wantedKeys(held: Held, { object, one }: { object: JoinedObject; one: Joined }): string[] {
  const { mode, freshness } = demandOf(object)
  if (mode === 'mirrored') return []
  const now = Date.now()
  const around = circumstancesOf(one.system, { objectId: object.id, silent: false, now })
  const oldest = mode === 'live' ? justHeard : freshness * 1000
  return shownOf(held, object)
    .filter(({ seenAt }) => {
      if (seenAt === null) return true
      const age = mode === 'live' ? now - Date.parse(seenAt) : now - asOf(around, Date.parse(seenAt))
      return age > oldest
    })
    .map(({ key }) => key)
}

function shownOf(
  { records, documents }: Held,
  { id, role }: JoinedObject,
): { key: string; seenAt: string | null }[] {
  if (role === 'customer') return records.filter(({ objectId }) => objectId === id)
  return documents.filter(({ objectId }) => objectId === id).slice(0, shownDocuments)
}

/** What was said within `time` milliseconds by those that are waited for. */
async function inTime(asked: readonly Asked[], time: number): Promise<Told[]> {
  const told: Told[] = []
  const waited = asked.filter(({ waitedFor }) => waitedFor)
  if (waited.length === 0) return told
  const over = new AbortController()
  const all = Promise.all(waited.map(one => one.told.then(answer => answer && told.push(answer))))
  await Promise.race([all, sleep(Math.max(time, 0), undefined, { signal: over.signal }).catch(() => {})])
  over.abort()
  // What comes from now on is not of this page any more.
  return [...told]
}

/** Questions that nobody had to be asked: one for each object of which something is shown. */
function countSpared(held: Held, asked: readonly AskedFor[]): void {
  const questions = new Set(asked.map(({ objectId }) => objectId))
  for (const object of held.objects) {
    if (questions.has(object.id)) continue
    const shown = shownOf(held, object).length
    if (shown > 0) spared(object.systemId, 1)
  }
}
