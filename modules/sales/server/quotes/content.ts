import { createHash } from 'node:crypto'
import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Row } from '../../../../platform/history/rows.ts'
import type { QuoteLine } from '../../contract.ts'
import { discountOf } from './lines.ts'

/** What a version says beside its lines, in the order in which it is hashed. */
const said = [
  'title',
  'currency',
  'language',
  'recipient',
  'valid_until',
  'tax_country',
  'tax_treatment',
  'intro',
  'terms',
  'discount_rate',
  'discount_amount',
] as const
const saidOfLine = [
  'position',
  'product_id',
  'name',
  'description',
  'quantity',
  'unit',
  'unit_price',
  'list_price',
  'discount_rate',
  'discount_amount',
  'tax_category',
  'tax_rate',
  'tax_reason',
  'net',
] as const

/** SHA-256 of all that a version says with its lines: the same for the same words and numbers, whatever their ids. */
export function contentHash(version: Row, lines: readonly Row[]): string {
  const plain = (row: Row, names: readonly string[]) =>
    names.map(name => (name === 'quantity' ? Number(row[name]) : (row[name] ?? null)))
  const text = JSON.stringify([plain(version, said), lines.map(line => plain(line, saidOfLine))])
  return createHash('sha256').update(text).digest('hex')
}

/** The lines of a version as they are kept, in their order. */
export function linesOf(ctx: Context, version: Row): Promise<Row[]> {
  return rows<Row>(
    ctx.db,
    `select id, position, product_id, name, description, trim_scale(quantity)::text as quantity, unit, unit_price, list_price,
       discount_rate, discount_amount, own_tax_category, tax_category, tax_rate, tax_reason, net, version
     from sales.quote_line where customer_id = $1::uuid and version_id = $2::uuid order by position, id`,
    [version.customer_id, version.id],
  )
}

/** A kept line as somebody would write it. */
export function asWritten(line: Row): QuoteLine {
  return {
    id: String(line.id),
    product: line.product_id as string | null,
    name: String(line.name),
    description: line.description as string | null,
    quantity: String(line.quantity),
    unit: line.unit as string | null,
    unitPrice: Number(line.unit_price),
    discount: discountOf(line),
    taxCategory: line.own_tax_category as QuoteLine['taxCategory'],
  }
}
