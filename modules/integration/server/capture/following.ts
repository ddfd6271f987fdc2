import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../../platform/context.ts'
import type { Work } from '../../../../platform/jobs/job.ts'
import { CallFailed } from '../connectors/failures.ts'
import type { Connection, Position, RemoteObject } from '../connectors/port.ts'
import { openSystem } from '../systems/opened.ts'
import type { JoinedObject, StoredSystem } from '../systems/system.ts'
import { type Listened, listenedOf } from './hearing.ts'
import {
  beginAt,
  giveLease,
  LeaseLost,
  noteFailure,
  renewEvery,
  renewLease,
  type Stream,
  takeLease,
} from './lease.ts'
import { type Loading, runLoad } from './loading.ts'
import { askForLoads, isIncomplete, neverRead, nextLoad } from './loads.ts'
import { knownKeys } from './mirror.ts'
import { freshShapes } from './shapes.ts'
import { storePortion } from './storing.ts'
import { wokenOf } from './woken.ts'

const firstPause = 1000
const longestPause = 30_000
const betweenLoads = 500
const tellAgain = 3_600_000
/** Longer than a system that takes questions and answers none may keep us waiting. */
const soundAfter = 300_000

export type Followed = { system: StoredSystem; objects: readonly JoinedObject[]; holder: string }

/**
 * Follows one system until the signal is aborted: takes its stream where no other process holds it, reads what was never read, stores what
 * changes. What fails is noted and tried again after a pause that doubles; another process takes over where this one is cut off.
 */
export async function followSystem(work: Work, followed: Followed, signal: AbortSignal): Promise<void> {
  const holding = { systemId: followed.system.id, holder: followed.holder }
  const outside = <T>(run: (ctx: Context) => Promise<T>) => work.outside({ actor: work.system }, run)
  const { tell, forget } = failuresTold(work, followed.system.name)
  let pause = firstPause
  try {
    while (!signal.aborted) {
      const begun = performance.now()
      let isHeldElsewhere = false
      try {
        const stream = await outside(ctx => takeLease(ctx, holding))
        isHeldElsewhere = stream === null
        if (stream) await holdAndFollow(work, { ...followed, stream }, signal)
      } catch (error) {
        if (signal.aborted || error instanceof LeaseLost) return
        const { kind, message } = describe(error)
        tell(error, { kind, message })
        await outside(ctx =>
          noteFailure(ctx, { ...holding, failure: kind, reason: message, forget: kind === 'position-lost' }),
        )
      }
      const isWell = isHeldElsewhere || performance.now() - begun > longestPause
      if (performance.now() - begun > soundAfter) forget()
      pause = isWell ? firstPause : Math.min(pause * 2, longestPause)
      await sleep(pause, undefined, { signal }).catch(() => {})
    }
  } finally {
    await outside(ctx => giveLease(ctx, holding)).catch(() => {})
  }
}

/** While a system is away it is told once an hour how it fails, not at every try; the board says it all the time. */
function failuresTold({ log }: Work, system: string) {
  const told = new Map<string, number>()
  return {
    tell: (error: unknown, { kind, message }: { kind: string; message: string }) => {
      const before = told.get(kind)
      const isNews = before === undefined || performance.now() - before > tellAgain
      if (isNews) told.set(kind, performance.now())
      // That a system is away is told by its kind and words; where it came from matters of a defect only.
      const why = error instanceof CallFailed ? { kind, reason: message } : { err: error }
      log[isNews ? 'warn' : 'debug'](
        { ...why, system },
        'A system cannot be followed; it is tried again until it answers.',
      )
    },
    forget: () => told.clear(),
  }
}

function describe(error: unknown): { kind: string; message: string } {
  if (error instanceof CallFailed) return { kind: error.kind, message: error.message }
  return { kind: 'defect', message: error instanceof Error ? error.message : String(error) }
}

type Held = Followed & { stream: Stream }

async function holdAndFollow(work: Work, held: Held, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const both = AbortSignal.any([signal, over.signal])
  const holding = { systemId: held.system.id, holder: held.holder }
  const outside = <T>(run: (ctx: Context) => Promise<T>) => work.outside({ actor: work.system }, run)
  const renewing = keepHolding(() => outside(ctx => renewLease(ctx, holding)), both)
  // It may fail before anybody waits for it.
  renewing.catch(() => {})
  const works = [renewing]
  try {
    const ready = await makeReady(work, held, both)
    works.push(followChanges(work, ready, both), doLoads(work, ready, both))
    await Promise.all(works)
  } finally {
    over.abort()
    // Whoever follows next, this process among them, must not meet one that still stores.
    await Promise.allSettled(works)
  }
}

