import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { shownValues } from '../../../customers/index.ts'
import { choicesMade } from '../../../data-quality/index.ts'

/** Targets of a mapping that a contact point of a kind stands behind. */
const behind: Readonly<Record<string, readonly string[]>> = {
  email: ['email'],
  phone: ['phone'],
  address: ['street', 'street2', 'region', 'city', 'postcode', 'country'],
  web: [],
}

const ofStreet = ['street', 'street2', 'region']

type Written = {
  id: string
  entity: string
  columns: string[] | null
  custom: string[] | null
  kinds: string[] | null
}

/**
 * What a person has decided by an act about values of these customers, as keys of fields (parts of an address one by one), by customer: what
 * was changed, and whose value shall be shown. Read from its history, since most events do not say it.
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
  for (const { memberId, fields } of await chosenFields(ctx, { batchId, ids }))
    changed.set(memberId, new Set([...(changed.get(memberId) ?? []), ...fields]))
  return changed
}

/** Fields of which the act says whose value is shown. Whoever chooses a place chooses its street with it, where that is the one shown. */
async function chosenFields(
  ctx: Pick<Context, 'db' | 'catalogue'>,
  act: { batchId: string; ids: readonly string[] },
): Promise<{ memberId: string; fields: readonly string[] }[]> {
  const made = await choicesMade(ctx, act)
  const places = made.filter(({ fields }) => fields.includes('city')).map(({ memberId }) => memberId)
  if (places.length === 0) return made
  const whole = new Set(
    (await shownValues(ctx, places))
      .filter(({ address, values }) =>
        (['city', 'postcode'] as const).every(part => (address?.[part] ?? null) === (values[part] ?? null)),
      )
      .map(({ id }) => id),
  )
  return made.map(({ memberId, fields }) => ({
    memberId,
    fields: whole.has(memberId) ? [...fields, ...ofStreet] : fields,
  }))
}
