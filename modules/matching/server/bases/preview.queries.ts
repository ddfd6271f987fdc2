import { visibleFields } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { BasePreview } from '../../contract.ts'
import { getBase } from './bases.ts'
import { takenOf } from './tables.ts'

/** Values listed of a segment. */
const mostValues = 8

/** What the free records of a base are to us: by segment, by owner of the customers they are, and where values disagree. */
export async function previewBase(ctx: Context, baseId: string): Promise<BasePreview> {
  await getBase(ctx, baseId)
  const [segments, owners, conflicts] = await Promise.all([
    segmentsOf(ctx, baseId),
    ownersOf(ctx, baseId),
    conflictsOf(ctx, baseId),
  ])
  return { segments, owners, conflicts }
}

const free = `from matching.base_record t where t.base_id = $1 and t.verdict is not null and not ${takenOf('t')}`

type Cell = {
  field: string
  value: string | null
  new: number
  same: number
  unsure: number
  place: number
  distinct: number
}

const segmentFields = ['kind', 'level', 'country', 'industry', 'language', 'owner'] as const

async function segmentsOf(ctx: Context, baseId: string): Promise<BasePreview['segments']> {
  const shipped = segmentFields.map(field => `select '${field}', t.${field}`).join(' union all ')
  const found = await rows<Cell>(
    ctx.db,
    `with counted as (
       select f.field, f.value, count(*) filter (where t.verdict = 'new')::int as new, count(*) filter (where t.verdict = 'same')::int as same,
         count(*) filter (where t.verdict = 'unsure')::int as unsure, count(*) as n
       from (select * ${free}) t, lateral (
         ${shipped} union all select 'tags', tag from unnest(case when t.tags = '{}' then array[null::text] else t.tags end) tag
         union all select 'custom.' || e.key, e.value #>> '{}' from jsonb_each(t.custom) e where jsonb_typeof(e.value) in ('string', 'boolean')) f(field, value)
       group by 1, 2),
     placed as (
       select *, row_number() over (partition by field order by n desc, value) as place, count(value) over (partition by field) as distinct_values,
         sum(n) filter (where value is not null) over (partition by field) as filled from counted)
     select field, value, new, same, unsure, place::int, distinct_values::int as distinct from placed
     where place <= ${mostValues} and distinct_values > 0 and (field = any($2::text[]) or distinct_values <= 3 or (distinct_values <= 40 and distinct_values <= 0.8 * filled)) order by field, place`,
    [baseId, [...segmentFields]],
  )
  const labels = new Map(
    ctx.catalogue.entity('base-record').fields.map(({ key, label }) => [key, label ?? null]),
  )
  const order = (field: string) => [...segmentFields, 'tags'].indexOf(field) + (labels.get(field) ? 100 : 0)
  return [...Map.groupBy(found, ({ field }) => field)]
    .map(([field, cells]) => ({
      field,
      label: labels.get(field) ?? null,
      values: cells.map(({ value, new: fresh, same, unsure }) => ({
        value,
        title: null,
        new: fresh,
        same,
        unsure,
      })),
      more: Math.max(0, (cells[0]?.distinct ?? 0) - cells.filter(({ value }) => value !== null).length),
    }))
    .filter(({ values }) => values.length > 1)
    .toSorted((a, b) => order(a.field) - order(b.field))
}

/** Whose customers the records are, or may be. */
function ownersOf(ctx: Context, baseId: string): Promise<BasePreview['owners']> {
  return rows(
    ctx.db,
    `select r.owner_id as id, (select u.name from staff.v_user u where u.id = r.owner_id) as title,
       count(*) filter (where t.verdict = 'same')::int as same, count(*) filter (where t.verdict = 'unsure')::int as unsure
     from (select * ${free} and t.verdict in ('same', 'unsure')) t
       join customers.v_customer c on c.id = t.match_id join customers.v_customer r on r.id = coalesce(c.merged_into, c.id)
     group by 1 order by 3 desc, 4 desc limit 50`,
    [baseId],
  )
}

const compared = [
  'name',
  'birthDate',
  'orgNumber',
  'jobTitle',
  'industry',
  'website',
  'email',
  'phone',
  'city',
  'postcode',
  'country',
  'level',
  'language',
]

/** How the records that are customers agree with them, field by field, with some that do not. */
async function conflictsOf(ctx: Context, baseId: string): Promise<BasePreview['conflicts']> {
  const visible = visibleFields(ctx.catalogue.entity('customer'), ctx.actor).filter(
    ({ key, column }) => column && compared.includes(key),
  )
  const pairs = visible
    .map(({ key, column }) => `('${key}', t.${column}::text, c.${column}::text)`)
    .join(', ')
  if (pairs === '') return []
  const found = await rows<BasePreview['conflicts'][number]>(
    ctx.db,
    `with both_sides as (
       select t.id, t.name, f.field, f.theirs, f.ours,
         lower(f.theirs) = lower(f.ours) as agree
       from (select * ${free} and t.verdict = 'same') t join customers.v_customer m on m.id = t.match_id
         join customers.v_customer c on c.id = coalesce(m.merged_into, m.id), lateral (values ${pairs}) f(field, theirs, ours))
     select field, count(*) filter (where agree)::int as agree, count(*) filter (where not agree)::int as differ,
       count(*) filter (where theirs is not null and ours is null)::int as "onlyTheirs",
       count(*) filter (where theirs is null and ours is not null)::int as "onlyOurs",
       coalesce((array_agg(jsonb_build_object('recordId', id, 'name', name, 'theirs', theirs, 'ours', ours) order by id) filter (where not agree))[1:3], '{}') as samples
     from both_sides group by 1 having count(theirs) + count(ours) > 0`,
    [baseId],
  )
  return found.toSorted(
    (a, b) => b.differ - a.differ || compared.indexOf(a.field) - compared.indexOf(b.field),
  )
}
