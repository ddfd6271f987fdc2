import { scopeCondition } from '../../../../platform/access/scope.ts'
import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import { projectionOf } from '../../../../platform/entities/projection.ts'
import { NotFound } from '../../../../platform/errors.ts'
import type { RawJson } from '../../../../platform/module.ts'
import { opportunityScope } from '../access.ts'

const list = (inner: string) => `(select coalesce(json_agg(x), '[]')::text from (${inner}) x)`
const colleague = (id: string) =>
  `json_build_object('id', ${id}, 'title', (select u.name from staff.v_user u where u.id = ${id}))`
const ofDeal = (alias: string) => `${alias}.customer_id = t.customer_id and ${alias}.opportunity_id = t.id`

/** In the text `$seen` stands for: the actor sees the person `o`. Of one he does not see, only the role is told. */
const parts = {
  visits:
    list(`select v.id, json_build_object('id', s.id, 'title', s.name) as stage, v.entered_at as "enteredAt", v.left_at as "leftAt",
      ${colleague('v.by_id')} as by from sales.stage_visit v join sales.stage s on s.id = v.stage_id
      where ${ofDeal('v')} order by v.entered_at, v.id limit 500`),
  criteria:
    list(`select c ->> 'key' as key, c ->> 'text' as text, t.criteria_met -> (c ->> 'key') ->> 'at' as "metAt",
      case when t.criteria_met ? (c ->> 'key') then ${colleague(`(t.criteria_met -> (c ->> 'key') ->> 'by')::uuid`)} end as "metBy"
      from sales.stage s, jsonb_array_elements(s.criteria) with ordinality e(c, n) where s.id = t.stage_id order by n`),
  involved: list(`select i.id, i.version, i.role, i.name,
      case when o.id is not null then json_build_object('id', o.id, 'title', o.name) end as person
      from sales.involvement i left join customers.v_customer o on o.id = i.person_id and $seen
      where ${ofDeal('i')} order by i.id limit 200`),
  competition:
    list(`select k.id, k.version, json_build_object('id', r.id, 'title', r.name) as competitor, k.note
      from sales.competition k join sales.competitor r on r.id = k.competitor_id where ${ofDeal('k')} order by k.id`),
  closure: `(select row_to_json(x)::text from (select c.outcome, c.at, ${colleague('c.by_id')} as by,
      (select name from sales.closing_reason r where r.id = c.reason_id) as reason,
      (select name from sales.competitor r where r.id = c.competitor_id) as competitor, c.note
      from sales.closure c where ${ofDeal('c')}) x)`,
}

/** The page of an opportunity as JSON text, in one statement; throws `NotFound`. */
export async function opportunityPage(ctx: Context, id: string): Promise<RawJson> {
  const registry = ctx.catalogue.registry()
  const sql = sqlWriter()
  const own = sql.bind(id, 'uuid')
  const scope = opportunityScope(ctx, { alias: 't', sql })
  const customer = ctx.catalogue.entity('customer')
  const seen = scopeCondition({ registry, entity: customer, actor: ctx.actor, alias: 'o', sql }) ?? 'true'
  const { json } = projectionOf(registry, ctx.catalogue.entity('opportunity'), ctx.actor)
  const select = Object.entries(parts).map(
    ([name, part]) => `${part.replaceAll('$seen', () => seen)} as "${name}"`,
  )
  const text = `select t.version, ${json}::text as record, ${select.join(', ')}
    from sales.opportunity t where t.id = ${own} and ${scope}`
  const found = await row<{ version: number } & Record<string, string | null>>(
    ctx.db,
    keptPlan(text),
    sql.values,
  )
  if (!found) throw new NotFound('opportunity')
  const named = ['record', ...Object.keys(parts)].map(name => `"${name}":${found[name] ?? 'null'}`)
  return { rawJson: `{${named.join(',')}}`, version: found.version }
}
