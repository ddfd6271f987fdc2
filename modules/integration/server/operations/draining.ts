import { setTimeout as sleep } from 'node:timers/promises'
import type { Context, Db } from '../../../../platform/context.ts'
import type { Work } from '../../../../platform/jobs/job.ts'
import { type Left, settlesIn, within } from '../calls/term.ts'
import { type OpenSystem, openSystem } from '../systems/opened.ts'
import { type JoinedObject, limitsOf, objectsOf, systemOf } from '../systems/system.ts'
import { type Claimed, claim } from './claiming.ts'
import { deliver, type Outcome } from './delivering.ts'
import { makingThere } from '../making/making-there.ts'
import { changingThere } from './changing-there.ts'
import { expectingOurs } from './own-words.ts'
import type { SendingLimits } from './sending.ts'
import { type Ended, settleEnded } from './settling.ts'

type Draining = {
  work: Work
  systemId: string
  limits: SendingLimits
  /** It was not well a moment ago: one operation goes ahead. */
  careful: boolean
}

/** Operations taken at a time, for each that may be on its way. */
const ahead = 8

/**
 * Sends what waits for one system until nothing is left, or the system is not well; answers whether it was well. Taken in portions and
 * sent side by side as far as its limits go; what came of one portion is written down while the next one is on its way.
 */
export async function drain(ctx: Context, { work, systemId, limits, careful }: Draining): Promise<boolean> {
  let most = careful ? 1 : 0
  let writing: Promise<void> = Promise.resolve()
  let isWritten = true
  try {
    while (!work.signal.aborted) {
      const system = await systemOf(ctx.db, systemId)
      if (system.offSince || system.drillSince) return true
      const open = openSystem(ctx, system)
      const objects = new Map((await objectsOf(ctx.db, systemId)).map(object => [object.id, object]))
      const callLimits = limitsOf(system)
      const { atOnce } = callLimits
      if (most === 0) most = isHeld(open) ? 1 : atOnce * ahead
      const settles = settlesIn(callLimits)
      // Long enough for one call that takes as long as it may, and over when all that it has begun there is.
      const lease = Math.max(limits.lease, (callLimits.timeout.write + settles) / 1000)
      const left = within(lease * 1000 - settles)
      const claimed = await claim(ctx.db, { systemId, most, lease })
      if (claimed.length === 0) {
        if (isWritten) return true
        // What has just been written down may be what others waited for.
        await writing
        isWritten = true
        continue
      }
      const { well, written } = await sendPortion({
        work,
        db: ctx.db,
        open,
        objects,
        limits,
        claimed,
        atOnce,
        left,
      })
      await writing
      writing = written
      isWritten = false
      if (!well) return false
      most = 0
    }
    return true
  } finally {
    await writing
  }
}

type Portion = {
  work: Work
  db: Db
  open: OpenSystem
  objects: ReadonlyMap<string, JoinedObject>
  limits: SendingLimits
  claimed: readonly Claimed[]
  atOnce: number
  /** Of the time within which this process may do it. */
  left: Left
}

/** Sends one portion; what is left when the system is found unwell goes back unsent. */
async function sendPortion(portion: Portion): Promise<{ well: boolean; written: Promise<void> }> {
  const { open, claimed, atOnce, work, left } = portion
  const waiting = [...claimed]
  const writer = writerOf(portion)
  let well = true
  const pace = paceOf(limitsOf(open.system).perSecond)
  const lane = async () => {
    for (let operation = waiting.shift(); operation; operation = waiting.shift()) {
      if (!well || left() <= 0 || work.signal.aborted) {
        writer.put({ operation, outcome: unsent(operation) })
        continue
      }
      await pace()
      const outcome = await settledWithOurs(portion, operation)
      if (isUnwell(outcome) || isHeld(open)) well = false
      writer.put({ operation, outcome })
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, claimed.length) }, lane))
  return { well, written: writer.end() }
}

/** One that was taken and not touched: it stands as it stood. */
function unsent({ wasSent }: Claimed): Outcome {
  return wasSent
    ? { is: 'unknown', said: '', restless: 0 }
    : { is: 'back', reason: 'held-back', said: '', held: true }
}

/** Tried once more where what stands in the way is only our own earlier word. */
async function settledWithOurs(portion: Portion, operation: Claimed): Promise<Outcome> {
  const outcome = await delivered(portion, operation)
  const object = portion.objects.get(operation.objectId)?.shape
  if (outcome.is !== 'conflict' || outcome.theirs === null || !object) return outcome
  // Past its lease it belongs to whoever takes it next, who reads first.
  if (portion.left() <= 0) return { is: 'unknown', said: '', restless: 0 }
  const theirs = outcome.theirs
  const again = await expectingOurs(portion.db, { operation, object, theirs })
  return again ? delivered(portion, { ...again, wasSent: false }) : outcome
}

/** A call that its guard holds back although the system is well only comes too fast; it waits here, with its lease. */
async function delivered({ open, objects, limits, left }: Portion, operation: Claimed): Promise<Outcome> {
  const object = objects.get(operation.objectId)
  if (!object) return { is: 'failed', reason: 'no-longer-joined', said: null }
  const { shape } = object
  const way = operation.make
    ? makingThere(operation, { object: shape, make: operation.make })
    : changingThere(operation, shape)
  for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
    const outcome = await deliver(open, operation, { way, patience: limits.patience, left })
    const tooFast = outcome.is === 'back' && outcome.held && !isHeld(open)
    if (!tooFast || left() < pause) return outcome
    await sleep(pause)
  }
}

function isUnwell(outcome: Outcome): boolean {
  return (
    outcome.is === 'unknown' ||
    (outcome.is === 'back' && ['held-back', 'unreachable'].includes(outcome.reason))
  )
}

function isHeld({ guard }: OpenSystem): boolean {
  return ['open', 'switched-off'].includes(guard.state().breakers.write)
}

/** Calls are spread over the second, so that those of pages find a place between them. */
function paceOf(perSecond: number): () => Promise<void> {
  const distance = 1000 / (perSecond * 0.8)
  let next = performance.now()
  return async () => {
    const now = performance.now()
    next = Math.max(next, now - distance)
    const wait = next - now
    next += distance
    if (wait > 1) await sleep(wait)
  }
}

/** Milliseconds for which what has ended waits for others, to be written down together with them. */
const gathering = 150

/** Writes down what came of operations, many in one step. */
function writerOf({ work, objects, open }: Portion) {
  let gathered: Ended[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(async () => {
      const ended = gathered
      gathered = []
      if (ended.length > 0) await settle(work, { ended, objects, systemName: open.system.name })
    })
    return writing
  }
  return {
    put: (one: Ended) => {
      gathered.push(one)
      timer ??= setTimeout(() => void write(), gathering)
    },
    end: write,
  }
}

type Settling = Parameters<typeof settleEnded>[1]

/** Each by itself where one of them makes the step fail; it is read back and told anew when its lease is over. */
async function settle(work: Work, settling: Settling): Promise<void> {
  const params = { system: settling.systemName }
  const step = { actor: work.system, label: 'integration.act.written-through', params }
  try {
    await work.step(step, ctx => settleEnded(ctx, settling))
  } catch (err) {
    if (settling.ended.length > 1) {
      for (const one of settling.ended) await settle(work, { ...settling, ended: [one] })
      return
    }
    work.log.error({ err }, 'What came of an operation could not be written down; it is asked again.')
  }
}
