import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/database/statement.ts'
import { NotFound } from '../../../platform/errors.ts'
import { keepFile } from '../../../platform/files/files.ts'
import { insertRow, removeRow, type Row } from '../../../platform/history/rows.ts'
import type { Download, UploadedFile } from '../../../platform/http/transfer-types.ts'
import { newId } from '../../../platform/ids.ts'
import { requireCustomer } from './access.ts'
import { attachmentTable } from './tables.ts'

/** Attaches an uploaded file to a customer. */
export async function attach(ctx: Context, customerId: string, file: UploadedFile) {
  await requireCustomer(ctx, customerId)
  await keepFile(ctx, file)
  const kept = await insertRow(ctx, attachmentTable, {
    customer_id: customerId,
    id: newId(),
    file_id: file.id,
    name: file.name,
    media_type: file.mediaType,
    size: file.size,
    created_by: ctx.actor.id,
  })
  await tellFiles(ctx, customerId)
  return attachmentView(kept)
}

/** The attached file as a download. */
export async function readAttachment(ctx: Context, customerId: string, id: string): Promise<Download> {
  await requireCustomer(ctx, customerId)
  const found = await row<{ name: string; media_type: string; size: number; storage_key: string }>(
    ctx.db,
    `select a.name, a.media_type, a.size, f.storage_key from customers.attachment a join platform.file f on f.id = a.file_id where a.customer_id = $1 and a.id = $2`,
    [customerId, id],
  )
  if (!found) throw new NotFound('attachment')
  return {
    stream: ctx.files.read(found.storage_key),
    fileName: found.name,
    mediaType: found.media_type,
    size: Number(found.size),
    inline: true,
  }
}

/** Detaches a file; its content stays in the store, so that undo has something to bring back. */
export async function detach(ctx: Context, customerId: string, id: string): Promise<void> {
  await requireCustomer(ctx, customerId)
  await removeRow(ctx, attachmentTable, { rootId: customerId, id })
  await tellFiles(ctx, customerId)
}

/** Files are no fields: whoever follows the customer's values has nothing to do. */
async function tellFiles(ctx: Context, customerId: string): Promise<void> {
  await ctx.emit({
    kind: 'customer.changed',
    entity: 'customer',
    rootId: customerId,
    recordId: customerId,
    data: { fields: ['files'] },
  })
}

function attachmentView(kept: Row) {
  return {
    id: String(kept.id),
    version: Number(kept.version),
    customerId: String(kept.customer_id),
    name: String(kept.name),
    mediaType: String(kept.media_type),
    size: Number(kept.size),
    createdAt: (kept.created_at as Date).toISOString(),
  }
}