async function keepHolding(renew: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(renewEvery, undefined, { signal }).catch(() => {})
    if (!signal.aborted) await renew()
  }
}

type Ready = Loading & { objects: readonly JoinedObject[]; position: Position; listened: readonly Listened[] }

/** The way there, the objects as they are there now, and a position that covers them. */
async function makeReady(
  work: Work,
  { system, objects, holder, stream }: Held,
  signal: AbortSignal,
): Promise<Ready> {
  const step = { actor: work.system, label: 'integration.act.followed' }
  const connection = await work.outside(step, ctx => openSystem(ctx, system).connection())
  const remote = await freshShapes(connection, objects, signal)
  const listened = await work.outside(step, ctx =>
    Promise.all(objects.map(object => listenedOf(ctx, { object, all: objects, systemName: system.name }))),
  )
  const position = await positionOf(work, { connection, remote, system, objects, holder, stream }, signal)
  return {
    work,
    systemId: system.id,
    systemName: system.name,
    holder,
    connection,
    remote,
    listened,
    objects,
    position,
  }
}

type Placing = Held & { connection: Connection; remote: ReadonlyMap<string, RemoteObject> }

/** Where to follow from: the stored place, or a new one, before which everything is to be read. */
async function positionOf(work: Work, placing: Placing, signal: AbortSignal): Promise<Position> {
  const { connection, remote, system, objects, holder, stream } = placing
  const covers = objects.map(({ id }) => id).sort()
  const sameObjects = covers.join() === stream.covers.toSorted().join()
  if (stream.position && sameObjects) return stream.position
  const position = await connection.now([...remote.values()], signal)
  const lost = stream.position === null && stream.covers.length > 0
  await work.step({ actor: work.system, label: 'integration.act.followed' }, async ctx => {
    await beginAt(ctx, { systemId: system.id, holder, position, covers, lost })
    const fresh = await neverRead(ctx, covers)
    await askForLoads(ctx, fresh, { reason: 'first' })
    // What was read before may have moved while nobody looked.
    await askForLoads(
      ctx,
      covers.filter(id => !fresh.includes(id)),
      { reason: 'position-lost' },
    )
  })
  return position
}

async function followChanges(work: Work, ready: Ready, signal: AbortSignal): Promise<void> {
  const { connection, position, remote, listened, systemId, systemName, holder } = ready
  // Before our copy is whole, all that it lacks would seem to have come.
  async function* known(object: RemoteObject, until: AbortSignal) {
    const { id } = ready.objects.find(({ shape }) => shape.name === object.name) as JoinedObject
    const { db } = work.database
    while (!until.aborted && (await isIncomplete({ db }, id)))
      await sleep(betweenLoads, undefined, { signal: until }).catch(() => {})
    yield* knownKeys(db, id, until)
  }
  const woken = await wokenOf(work, systemId)
  try {
    const asked = { objects: [...remote.values()], from: position, known, woken: woken.wait }
    for await (const portion of connection.follow(asked, signal))
      await work.step(
        { actor: work.system, label: 'integration.act.changed-there', params: { system: systemName } },
        ctx => storePortion(ctx, { systemId, systemName, holder, listened }, portion),
      )
  } catch (error) {
    throw await passable(error, ready, signal)
  } finally {
    await woken.end()
  }
  if (!signal.aborted)
    throw new CallFailed('unreachable', 'The other system has ended the stream of its changes.')
}

/**
 * A log tells of changes in the shape that the table had then. Where that shape cannot be read, and the table is as it was by now, the log
 * cannot be passed at this place: all is read anew.
 */
async function passable(
  error: unknown,
  { connection, objects }: Ready,
  signal: AbortSignal,
): Promise<unknown> {
  if (signal.aborted || !(error instanceof CallFailed) || error.kind !== 'changed-shape') return error
  const still = await freshShapes(connection, objects, signal).then(
    () => null,
    (failure: unknown) => failure,
  )
  return (
    still ??
    new CallFailed(
      'position-lost',
      `${error.message} It is as it was now, but the log of that time cannot be read.`,
    )
  )
}

async function doLoads(work: Work, ready: Ready, signal: AbortSignal): Promise<void> {
  const ids = ready.objects.map(({ id }) => id)
  while (!signal.aborted) {
    const load = await work.outside({ actor: work.system }, ctx => nextLoad(ctx, ids))
    if (load) await runLoad(ready, load, signal)
    else await sleep(betweenLoads, undefined, { signal }).catch(() => {})
  }
}
