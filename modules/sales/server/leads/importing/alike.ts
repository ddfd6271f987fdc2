import type { PoolClient } from 'pg'
import { scopeCondition } from '../../../../../platform/access/scope.ts'
import { sqlWriter } from '../../../../../platform/database/sql-writer.ts'
import type {
  InspectedRow,
  Inspection,
  InspectionSetup,
  Objection,
} from '../../../../../platform/transfer/inspection.ts'

type Hit = { id: string; kind: 'lead' | 'customer'; name: string }

/**
 * Says of new leads which of them share an e-mail address or telephone number with a lead or a customer that is there, among those
 * the importer sees. They are made all the same, unless he wants them left out or refused.
 */
export const leadInspection: Inspection = {
  entity: 'lead',
  open: async setup => async (client, inspected) => {
    const fresh = inspected.filter(({ fresh: made, columns }) => made && (columns.email || columns.phone))
    if (fresh.length === 0) return []
    const hits = await alikeOf(client, fresh, setup)
    const byId = new Map(hits.map(hit => [hit.id, hit]))
    return [...byId.values()].map(hit => objectionTo(hit, setup))
  },
}

async function alikeOf(
  client: PoolClient,
  fresh: readonly InspectedRow[],
  { catalogue, actor }: InspectionSetup,
): Promise<Hit[]> {
  const sql = sqlWriter()
  const points = `unnest(${sql.bind(
    fresh.map(({ id }) => id),
    'uuid[]',
  )}, ${sql.bind(
    fresh.map(({ columns }) => (columns.email as string | undefined)?.toLowerCase() ?? null),
    'text[]',
  )}, ${sql.bind(
    fresh.map(({ columns }) => columns.phone ?? null),
    'text[]',
  )}) n(id, email, phone)`
  const registry = catalogue.registry()
  const scoped = (entity: string, alias: string) =>
    scopeCondition({ registry, entity: catalogue.entity(entity), actor, alias, sql }) ?? 'true'
  const [ofLead, ofCustomer] = [scoped('lead', 't'), scoped('customer', 'c')]
  const lead = (condition: string) =>
    `select n.id, 'lead' as kind, t.name from ${points} join sales.lead t on ${condition} and ${ofLead}`
  // What is a customer already weighs more than what may become one: of two hits the later one is told.
  const text = `${lead('lower(t.email) = n.email')} union all ${lead('t.phone = n.phone')}
    union all select n.id, 'customer', c.name from ${points}
      join customers.v_contact_point p on p.kind in ('email', 'phone') and p.value = any(array[n.email, n.phone])
      join customers.v_customer c on c.id = p.customer_id and ${ofCustomer}`
  return (await client.query<Hit>(text, sql.values as unknown[])).rows
}

function objectionTo({ id, kind, name }: Hit, { alike }: InspectionSetup): Objection {
  const refuses = alike === 'refuse'
  const who = kind === 'lead' ? 'another lead' : 'a customer'
  const message = `it shares an e-mail address or telephone number with ${who}, “${name.slice(0, 60)}”.`
  const params = { name: name.slice(0, 60) }
  const code = `sales.lead-like-${kind}`
  return { id, refuses, ...(alike === 'skip' ? { skips: true } : {}), code, message, field: 'email', params }
}
