import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { rows } from '../../../../platform/database/statement.ts'

/** Targets of a mapping that a contact point of a kind stands behind. */
const behind: Readonly<Record<string, readonly string[]>> = {
  email: ['email'],
  phone: ['phone'],
  address: ['street', 'street2', 'region', 'city', 'postcode', 'country'],
  web: [],
}

type Written = {
  id: string
  entity: string
  columns: string[] | null
  custom: string[] | null
  kinds: string[] | null
}

/**
 * What an act has changed of these customers, as keys of fields (parts of an address one by one), by customer. Read from its history,
 * since most events do not say it.
 */
export async function changedFields(
  ctx: Pick<Context, 'db' | 'catalogue'>,
  { batchId, ids }: { batchId: string; ids: readonly string[] },
): Promise<Map<string, Set<string>>> {
  const found = await rows<Written>(
    ctx.db,
    keptPlan(`with c as (
       select h.root_id, h.record_id, h.entity, h.action, h.before, h.after from unnest($2::uuid[]) u(id),
         lateral (select * from platform.change h where h.batch_id = $1::uuid and h.root_id = u.id
           and h.entity in ('customer', 'contact-point') offset 0) h)
     select c.root_id as id, c.entity,
       array_agg(distinct k.column) filter (where c.entity = 'customer') as columns,
       array_agg(distinct o.key) filter (where o.key is not null) as custom,
       array_agg(distinct coalesce(p.kind, c.before ->> 'kind', c.after ->> 'kind'))
         filter (where c.entity = 'contact-point' and (c.action <> 'changed' or c.after ?| '{value,address,is_primary}')) as kinds
     from c
     left join lateral (select jsonb_object_keys(c.after) as column where c.entity = 'customer' and c.action = 'changed') k on true
     left join lateral (
       select key from (select jsonb_object_keys(coalesce(nullif(c.after -> 'custom', 'null'), '{}') || coalesce(nullif(c.before -> 'custom', 'null'), '{}')) as key) keys
       where k.column = 'custom' and c.after -> 'custom' -> key is distinct from c.before -> 'custom' -> key) o on true
     left join customers.v_contact_point p on c.entity = 'contact-point' and p.customer_id = c.root_id and p.id = c.record_id
     group by 1, 2`),
    [batchId, ids],
  )
  const keys = new Map(
    ctx.catalogue
      .entity('customer')
      .fields.flatMap(({ key, column }) => (column ? [[column, key] as const] : [])),
  )
  const changed = new Map<string, Set<string>>()
  for (const { id, columns, custom, kinds } of found) {
    const fields = changed.get(id) ?? new Set<string>()
    for (const column of columns ?? []) {
      const key = keys.get(column)
      if (key) fields.add(key)
    }
    for (const key of custom ?? []) fields.add(`custom.${key}`)
    for (const kind of kinds ?? []) for (const key of behind[kind] ?? []) fields.add(key)
    changed.set(id, fields)
  }
  return changed
}
