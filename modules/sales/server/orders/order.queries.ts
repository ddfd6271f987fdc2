import type { OfferedRecord } from '../../../integration/index.ts'
import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { minorDigits } from '../../../../platform/i18n/index.ts'
import { opportunityScope } from '../access.ts'

type Line = {
  position: number
  code: string | null
  name: string
  description: string | null
  quantity: string
  unit: string | null
  unitPrice: string
  discountRate: number | null
  discountAmount: string | null
  taxRate: number
  net: string
}
type Read = {
  customerId: string
  id: string
  number: string
  title: string
  currency: string
  placedAt: Date
  net: string
  total: string
  recipient: string | null
  customer: string | null
  acceptedBy: string | null
  owner: string | null
  lines: Line[]
}

/** Amounts as texts: minor units are wider than what a number of JSON holds exactly. */
const columns = `o.customer_id as "customerId", o.id, o.number, v.title, o.currency, o.placed_at as "placedAt", o.net::text, o.total::text,
  v.recipient, c.name as customer, y.name as "acceptedBy", u.email as owner,
  coalesce((select jsonb_agg(jsonb_build_object('position', n.position, 'code', n.code, 'name', n.name, 'description', n.description,
      'quantity', trim_scale(n.quantity)::text, 'unit', n.unit, 'unitPrice', n.unit_price::text, 'discountRate', n.discount_rate,
      'discountAmount', n.discount_amount::text, 'taxRate', n.tax_rate, 'net', n.net::text) order by n.position, n.id)
    from sales.v_order_line n where n.customer_id = o.customer_id and n.order_id = o.id), '[]') as lines`
const joins = `join sales.quote_version v on v.customer_id = o.customer_id and v.id = o.version_id
  join sales.opportunity t on t.customer_id = o.customer_id and t.id = o.opportunity_id
  join customers.v_customer c on c.id = o.customer_id
  left join sales.quote_answer y on y.customer_id = o.customer_id and y.version_id = o.version_id
  left join staff.v_user u on u.id = t.owner_id`

/** Orders as they are told to other systems. */
export async function ordersToPass(
  ctx: Context,
  { customerId, ids }: { customerId: string; ids: readonly string[] },
): Promise<OfferedRecord[]> {
  const found = await rows<Read>(
    ctx.db,
    `select ${columns} from sales.sales_order o ${joins} where o.customer_id = $1::uuid and o.id = any($2::uuid[])`,
    [customerId, ids],
  )
  return found.map(told)
}

/** The newest order that the actor sees; null where there is none. */
export async function sampleOrder(ctx: Context): Promise<OfferedRecord | null> {
  const sql = sqlWriter()
  const found = await row<Read>(
    ctx.db,
    `select ${columns} from sales.sales_order o ${joins} where ${opportunityScope(ctx, { alias: 't', sql })}
     order by o.placed_at desc, o.id desc limit 1`,
    sql.values,
  )
  return found ? told(found) : null
}

/** Which of these orders belong to opportunities that the actor sees. */
export async function ordersSeen(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  if (!ctx.actor.permissions.has('sales.read')) return new Set()
  const sql = sqlWriter()
  const found = await rows<{ id: string }>(
    ctx.db,
    `select o.id from sales.sales_order o join sales.opportunity t on t.customer_id = o.customer_id and t.id = o.opportunity_id
     where o.id = any(${sql.bind(ids, 'uuid[]')}) and ${opportunityScope(ctx, { alias: 't', sql })}`,
    sql.values,
  )
  return new Set(found.map(({ id }) => id))
}

function told(read: Read): OfferedRecord {
  const { customerId, id, number, title, currency, placedAt, recipient, customer, acceptedBy, owner } = read
  const money = (minor: bigint) => inMajor(minor, currency)
  const [net, total] = [BigInt(read.net), BigInt(read.total)]
  const sum = read.lines.reduce((added, line) => added + BigInt(line.net), 0n)
  return {
    customerId,
    id,
    title: number,
    values: {
      id,
      number,
      title,
      currency,
      placedAt: placedAt.toISOString(),
      recipient,
      customer,
      acceptedBy,
      owner,
      net: money(net),
      tax: money(total - net),
      total: money(total),
      discount: money(sum - net),
    },
    lines: read.lines.map((line, at) => lineOf(line, { at, money })),
  }
}

function lineOf(line: Line, { at, money }: { at: number; money: (minor: bigint) => string }) {
  const { code, name, description, quantity, unit, taxRate } = line
  const share = shareOf(line)
  return {
    position: at + 1,
    code,
    name,
    description,
    quantity,
    unit,
    unitPrice: money(BigInt(line.unitPrice)),
    discountPercent: decimal(share / 100),
    discountShare: decimal(share / 10_000),
    taxPercent: decimal(taxRate / 100),
    net: money(BigInt(line.net)),
  }
}

/** How much is off a line, in hundredths of a per cent; of an amount the nearest. */
function shareOf({ discountRate, discountAmount, net }: Line): number {
  if (discountRate !== null) return discountRate
  if (discountAmount === null) return 0
  const whole = Number(net) + Number(discountAmount)
  return whole > 0 ? Math.round((Number(discountAmount) / whole) * 10_000) : 0
}

const decimal = (value: number) => String(Number(value.toFixed(4)))

/** Minor units as a decimal in the currency's own unit: 1250 of EUR is 12.50, of JPY 1250. */
function inMajor(minor: bigint, currency: string): string {
  const digits = minorDigits(currency)
  if (digits === 0) return String(minor)
  const text = String(minor < 0n ? -minor : minor).padStart(digits + 1, '0')
  return `${minor < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
