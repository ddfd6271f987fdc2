import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { Step, Work } from '../../../../platform/jobs/job.ts'
import { CallFailed, type FailureKind } from '../connectors/failures.ts'
import type { Connection, RemoteObject, RemoteRecord } from '../connectors/port.ts'
import { translationOf } from '../translating/translation.ts'
import { takeOver } from './customers.ts'
import { type Difference, hear, type Listened, type Listening, understood } from './hearing.ts'
import { assertHolding } from './lease.ts'
import {
  addToLoad,
  beginAnew,
  beginLoad,
  endLoad,
  isMetKnown,
  type Load,
  type LoadCounts,
  tellOfCustomers,
} from './loads.ts'
import { crosswalkOf, type Heard } from './mirror.ts'
import { workedOut } from './values.ts'

const chunkSize = 1000
/** Of one comparison so many differences are kept one by one; the counts count all. */
const mostKept = 1000
/** As for the stream: all of more than this many are not believed to be gone. */
const mayAllGo = 10

export type Loading = {
  work: Work
  systemId: string
  systemName: string
  holder: string
  connection: Connection
  /** Objects as they are there now, by id of the joined object. */
  remote: ReadonlyMap<string, RemoteObject>
  listened: readonly Listened[]
}

const none: LoadCounts = { read: 0, created: 0, changed: 0, same: 0, gone: 0, refused: 0 }

/** Failures after which a load waits and goes on; all others end it. */
const passing: ReadonlySet<FailureKind> = new Set(['unreachable', 'no-answer', 'held-back', 'broken-answer'])

/** Does a load to its end, or to where it is cancelled; throws what will pass, so that it goes on later from where it was. */
export async function runLoad(loading: Loading, load: Load, signal: AbortSignal): Promise<void> {
  const { work } = loading
  const listened = loading.listened.find(({ object }) => object.id === load.objectId) as Listened
  const step = stepOf(loading, load)
  try {
    const ended =
      load.reason === 'mapping-changed'
        ? await readAnew(loading, { load, listened }, signal)
        : await readAll(loading, { load, listened }, signal)
    if (ended) await work.step(step, ctx => endLoad(ctx, load, null))
  } catch (error) {
    if (signal.aborted || !(error instanceof CallFailed) || passing.has(error.kind)) throw error
    await work.step(step, ctx => endLoad(ctx, load, error.message))
  }
}

/** A first reading is one act, which can be taken back as a whole; each chunk of a later one is an act of its own. */
function stepOf({ work, systemName }: Loading, load: Load): Step {
  const params = { system: systemName }
  return load.reason === 'first'
    ? { actor: work.system, batch: { id: load.batchId, label: 'integration.act.loaded', params } }
    : { actor: work.system, label: 'integration.act.compared', params }
}

type One = { load: Load; listened: Listened }

/** Reads all there; answers whether it is over: the end was reached, or somebody has cancelled. */
async function readAll(loading: Loading, { load, listened }: One, signal: AbortSignal): Promise<boolean> {
  const { work, connection } = loading
  const object = loading.remote.get(load.objectId) as RemoteObject
  const step = stepOf(loading, load)
  const begunAt = await work.step(step, ctx => beginLoad(ctx, load, object.about))
  const store = (chunk: Pick<Chunk, 'records' | 'heardAt'>) =>
    work.step(step, async ctx => {
      await assertHolding(ctx, loading)
      return storeChunk(ctx, { load, listened, ...chunk })
    })
  // While the database works on one chunk, the next one is fetched and understood.
  let storing = Promise.resolve(true)
  try {
    let heardAt = new Date()
    const asked = { object, after: load.afterKey, chunk: chunkSize }
    for await (const read of connection.readAll(asked, signal)) {
      const records = load.reason === 'first' ? understood(listened, read) : read
      const chunk = { records, heardAt }
      if (!(await storing)) return true
      storing = store(chunk)
      storing.catch(() => {})
      heardAt = new Date()
    }
    if (!(await storing)) return true
  } finally {
    await storing.catch(() => {})
  }
  if (signal.aborted) return false
  if (load.reason === 'first') return true
  return work.step(step, async ctx => {
    const isKnown = await isMetKnown(ctx, load)
    await (isKnown ? takeOut(ctx, { load, listened, begunAt }) : beginAnew(ctx, load))
    return isKnown
  })
}

type Chunk = One & { records: readonly Heard[]; heardAt: Date }

async function storeChunk(ctx: Context, { load, listened, records, heardAt }: Chunk): Promise<boolean> {
  const heard = surprising(listened, await hear(ctx, listened, { heard: records, at: heardAt }))
  if (load.reason !== 'first') {
    await noteMet(ctx, load, { records, heard })
    if (heard.taken.created.size > 0) await tellOfCustomers(ctx)
  }
  const counts = countsOf(heard)
  return addToLoad(ctx, load, { counts, afterKey: records.at(-1)?.key ?? null })
}

/** What is worked out there changes without being told: that our copy of it was older is no difference that anybody missed. */
function surprising({ object }: Listened, { differences, taken }: Listening): Listening {
  const computed = workedOut(object.shape)
  if (computed.size === 0) return { differences, taken }
  const told = differences.map((difference): Difference => {
    const fields = difference.fields.filter(name => !computed.has(name))
    return {
      ...difference,
      fields,
      kind: difference.kind === 'changed' && !fields[0] ? 'same' : difference.kind,
    }
  })
  return { differences: told, taken }
}

