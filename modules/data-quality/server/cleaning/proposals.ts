import { visibleField } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { type Address, printedAddress } from '../../../../platform/i18n/postal-address.ts'
import type { HistoryTable } from '../../../../platform/module.ts'
import {
  type cleaningEndpoints,
  cleaningKinds,
  type ProposalGroup,
  type ProposalView,
  sureConfidence,
} from '../../contract/cleaning.ts'
import { seenCustomers } from '../scope.ts'
import { lastCleaning } from './cleaning.ts'

/** Proposals go with their customer and come back with him. */
export const proposalTable: HistoryTable = {
  entity: 'quality-proposal',
  root: 'customer',
  table: 'data_quality.proposal',
  rootColumn: 'customer_id',
  rank: 1,
}

const shown = `p.customer_id as "customerId", p.id, t.name as customer, p.kind, p.why, p.field, p.before, p.after,
  case when p.field = 'address' then p.patch -> 'address' end as address,
  round(p.confidence::numeric, 2)::float8 as confidence`
const open = `data_quality.proposal p join customers.v_customer t on t.id = p.customer_id and t.merged_into is null where p.decided_at is null`
const samplesShown = 4

type ProposalRow = Omit<ProposalView, 'printed'> & { address: Address | null }

/** The proposals by kind and reason, as far as the actor sees the customers. */
export async function cleaningBoard(ctx: Context): Promise<ReplyOf<typeof cleaningEndpoints.cleaning>> {
  const sql = sqlWriter()
  const seen = seenCustomers(ctx, { alias: 't', sql })
  const found = await rows<ProposalRow & { open: number; sure: number }>(
    ctx.db,
    `select * from (
       select ${shown}, count(*) over g::int as open,
         (count(*) filter (where p.confidence >= ${sql.bind(sureConfidence, 'real')}) over g)::int as sure,
         row_number() over (partition by p.kind, p.why order by p.confidence desc, p.customer_id, p.id) as nth
       from ${open} and ${seen} window g as (partition by p.kind, p.why)) s
     where nth <= ${samplesShown} order by kind, open desc, why, nth`,
    sql.values,
  )
  const visible = found.filter(({ field }) => maySee(ctx, field))
  const groups = [...Map.groupBy(visible, ({ kind, why }) => `${kind} ${why}`).values()].map(groupOf)
  return {
    last: await lastCleaning(ctx),
    groups: groups.toSorted((a, b) => cleaningKinds.indexOf(a.kind) - cleaningKinds.indexOf(b.kind)),
    decided: await decidedCount(ctx),
  }
}

function groupOf(samples: readonly (ProposalRow & { open: number; sure: number })[]): ProposalGroup {
  const [{ kind, why, open: total, sure }] = samples as [ProposalRow & { open: number; sure: number }]
  return { kind, why, open: total, sure, samples: samples.map(viewOf) }
}

function viewOf({
  customerId,
  id,
  customer,
  kind,
  why,
  field,
  before,
  after,
  confidence,
  address,
}: ProposalRow): ProposalView {
  const printed = address && printedAddress(address)
  return { customerId, id, customer, kind, why, field, before, after, printed, confidence }
}

/** A postal address is no field of a list; it is seen by whoever sees the customer. */
function maySee(ctx: Context, key: string): boolean {
  return key === 'address' || visibleField(ctx.catalogue.entity('customer'), ctx.actor, key) !== undefined
}

async function decidedCount(ctx: Context): Promise<number> {
  const sql = sqlWriter()
  const text = `select count(*)::int as n from data_quality.proposal p join customers.v_customer t on t.id = p.customer_id
    where p.decided_at is not null and ${seenCustomers(ctx, { alias: 't', sql })}`
  return (await row<{ n: number }>(ctx.db, text, sql.values))?.n ?? 0
}

export type GroupPage = { kind: string; why: string; limit: number; offset: number }

/** The open proposals of one group, the surest first. */
export async function listProposals(
  ctx: Context,
  { kind, why, limit, offset }: GroupPage,
): Promise<{ items: ProposalView[]; total: number }> {
  const sql = sqlWriter()
  const where = `${open} and p.kind = ${sql.bind(kind, 'text')} and p.why = ${sql.bind(why, 'text')} and ${seenCustomers(ctx, { alias: 't', sql })}`
  const found = await rows<ProposalRow & { total: number }>(
    ctx.db,
    `select ${shown}, (count(*) over ())::int as total from ${where}
     order by p.confidence desc, p.customer_id, p.id limit ${sql.bind(limit, 'int')} offset ${sql.bind(offset, 'int')}`,
    sql.values,
  )
  const visible = found.filter(({ field }) => maySee(ctx, field))
  return { items: visible.map(viewOf), total: found[0]?.total ?? 0 }
}
