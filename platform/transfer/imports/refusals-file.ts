import { Readable } from 'node:stream'
import type { Context } from '../../context.ts'
import type { Download } from '../../http/transfer-types.ts'
import { csvRecord } from '../writers/csv.ts'
import { type Import, listRefusals } from './imports.ts'

const pageSize = 2000

/** The refused rows as they stood in the file, with row number and reason behind them, to be mended and imported again. */
export function refusalsFile(ctx: Pick<Context, 'db'>, found: Import): Download {
  const name = found.fileName.replace(/\.[^.]{1,5}$/, '')
  return {
    stream: Readable.from(lines(ctx, found)),
    fileName: `${name} – refused rows.csv`,
    mediaType: 'text/csv; charset=utf-8',
  }
}

async function* lines(ctx: Pick<Context, 'db'>, found: Import): AsyncGenerator<string> {
  const columns = found.source.columns ?? []
  yield `\ufeff${csvRecord([...columns, 'Row', 'Reason'])}`
  let after = 0
  for (;;) {
    const page = await listRefusals(ctx.db, found.id, { after, limit: pageSize })
    const last = page.at(-1)
    if (!last) return
    after = last.row
    yield page
      .map(({ row, cells, message }) => csvRecord([...columns.map((_, i) => cells[i] ?? null), row, message]))
      .join('')
  }
}
