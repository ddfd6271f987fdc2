import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { row } from '../../../../platform/database/statement.ts'
import { findRecordJson } from '../../../../platform/entities/list.ts'
import { NotFound } from '../../../../platform/errors.ts'
import type { QuotePage, QuoteVersion } from '../../contract.ts'
import { orderStanding } from '../orders/standing.ts'
import { requireQuote } from './access.ts'
import { limitOf, quoteSettings } from './settings.ts'

type Read = Pick<QuotePage, 'opportunity' | 'customer' | 'link' | 'order'> & { versions: QuoteVersion[] }

const who = (id: string) =>
  `jsonb_build_object('id', ${id}, 'title', (select u.name from staff.v_user u where u.id = ${id}))`
const instant = (at: string) => `to_char(${at} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const discount = (
  row: string,
) => `case when ${row}.discount_rate is not null then jsonb_build_object('percent', ${row}.discount_rate)
  when ${row}.discount_amount is not null then jsonb_build_object('amount', ${row}.discount_amount) end`
/** The same place in all of these: below the version `v`. */
const ofVersion = (row: string) => `${row}.customer_id = v.customer_id and ${row}.version_id = v.id`

const lines = `select jsonb_agg(jsonb_build_object('id', l.id, 'product', l.product_id, 'code', p.code, 'name', l.name,
    'description', l.description, 'quantity', trim_scale(l.quantity)::text, 'unit', l.unit, 'unitPrice', l.unit_price,
    'listPrice', l.list_price, 'discount', ${discount('l')}, 'taxCategory', l.tax_category, 'taxRate', l.tax_rate, 'net', l.net)
    order by l.position, l.id)
  from sales.quote_line l left join sales.product p on p.id = l.product_id where ${ofVersion('l')}`

const approvals = `select jsonb_agg(jsonb_build_object('id', a.id, 'askedAt', ${instant('a.asked_at')}, 'askedBy', ${who('a.asked_by')},
    'note', a.note, 'share', a.share, 'verdict', a.verdict, 'decidedAt', ${instant('a.decided_at')},
    'decidedBy', case when a.decided_by is not null then ${who('a.decided_by')} end, 'decision', a.decision,
    'current', a.content_hash = v.content_hash) order by a.asked_at desc)
  from sales.quote_approval a where ${ofVersion('a')}`

const answer = `select jsonb_build_object('verdict', y.verdict, 'at', ${instant('y.at')}, 'name', y.name, 'reason', y.reason,
    'by', case when y.by_id is not null then ${who('y.by_id')} end)
  from sales.quote_answer y where ${ofVersion('y')}`

const versions = `select jsonb_agg(jsonb_build_object('id', v.id, 'version', v.version, 'number', v.number, 'title', v.title,
    'currency', v.currency, 'language', v.language, 'recipient', v.recipient, 'validUntil', v.valid_until,
    'priceList', (select jsonb_build_object('id', l.id, 'title', l.name) from sales.price_list l where l.id = v.price_list_id),
    'taxCountry', v.tax_country, 'taxTreatment', v.tax_treatment, 'intro', v.intro, 'terms', v.terms, 'discount', ${discount('v')},
    'lines', coalesce((${lines}), '[]'), 'totals', v.totals, 'approvals', coalesce((${approvals}), '[]'),
    'sentAt', ${instant('v.sent_at')}, 'sentBy', case when v.sent_by is not null then ${who('v.sent_by')} end, 'hash', v.hash,
    'answer', (${answer})) order by v.number desc)
  from sales.quote_version v where v.customer_id = q.customer_id and v.quote_id = q.id`

const link = `select jsonb_build_object('madeAt', ${instant('k.made_at')}, 'expiresAt', ${instant('k.expires_at')},
    'open', k.revoked_at is null and k.expires_at > $3)
  from sales.quote_link k join sales.quote_version v on ${ofVersion('k')}
  where k.customer_id = q.customer_id and v.quote_id = q.id order by k.made_at desc, k.id desc limit 1`

const page = keptPlan(`select
    (select jsonb_build_object('id', t.id, 'title', t.name, 'open', t.closed_at is null)
      from sales.opportunity t where t.customer_id = q.customer_id and t.id = q.opportunity_id) as opportunity,
    (select jsonb_build_object('id', c.id, 'title', c.name) from customers.v_customer c where c.id = q.customer_id) as customer,
    (${versions}) as versions, (${link}) as link, (${orderStanding}) as "order"
  from sales.quote q where q.customer_id = $1::uuid and q.id = $2::uuid`)

/** All that the page of a quote shows whose opportunity the actor sees; throws `NotFound`. */
export async function quotePage(ctx: Context, id: string): Promise<QuotePage> {
  const { customerId } = await requireQuote(ctx, id)
  const entity = ctx.catalogue.entity('quote')
  const view = { registry: ctx.catalogue.registry(), entity, actor: ctx.actor, now: ctx.now }
  const record = await findRecordJson(ctx.db, view, id)
  const found = await row<Read>(ctx.db, page, [customerId, id, ctx.now])
  if (!record || !found) throw new NotFound('quote')
  const draft = found.versions.find(({ sentAt }) => sentAt === null) ?? null
  const sent = found.versions.find(({ sentAt }) => sentAt !== null) ?? null
  return {
    record: JSON.parse(record.rawJson) as QuotePage['record'],
    ...found,
    draft: draft?.id ?? null,
    sent: sent?.id ?? null,
    may: await mayOf(ctx, { read: found, draft, sent }),
  }
}

type Standing = { read: Read; draft: QuoteVersion | null; sent: QuoteVersion | null }

/** What the actor may do now; the acts themselves decide it again. */
async function mayOf(ctx: Context, { read, draft, sent }: Standing): Promise<QuotePage['may']> {
  const { permissions } = ctx.actor
  const limit = limitOf(ctx, await quoteSettings(ctx.db))
  const writes = permissions.has('sales.write')
  const latest = draft?.approvals.find(({ current }) => current) ?? null
  const within = draft !== null && draft.totals.discountShare <= limit
  const accepted = sent?.answer?.verdict === 'accepted'
  return {
    write: writes && !accepted,
    send:
      writes &&
      !accepted &&
      draft !== null &&
      draft.lines.length > 0 &&
      (within || latest?.verdict === 'approved'),
    ask:
      writes && !accepted && draft !== null && !within && (latest === null || latest.verdict === 'refused'),
    decide: permissions.has('sales.approve') && latest !== null && latest.verdict === null,
    pass: writes && read.order?.system != null && ['waiting', 'stuck'].includes(read.order.state),
    win: writes && accepted && read.opportunity.open,
    limit,
  }
}
