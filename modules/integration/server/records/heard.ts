import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../../platform/context.ts'
import { newBatch } from '../../../../platform/history/batch.ts'
import type { StandingWork, Work } from '../../../../platform/jobs/job.ts'
import { noteForeign, type Step } from '../capture/foreign.ts'
import { type Difference, hear, listenedOf } from '../capture/hearing.ts'
import { confirmedBy } from '../capture/own-changes.ts'
import { tell } from '../capture/telling.ts'
import { objectsOf, systemOf } from '../systems/system.ts'
import type { Told } from './asking.ts'

type Catalogue = Context['catalogue']

type Waiting = {
  systemId: string
  /** The latest word on each record, by its key. */
  told: Map<string, { record: Told['records'][number]; askedAt: Date }>
}

/** What pages of one running product have heard and is not stored yet. */
type Box = {
  objects: Map<string, Waiting>
  /** Customers whose pages were shown without what has come since; by root. */
  owed: Map<string, { systemId: string }>
  ring: () => void
}

/** A read has no transaction, so what it hears is stored by work that lives beside it, for many pages at a time. */
const boxes = new WeakMap<Catalogue, Box>()

function boxOf(catalogue: Catalogue): Box {
  let box = boxes.get(catalogue)
  if (!box) boxes.set(catalogue, (box = { objects: new Map(), owed: new Map(), ring: () => {} }))
  return box
}

/** Without anybody who stores, what was heard is not worth the memory. */
const mostObjects = 500
const mostRecords = 5000

type Hearing = {
  /** Root of the page that was shown without it, and is told. */
  late?: string
  /** The system's own log is followed: it tells the same in a moment, and who did it. */
  followed: boolean
}

/** Hands over what a system said, to be stored soon; nobody waits for what comes with the page it was asked for. */
export function heardOnPage(ctx: Pick<Context, 'catalogue'>, told: Told, { late, followed }: Hearing): void {
  const box = boxOf(ctx.catalogue)
  if (!followed) keepToStore(box, told)
  if (late === undefined || box.owed.size >= mostRecords) return
  box.owed.set(late, { systemId: told.systemId })
  box.ring()
}

function keepToStore(box: Box, { objectId, systemId, records, askedAt }: Told): void {
  const waiting = box.objects.get(objectId) ?? { systemId, told: new Map() }
  if (waiting.told.size === 0 && box.objects.size >= mostObjects) return
  box.objects.set(objectId, waiting)
  for (const record of records)
    if (waiting.told.size < mostRecords) waiting.told.set(record.key, { record, askedAt })
}

/** What many pages hear within this time is stored, and told, together. */
const gathering = 100
const calmly = 1000

/** Stores what pages have heard, and tells open pages of it. */
export const hearWork: StandingWork = { name: 'integration.hear', where: 'everywhere', run: keepHearing }

async function keepHearing(work: Work): Promise<void> {
  const batch = newBatch('integration.records.act')
  while (!work.signal.aborted) {
    const box = await work.outside({ actor: work.system }, ({ catalogue }) =>
      Promise.resolve(boxOf(catalogue)),
    )
    await rung(box, work.signal)
    if (box.objects.size === 0 && box.owed.size === 0) continue
    const objects = [...box.objects]
    const owed = [...box.owed]
    box.objects.clear()
    box.owed.clear()
    for (const [objectId, waiting] of objects) await storeOne(work, objectId, waiting)
    if (owed.length > 0)
      await work.step({ actor: work.system, batch }, async ctx => {
        for (const [rootId, { systemId }] of owed)
          await ctx.emit({
            kind: 'integration.arrived',
            entity: 'customer',
            rootId,
            recordId: rootId,
            data: { systemId },
          })
      })
  }
}

/** Soon after somebody waits for it, else once in a while. */
async function rung(box: Box, signal: AbortSignal): Promise<void> {
  const ringing = new AbortController()
  box.ring = () => ringing.abort()
  if (box.owed.size === 0)
    await sleep(calmly, undefined, { signal: AbortSignal.any([signal, ringing.signal]) }).catch(() => {})
  if (!signal.aborted && ringing.signal.aborted) await sleep(gathering, undefined, { signal }).catch(() => {})
}

/** What cannot be stored, of an object that is gone by now for one, must not keep the rest. */
async function storeOne(work: Work, objectId: string, { systemId, told }: Waiting): Promise<void> {
  try {
    await work.step({ actor: work.system, label: 'integration.records.act' }, ctx =>
      storeHeard(ctx, { systemId, objectId, told: [...told.values()] }),
    )
  } catch (err) {
    work.log.warn({ err, object: objectId }, 'What a system answered could not be stored.')
  }
}

type Storing = {
  systemId: string
  objectId: string
  told: readonly { record: Told['records'][number]; askedAt: Date }[]
}

async function storeHeard(ctx: Context, { systemId, objectId, told }: Storing): Promise<void> {
  const system = await systemOf(ctx.db, systemId)
  const all = await objectsOf(ctx.db, systemId)
  const object = all.find(({ id }) => id === objectId)
  if (!object) return
  const listened = await listenedOf(ctx, { object, all, systemName: system.name })
  // Together as far as they were asked for within a second, and then as of the first of them: what is newer elsewhere stays.
  for (const some of Map.groupBy(told, ({ askedAt }) => Math.floor(askedAt.getTime() / 1000)).values()) {
    const heard = await hear(ctx, listened, {
      heard: some.map(({ record: { key, values, version } }) => ({ key, values, version })),
      at: new Date(Math.min(...some.map(({ askedAt }) => askedAt.getTime()))),
    })
    const foreign = await confirmedBy(ctx, { object, changes: [], steps: stepsOf(heard.differences) })
    await noteForeign(ctx, { systemId, listened, steps: foreign, heard })
    await tell(ctx, { systemId, listened, heard })
  }
}

/** Single records do not tell who changed them, nor when. */
function stepsOf(differences: readonly Difference[]): Step[] {
  return differences
    .filter(({ kind }) => kind === 'changed')
    .map(({ key, record, before, after, fields }) => ({
      key,
      record,
      before,
      after,
      fields,
      at: null,
      by: null,
      operation: null,
    }))
}
