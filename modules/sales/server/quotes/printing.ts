import { Readable } from 'node:stream'
import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import type { Row } from '../../../../platform/history/rows.ts'
import type { Download } from '../../../../platform/http/transfer-types.ts'
import { requireQuote } from './access.ts'
import { linesOf } from './content.ts'
import { printOffer } from './pdf/document.ts'
import { quoteSettings } from './settings.ts'
import { shown } from './showing.ts'

type Printing = { version: Row; number: string; lines: readonly Row[]; draft: boolean }

/** A version as the bytes of a PDF, from the firm's settings as they are now. */
export async function printed(ctx: Context, { version, number, lines, draft }: Printing): Promise<Buffer> {
  const { sender, footer } = await quoteSettings(ctx.db)
  const at = { ...version, quote_number: number, sent_at: version.sent_at ?? ctx.now }
  return printOffer({ ...shown(at, lines), sender, footer, draft, made: ctx.now })
}

type Place = { customerId: string; versionId: string }

/** The file of a version as it was sent. */
export async function storedPdf(ctx: Context, { customerId, versionId }: Place): Promise<Download> {
  const file = await row<{ key: string; name: string; size: number }>(
    ctx.db,
    `select f.storage_key as key, f.name, f.size from sales.quote_version v join platform.file f on f.id = v.file_id
     where v.customer_id = $1::uuid and v.id = $2::uuid`,
    [customerId, versionId],
  )
  if (!file) throw new NotFound('file')
  return {
    stream: ctx.files.read(file.key),
    fileName: file.name,
    mediaType: 'application/pdf',
    size: file.size,
    inline: true,
  }
}

/** A version as PDF: as it was sent, or a draft as it would be now, which says so. */
export async function quotePdf(
  ctx: Context,
  { id, childId }: { id: string; childId: string },
): Promise<Download> {
  const { customerId } = await requireQuote(ctx, id)
  const version = await row<Row>(
    ctx.db,
    `select v.*, q.number as quote_number from sales.quote_version v join sales.quote q on q.customer_id = v.customer_id and q.id = v.quote_id
     where v.customer_id = $1::uuid and v.quote_id = $2::uuid and v.id = $3::uuid`,
    [customerId, id, childId],
  )
  if (!version) throw new NotFound('version')
  if (version.sent_at) return storedPdf(ctx, { customerId, versionId: childId })
  const lines = await linesOf(ctx, version)
  const number = version.quote_number ? String(version.quote_number) : '—'
  const bytes = await printed(ctx, { version, number, lines, draft: true })
  return {
    stream: Readable.from([bytes]),
    fileName: 'draft.pdf',
    mediaType: 'application/pdf',
    size: bytes.length,
    inline: true,
  }
}
