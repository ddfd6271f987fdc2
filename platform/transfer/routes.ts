import type { Context } from '../context.ts'
import { Refused } from '../errors.ts'
import type { UploadedFile } from '../http/transfer-types.ts'
import { keptByUndo } from '../history/undo.ts'
import { invalid } from '../errors.ts'
import { type Routes, routes } from '../module.ts'
import { transferContract } from './contract.ts'
import { cancelExport, createExport, exportView, listExports, ownExport } from './exports/exports.ts'
import { fileName, mediaTypes } from './exports/run-export.ts'
import {
  beginUndo,
  cancelImport,
  findImport,
  type Import,
  listImports,
  listRefusals,
  startImport,
} from './imports/imports.ts'
import { readMapping } from './imports/options.ts'
import { previewAgain, previewImport } from './imports/preview.ts'
import { receiveImport } from './imports/receive.ts'
import { refusalsFile } from './imports/refusals-file.ts'
import { importView, ownImport, seesAll } from './imports/view.ts'
import { exportQueue, importQueue, importUndoQueue } from './jobs.ts'
import type { ImportTarget } from './target.ts'

/** Import and export over HTTP. */
export function transferRoutes(targets: readonly ImportTarget[]): Routes {
  return routes(transferContract, {
    createImport: async (ctx, { file }) => enqueued(ctx, await receiveImport(ctx, fileOf(file), targets)),
    previewImport: (ctx, { file }) => previewImport(ctx, fileOf(file), targets),
    previewAgain: (ctx, { params, body }) => previewAgain(ctx, { id: params.id, sheet: body.sheet, targets }),
    startImport: async (ctx, { params, body }) => {
      await ownImport(ctx, params.id)
      const mapping = body.mapping && readMapping(body.mapping)
      return enqueued(
        ctx,
        await startImport(ctx, params.id, { mapping, options: body.options, dryRun: body.dryRun }),
      )
    },
    imports: async (ctx, { query }) => {
      const entities = targets.map(({ entity }) => entity).filter(entity => seesAll(ctx, entity))
      const page = await listImports(ctx.db, { ...query, actorId: ctx.actor.id, entities })
      const visible = page.items.filter(found => mayImport(ctx, found))
      return { items: await Promise.all(visible.map(found => importView(ctx, found))), next: page.next }
    },
    import: async (ctx, { params }) => importView(ctx, await ownImport(ctx, params.id)),
    refusals: async (ctx, { params, query }) => {
      const found = await ownImport(ctx, params.id)
      const items = await listRefusals(ctx.db, found.id, query)
      const next = items.length === query.limit ? (items.at(-1)?.row ?? null) : null
      return { columns: [...(found.source.columns ?? [])], items, next }
    },
    refusalsFile: async (ctx, { params }) => refusalsFile(ctx, await ownImport(ctx, params.id)),
    kept: async (ctx, { params }) => ({
      items: await keptByUndo(ctx.db, (await ownImport(ctx, params.id)).batchId),
    }),
    cancelImport: async (ctx, { params }) => {
      await ownImport(ctx, params.id)
      return importView(ctx, await cancelImport(ctx, params.id))
    },
    undoImport: async (ctx, { params }) => {
      const before = await ownImport(ctx, params.id)
      const undoing = await beginUndo(ctx, params.id)
      if (before.state !== undoing.state)
        await ctx.enqueue(importUndoQueue, { importId: before.id, actorId: ctx.actor.id })
      return importView(ctx, undoing)
    },
    createExport: async (ctx, { body: { entity, format, ...query } }) => {
      const created = await createExport(ctx, { entity, format, query })
      await ctx.enqueue(exportQueue, { exportId: created.id, actorId: ctx.actor.id })
      return exportView(created)
    },
    exports: async (ctx, { query }) => {
      const { items, next } = await listExports(ctx, query)
      return { items: items.map(exportView), next }
    },
    export: async (ctx, { params }) => exportView(await ownExport(ctx, params.id)),
    exportFile: async (ctx, { params }) => {
      const found = await ownExport(ctx, params.id)
      if (!found.storageKey)
        throw new Refused(
          'transfer.export-not-ready',
          `The export is “${found.state}”; its file comes when it is done.`,
        )
      return {
        stream: ctx.files.read(found.storageKey),
        fileName: fileName(found),
        mediaType: mediaTypes[found.format],
        ...(found.size === null ? {} : { size: found.size }),
      }
    },
    cancelExport: async (ctx, { params }) => exportView(await cancelExport(ctx, params.id)),
  })
}

async function enqueued(ctx: Context, created: Import) {
  await ctx.enqueue(importQueue, { importId: created.id, actorId: ctx.actor.id })
  return importView(ctx, await findImport(ctx.db, created.id))
}

function mayImport(ctx: Context, { entity }: Import): boolean {
  const permission = ctx.catalogue.registry().get(entity)?.permissions.import
  return permission !== undefined && ctx.actor.permissions.has(permission)
}

function fileOf(file: UploadedFile | undefined): UploadedFile {
  if (!file)
    throw invalid('file', 'platform.file-missing', 'Send one file as multipart/form-data in the part “file”.')
  return file
}
