import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { RawJson } from '../../../../platform/module.ts'

const part = (alias: string) =>
  `'id', ${alias}.id, 'name', ${alias}.name, 'version', ${alias}.version, 'retiredAt', ${alias}.retired_at`

/** Everything that is set but rates, those out of use as well and behind the others, as JSON text in one journey. */
const text = `with open as materialized (
    select pipeline_id, stage_id, count(*)::int as n from sales.opportunity where closed_at is null group by 1, 2),
  stages as (
    select s.pipeline_id, json_agg(json_build_object(${part('s')}, 'probability', s.probability::float8, 'category', s.category,
      'stalledAfter', s.stalled_after, 'criteria', s.criteria, 'open', coalesce(o.n, 0))
      order by s.retired_at is not null, s.position, s.name, s.id) as list
    from sales.stage s left join open o on o.pipeline_id = s.pipeline_id and o.stage_id = s.id group by 1)
  select json_build_object(
    'pipelines', (select coalesce(json_agg(json_build_object(${part('p')},
        'open', coalesce((select sum(n) from open o where o.pipeline_id = p.id), 0), 'stages', coalesce(s.list, '[]'))
        order by p.retired_at is not null, p.position, p.name, p.id), '[]')
      from sales.pipeline p left join stages s on s.pipeline_id = p.id),
    'reasons', (select coalesce(json_agg(json_build_object(${part('r')}, 'outcome', r.outcome)
        order by r.retired_at is not null, r.position, r.name, r.id), '[]') from sales.closing_reason r),
    'competitors', (select coalesce(json_agg(json_build_object(${part('c')})
        order by c.retired_at is not null, c.position, c.name, c.id), '[]') from sales.competitor c))::text as json`

/** Pipelines, stages, reasons and competitors, with how many open deals of everybody are in each. */
export async function readSettings(ctx: Context): Promise<RawJson> {
  return { rawJson: (await row<{ json: string }>(ctx.db, text))?.json ?? '{}' }
}
