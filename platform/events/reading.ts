import { contextFor, type Kernel, systemActor, allPermissions } from '../kernel.ts'
import { row, rows, run } from '../database/statement.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Listener } from '../module.ts'
import type { Event } from './event.ts'
import { isAfter, lookAhead, type Position, positionAfter, readBetween, type StoredEvent } from './tail.ts'

/** A listener that is told after the commit. */
export type After = Extract<Listener, { when: 'after' }>

type Place = Position & { name: string }

const atOnce = 500

/**
 * One look into the outbox for all listeners, from the place of the one that is furthest behind: who finds events of his
 * kind works on them, the others are moved on together, so that an act of one user does not cost a transaction for every
 * listener. Answers who has moved, and whether there may be more.
 */
export async function readOnce(
  kernel: Kernel,
  listeners: readonly After[],
): Promise<{ moved: ReadonlySet<string>; more: boolean }> {
  const { db } = kernel.database
  const places = await placesOf(kernel, listeners)
  const [first] = [...places.values()].sort((a, b) => (isAfter(a, b) ? 1 : -1))
  if (!first) return { moved: new Set(), more: false }
  const news = await lookAhead(db, first, atOnce)
  if (news.length === 0) return { moved: new Set(), more: false }
  const end = positionAfter(news, first)
  const moved = new Set<string>()
  const idle: string[] = []
  for (const listener of listeners) {
    const place = places.get(listener.name)
    if (!place) continue
    const wanted = news.some(event => event.kind === listener.event && isAfter(event, place))
    if (!wanted) idle.push(listener.name)
    else if (await step(kernel, listener, end)) moved.add(listener.name)
  }
  for (const name of await moveOn(kernel, idle, end)) moved.add(name)
  return { moved, more: news.length === atOnce }
}

/** Where the listeners stand; those that failed a moment ago wait. */
async function placesOf(kernel: Kernel, listeners: readonly After[]): Promise<Map<string, Place>> {
  const found = await rows<Place>(
    kernel.database.db,
    'select name, xid::text, id from platform.event_reader where name = any($1::text[]) and retry_at <= now()',
    [listeners.map(({ name }) => name)],
  )
  return new Map(found.map(place => [place.name, place]))
}

/** Moves listeners on for which there was nothing; answers those that lie there now or further. */
async function moveOn(kernel: Kernel, names: readonly string[], { xid, id }: Position): Promise<string[]> {
  if (names.length === 0) return []
  const found = await rows<{ name: string }>(
    kernel.database.db,
    `with free as materialized (
       select name, xid, id from platform.event_reader where name = any($1::text[]) order by name for update skip locked),
     moved as (
       update platform.event_reader r set xid = $2::xid8, id = $3, read_at = now(), failures = 0, last_error = null
       from free where r.name = free.name and (free.xid, free.id) < ($2::xid8, $3::uuid))
     select name from free`,
    [names, xid, id],
  )
  return found.map(({ name }) => name)
}

/** One listener works on what it was told up to a place. Another worker at the same listener is left alone. */
async function step(kernel: Kernel, listener: After, to: Position): Promise<boolean> {
  try {
    return await inTransaction(kernel.database.db, async db => {
      const from = await row<Position>(
        db,
        'select xid::text, id from platform.event_reader where name = $1 and retry_at <= now() for update skip locked',
        [listener.name],
      )
      if (!from) return false
      if (!isAfter(to, from)) return true
      const found = await readBetween(db, listener.event, { from, to })
      const ctx = contextFor(kernel, {
        db,
        actor: systemActor(allPermissions(kernel.modules), 'automation'),
        label: `${listener.name}.act`,
      })
      if (found.length > 0) await listener.run(ctx, found.map(toEvent))
      await run(
        db,
        'update platform.event_reader set xid = $2::xid8, id = $3, read_at = now(), failures = 0, last_error = null where name = $1',
        [listener.name, to.xid, to.id],
      )
      return true
    })
  } catch (error) {
    await noteFailure(kernel, listener, error)
    return false
  }
}

async function noteFailure(kernel: Kernel, listener: After, error: unknown): Promise<void> {
  kernel.log.error({ err: error, listener: listener.name }, 'A listener failed; its events wait.')
  await run(
    kernel.database.db,
    `update platform.event_reader set failures = failures + 1, last_error = $2,
       retry_at = now() + least(power(2, failures), 300) * interval '1 second' where name = $1`,
    [listener.name, error instanceof Error ? error.message.slice(0, 500) : String(error)],
  )
}

function toEvent(stored: StoredEvent): Event {
  return {
    kind: stored.kind,
    entity: stored.entity,
    rootId: stored.root_id,
    recordId: stored.record_id,
    data: { ...stored.data, batchId: stored.batch_id, actorId: stored.actor_id },
  }
}
