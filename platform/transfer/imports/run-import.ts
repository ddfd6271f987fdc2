import type { Logger } from 'pino'
import type { Actor } from '../../access/actor.ts'
import type { Database } from '../../database/connect.ts'
import { row, run } from '../../database/statement.ts'
import type { EntityCatalogue } from '../../entities/catalogue.ts'
import { Refusal } from '../../errors.ts'
import type { FileStore } from '../../files/store.ts'
import type { Inspection } from '../inspection.ts'
import type { ImportTarget } from '../target.ts'
import { beginCheck, checkChunk, endCheck } from './check.ts'
import { type Chunk, chunksOf } from './chunk.ts'
import { findImport, type Import } from './imports.ts'
import { openImport } from './open-import.ts'
import { type Storing, storeChunk, TakenOver } from './store.ts'
import { storeInTurns } from './split.ts'

/** What an import works with. */
export type ImportKit = {
  database: Database
  files: FileStore
  catalogue: EntityCatalogue
  targets: readonly ImportTarget[]
  inspections?: readonly Inspection[]
  log: Logger
  /** Rows per transaction. */
  chunkRows?: number
}

/** Larger ones are no faster, and all of a chunk outlives the collector's young generation: at 3,000 the server took 120 MB more. */
const defaultChunkRows = 1000

/**
 * Runs a waiting import to its end, or goes on with one whose process died: behind the last stored row, with true counts.
 * Problems of file or mapping end it as `failed` with the reason; anything else is thrown for the job to be tried again.
 */
export async function runImport(
  kit: ImportKit,
  { importId, actor, signal }: { importId: string; actor: Actor; signal: AbortSignal },
): Promise<void> {
  const { db } = kit.database
  const taken = await row<{ id: string }>(
    db,
    `update platform.import set state = case when dry_run then 'checking' else 'running' end,
       started_at = coalesce(started_at, now()), heartbeat_at = now()
     where id = $1 and state in ('waiting', 'checking', 'running') returning id`,
    [importId],
  )
  if (!taken) return
  try {
    const started = await findImport(db, importId)
    const outcome = started.dryRun
      ? await check(kit, { started, actor, signal })
      : await store(kit, { started, actor, signal })
    if (outcome) await finish(kit, importId, outcome)
  } catch (error) {
    if (error instanceof TakenOver) return
    if (!(error instanceof Refusal) && isConnectionLoss(error)) throw error
    kit.log.error({ err: error, import: importId }, 'An import failed.')
    await fail(kit, importId, error)
  }
}

type Run = { started: Import; actor: Actor; signal: AbortSignal }
type Outcome = 'done' | 'checked' | 'cancelled'

async function store(kit: ImportKit, { started, actor, signal }: Run): Promise<Outcome | null> {
  const { table, ...opened } = await openImport(kit, { started, actor })
  const { plan, work } = opened
  const storing = storingOf(kit, { started, actor, ...opened })
  const chunks = chunksOf(table.rows(), {
    plan,
    work,
    size: kit.chunkRows ?? defaultChunkRows,
    after: started.position,
    signal,
  })
  const last = await storeInTurns(ahead(chunks), started.position, { storing, plan, store: storeChunk })
  if (last.cancelAsked) return 'cancelled'
  return signal.aborted ? null : 'done'
}

async function check(kit: ImportKit, { started, actor, signal }: Run): Promise<Outcome | null> {
  await resetCounts(kit, started.id)
  const { table, ...opened } = await openImport(kit, { started, actor })
  const { plan, work } = opened
  const checking = await beginCheck(storingOf(kit, { started, actor, ...opened }))
  try {
    const chunks = chunksOf(table.rows(), {
      plan,
      work,
      size: kit.chunkRows ?? defaultChunkRows,
      after: 0,
      signal,
    })
    for await (const chunk of ahead(chunks)) {
      const progress = await checkChunk(chunk, checking)
      if (progress.cancelAsked) return 'cancelled'
    }
  } finally {
    await endCheck(checking)
  }
  return signal.aborted ? null : 'checked'
}

type Opened = Awaited<ReturnType<typeof openImport>>

function storingOf(
  kit: ImportKit,
  { started, actor, work, plan, batchId, inspect }: { started: Import; actor: Actor } & Omit<Opened, 'table'>,
): Storing {
  const { several = 'refuse', matched = 'update' } = plan.options
  const { id: importId, entity } = started
  return {
    pool: kit.database.pool,
    work,
    match: plan.match,
    several,
    matched,
    importId,
    batchId,
    entity,
    actor,
    inspect,
  }
}

/** Prepares the next chunk while the database works on this one. */
async function* ahead(chunks: AsyncGenerator<Chunk>): AsyncGenerator<Chunk> {
  let next = chunks.next()
  // A failure of the reader is thrown where the chunk is awaited, not as an unhandled rejection before.
  next.catch(() => undefined)
  try {
    for (;;) {
      const { done, value } = await next
      if (done) return
      next = chunks.next()
      next.catch(() => undefined)
      yield value
    }
  } finally {
    await next.catch(() => undefined)
    await chunks.return(undefined)
  }
}

async function resetCounts({ database }: ImportKit, id: string): Promise<void> {
  await run(database.db, 'delete from platform.import_refusal where import_id = $1', [id])
  await run(
    database.db,
    `update platform.import set position = 0, read_rows = 0, created = 0, alongside = 0, related = 0, matched = 0, changed = 0, refused = 0, warnings = '[]' where id = $1`,
    [id],
  )
}

async function finish({ database }: ImportKit, id: string, outcome: Outcome): Promise<void> {
  await run(
    database.db,
    `update platform.import set state = $2, finished_at = now(), total_rows = case when $2 = 'cancelled' then total_rows else read_rows end
     where id = $1 and state in ('checking', 'running')`,
    [id, outcome],
  )
}

async function fail({ database }: ImportKit, id: string, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error)
  await run(
    database.db,
    `update platform.import set state = 'failed', error = $2, finished_at = now() where id = $1 and state in ('checking', 'running')`,
    [id, message],
  )
}

/** The server went away (SQLSTATE class 57P, 08), or the socket did: the job is tried again and goes on. */
function isConnectionLoss(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && (/^(57P|08)/.test(code) || code.startsWith('E'))) return true
  return (
    typeof message === 'string' &&
    /connection (was )?(terminated|closed|ended)|not queryable|timeout exceeded when trying to connect/i.test(
      message,
    )
  )
}
