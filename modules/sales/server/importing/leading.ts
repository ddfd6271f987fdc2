import type { PoolClient } from 'pg'
import { scopeCondition } from '../../../../platform/access/scope.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import type { Change } from '../../../../platform/history/record.ts'
import { isId } from '../../../../platform/ids.ts'
import type { Objection } from '../../../../platform/transfer/inspection.ts'
import type { ImportSetup } from '../../../../platform/transfer/target.ts'
import type { Incoming } from './record.ts'

type Lead = {
  id: string
  key: string
  source: string | null
  capturedAt: Date
  customer: string | null
  owner: string | null
}

/**
 * Finds the leads that rows name, by number, id or e-mail address, among those the importer sees. Source, owner, beginning and customer of
 * such a deal are those of its lead where the row does not say them. Answers the rows whose lead is not there.
 */
export async function ledBy(
  client: PoolClient,
  records: readonly Incoming[],
  setup: ImportSetup,
): Promise<Objection[]> {
  const led = records.filter(({ leadNamed }) => leadNamed !== null)
  if (led.length === 0) return []
  const leads = await leadsNamed(client, [...new Set(led.map(({ leadNamed }) => leadNamed as string))], setup)
  const refused: Objection[] = []
  for (const record of led) {
    const lead = leads.get(String(record.leadNamed).toLowerCase())
    if (lead) takeFrom(lead, record)
    else refused.push(lacking(record))
  }
  return refused
}

function takeFrom(lead: Lead, record: Incoming): void {
  const { columns, ending } = record
  record.leadId = lead.id
  record.names ??= lead.customer
  columns.source ??= lead.source ?? undefined
  columns.owner_id ??= lead.owner ?? undefined
  if (!record.begun && !(ending && ending.at < lead.capturedAt)) columns.opened_at = lead.capturedAt
}

function lacking({ id, leadNamed }: Incoming): Objection {
  const lead = String(leadNamed).slice(0, 60)
  const message = `there is no lead “${lead}”, or there are several. Import the leads first, or leave that column out.`
  return { id, refuses: true, code: 'sales.row-no-such-lead', message, field: 'lead', params: { lead } }
}

async function leadsNamed(
  client: PoolClient,
  names: readonly string[],
  { catalogue, actor }: ImportSetup,
): Promise<Map<string, Lead>> {
  const sql = sqlWriter()
  const [numbers, mails, ids] = [
    sql.bind(names, 'text[]'),
    sql.bind(
      names.map(name => name.toLowerCase()),
      'text[]',
    ),
    sql.bind(names.filter(isId), 'uuid[]'),
  ]
  const entity = catalogue.entity('lead')
  const scope = scopeCondition({ registry: catalogue.registry(), entity, actor, alias: 't', sql }) ?? 'true'
  const half = (key: string, condition: string) =>
    `select ${key} as key, t.id, t.source, t.captured_at as "capturedAt", t.became_customer as customer, t.owner_id as owner
     from sales.lead t where ${condition} and ${scope}`
  const { rows } = await client.query<Lead>(
    `${half('lower(t.external_id)', `t.external_id = any(${numbers})`)} union ${half('lower(t.email)', `lower(t.email) = any(${mails})`)}
     union ${half('t.id::text', `t.id = any(${ids})`)}`,
    sql.values as unknown[],
  )
  const found = new Map<string, Lead>()
  const several = new Set<string>()
  for (const lead of rows) {
    if (found.has(lead.key) && found.get(lead.key)?.id !== lead.id) several.add(lead.key)
    found.set(lead.key, lead)
  }
  for (const key of several) found.delete(key)
  return found
}

type Converted = {
  id: string
  version: number
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Leads become customers with the deals that were made of them, once: whose lead is one already keeps its first deal. */
export async function convertLed(
  client: PoolClient,
  created: readonly Incoming[],
  { actor, now }: Pick<ImportSetup, 'actor' | 'now'>,
): Promise<Change[]> {
  const led = new Map(created.filter(({ leadId }) => leadId).map(record => [record.leadId, record] as const))
  if (led.size === 0) return []
  const deals = [...led.values()]
  const { rows } = await client.query<Converted>(
    `with made as (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) m(lead_id, customer_id, deal_id, at)),
       before as materialized (select l.*, m.customer_id, m.deal_id, m.at from sales.lead l join made m on m.lead_id = l.id
         where l.became_opportunity is null order by l.id for no key update of l),
       done as (update sales.lead l set state = 'converted', converted_at = coalesce(l.converted_at, b.at), converted_by = coalesce(l.converted_by, $5),
         became_customer = coalesce(l.became_customer, b.customer_id), became_opportunity = b.deal_id, shared_at = coalesce(l.shared_at, $6), shared_by = case when l.shared_at is null then $5 else l.shared_by end,
         shared_why = coalesce(l.shared_why, 'converted'), version = l.version + 1, updated_at = now()
         from before b where l.id = b.id returning l.*)
     select d.id, ${image('b')} as before, ${image('d')} as after from done d join before b on b.id = d.id`,
    [
      deals.map(({ leadId }) => leadId),
      deals.map(({ customerId }) => customerId),
      deals.map(({ id }) => id),
      deals.map(({ ending, begun, columns }) =>
        (ending?.at ?? (begun ? columns.opened_at : now)).toISOString(),
      ),
      actor.id,
      now,
    ],
  )
  // Of what is shared nothing stays behind.
  await client.query('delete from sales.lead_shadow where lead_id = any($1::uuid[])', [
    rows.map(({ id }) => id),
  ])
  return rows.map(({ id, before, after }) => {
    const changed = Object.keys(after).filter(
      key => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    )
    const pick = (from: Record<string, unknown>) =>
      Object.fromEntries(changed.map(key => [key, from[key] ?? null]))
    return {
      entity: 'lead',
      rootId: id,
      recordId: id,
      action: 'changed',
      before: pick(before),
      after: pick(after),
    }
  })
}

const courseColumns = [
  'state',
  'converted_at',
  'converted_by',
  'became_customer',
  'became_opportunity',
  'shared_at',
  'shared_by',
  'shared_why',
]
const image = (alias: string) =>
  `json_build_object(${courseColumns.map(column => `'${column}', ${alias}.${column}`).join(', ')})`
