import type { Context } from '../context.ts'
import { run } from '../database/statement.ts'
import { tellUndone } from '../history/undo-jobs.ts'
import { undoBatch } from '../history/undo.ts'
import type { JobDefinition, Work } from '../jobs/job.ts'
import { runExport } from './exports/run-export.ts'
import { findImport } from './imports/imports.ts'
import { runImport } from './imports/run-import.ts'
import type { Inspection } from './inspection.ts'
import type { ImportTarget } from './target.ts'

export const importQueue = 'transfer.import'
export const importUndoQueue = 'transfer.import-undo'
export const exportQueue = 'transfer.export'

/** Imports, their undo, and exports in the background. All go on, or begin anew, when a worker dies. */
export function transferJobs(
  targets: readonly ImportTarget[],
  inspections: readonly Inspection[],
): JobDefinition[] {
  return [
    {
      queue: importQueue,
      run: async (work, data) => {
        const importId = String(data.importId)
        await outside(work, data, async ctx => {
          const kit = {
            database: work.database,
            files: ctx.files,
            catalogue: ctx.catalogue,
            targets,
            inspections,
            log: work.log,
          }
          await runImport(kit, { importId, actor: ctx.actor, signal: work.signal })
        })
      },
    },
    {
      queue: importUndoQueue,
      run: (work, data) =>
        outside(work, data, ctx => undoImport(ctx, { importId: String(data.importId), work })),
    },
    {
      queue: exportQueue,
      run: (work, data) =>
        outside(work, data, ctx =>
          runExport(
            { db: ctx.db, files: ctx.files, catalogue: ctx.catalogue },
            { exportId: String(data.exportId), actor: ctx.actor, signal: work.signal },
          ),
        ),
    },
  ]
}

/** In the name of the one who asked, with the rights he has now. */
async function outside(
  work: Work,
  data: Record<string, unknown>,
  act: (ctx: Context) => Promise<void>,
): Promise<void> {
  const actor = await work.actorOf(String(data.actorId), 'import')
  if (!actor) throw new Error('Whoever asked for this work is no longer known here.')
  await work.outside({ actor, label: 'platform.act.imported' }, act)
}

/** Takes an import back and says so on it. */
async function undoImport(ctx: Context, { importId, work }: { importId: string; work: Work }): Promise<void> {
  const { batchId } = await findImport(ctx.db, importId)
  const undo = await undoBatch(ctx, { tables: ctx.history, batchId, signal: work.signal })
  if (undo.state !== 'done') return
  // Once more after a crash between the two: whoever listens works out what stands now.
  await tellUndone(work, { actor: ctx.actor, batchId })
  await run(ctx.db, `update platform.import set state = 'undone' where id = $1 and state = 'undoing'`, [
    importId,
  ])
}