function countsOf({ differences, taken }: Listening): LoadCounts {
  const counts = { ...none, read: differences.length }
  for (const { key, kind } of differences) {
    if (taken.refused.has(key)) counts.refused++
    else if (kind === 'created') counts.created++
    else if (kind === 'changed') counts.changed++
    else counts.same++
  }
  return counts
}

/** What has been met is there; what differed is kept for whoever wants to see it. */
async function noteMet(
  ctx: Context,
  load: Load,
  { records, heard }: { records: readonly Heard[]; heard: Listening },
): Promise<void> {
  await run(
    ctx.db,
    'insert into integration.met (load_id, key) select $1, unnest($2::text[]) on conflict do nothing',
    [load.id, records.map(({ key }) => key)],
  )
  await noteDifferences(
    ctx,
    load,
    heard.differences.filter(({ kind }) => kind !== 'same'),
  )
}

async function noteDifferences(
  ctx: Context,
  load: Load,
  differences: readonly Pick<Difference, 'key' | 'kind' | 'fields'>[],
): Promise<void> {
  if (differences.length === 0) return
  const kinds = { created: 'missing', changed: 'other', gone: 'gone', same: 'other' }
  await run(
    ctx.db,
    `insert into integration.difference (load_id, key, object_id, kind, fields)
     select $1, d.key, $2, d.kind, d.fields from jsonb_to_recordset($3::jsonb) d(key text, kind text, fields text[])
     where (select count(*) from integration.difference e where e.load_id = $1) < ${mostKept} on conflict do nothing`,
    [
      load.id,
      load.objectId,
      JSON.stringify(
        differences.map(({ key, kind, fields }) => ({
          key,
          kind: kinds[kind],
          fields: kind === 'changed' ? fields : [],
        })),
      ),
    ],
  )
}

/** What our copy has and the reading has not met is gone. */
async function takeOut(ctx: Context, { load, listened, begunAt }: One & { begunAt: Date }): Promise<void> {
  const missing = await rows<{ key: string }>(
    ctx.db,
    `select m.key from integration.mirror m where m.object_id = $1 and m.gone_at is null and m.seen_at < $2
       and not exists (select 1 from integration.met t where t.load_id = $3 and t.key = m.key)`,
    [load.objectId, begunAt, load.id],
  )
  if (missing.length === 0) return
  const [{ left } = { left: 0 }] = await rows<{ left: number }>(
    ctx.db,
    'select count(*)::int as left from integration.mirror where object_id = $1 and gone_at is null',
    [load.objectId],
  )
  if (left === missing.length && left > mayAllGo)
    throw new CallFailed(
      'denied',
      `All ${left} records of “${listened.object.name}” are gone at once. Rather our account may no longer see them: look at its rights there.`,
    )
  const heard = missing.map(({ key }) => ({ key, values: null, version: null }))
  const { differences } = await hear(ctx, listened, { heard, at: ctx.now })
  await noteDifferences(ctx, load, differences)
  await addToLoad(ctx, load, { counts: { ...none, gone: missing.length }, afterKey: null })
}

/** Understands our copy anew after the mapping was changed; nothing is asked of the other system. */
async function readAnew(loading: Loading, { load, listened }: One, signal: AbortSignal): Promise<boolean> {
  const { work } = loading
  const step = stepOf(loading, load)
  await work.step(step, ctx => beginLoad(ctx, load, null))
  let after = load.afterKey
  while (!signal.aborted) {
    const chunk = await work.step(step, async ctx => {
      await assertHolding(ctx, loading)
      return translateChunk(ctx, { load, listened, after })
    })
    if (chunk === null) return true
    after = chunk
  }
  return false
}

async function translateChunk(
  ctx: Context,
  { load, listened, after }: One & { after: string | null },
): Promise<string | null> {
  const { object, translate, systemName } = listened
  if (!translate) return null
  const kept = await rows<{ key: string; values: RemoteRecord['values'] }>(
    ctx.db,
    `select key, values from integration.mirror where object_id = $1 and gone_at is null and ($2::text is null or key > $2)
     order by key limit ${chunkSize} for update`,
    [object.id, after],
  )
  const last = kept.at(-1)
  if (!last) return null
  const former = await translationOf(ctx, { mapping: load.former ?? [], systemName })
  const crosswalk = await crosswalkOf(
    ctx.db,
    object.id,
    kept.map(({ key }) => key),
  )
  const moved = kept.map(({ key, values }) => ({
    key,
    before: values,
    after: values,
    record: crosswalk.get(key),
  }))
  const taken = await takeOver(ctx, { objectId: object.id, moved, translate, former })
  if (taken.created.size > 0) await tellOfCustomers(ctx)
  const counts = {
    ...none,
    read: kept.length,
    created: taken.created.size,
    refused: taken.refused.size,
    changed: taken.kept.length,
  }
  const same = counts.read - counts.created - counts.changed - counts.refused
  const goesOn = await addToLoad(ctx, load, { counts: { ...counts, same }, afterKey: last.key })
  return goesOn ? last.key : null
}
