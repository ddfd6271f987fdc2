import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { Field, Filter } from '../../../../platform/entities/descriptor.ts'
import { fieldsOf } from '../rules/compile.ts'
import { allRules } from '../rules/rule.ts'
import { firstIdAt } from '../rules/sweep.ts'

/** Why a field counts: it stands in the list as it comes, in a saved view, in a rule that is on, or a person has changed it lately. */
export type UseReason = 'list' | 'view' | 'rule' | 'changed'

const changedWithinDays = 90
/** Changes that are looked at, the newest first: enough to see every field that people use. */
const mostChanges = 50_000

/**
 * The fields whose completeness counts: those that somebody uses. The reasons are kept for the board. Names, marks of the
 * product itself and values that are worked out are always there and say nothing, so they are left out.
 */
export async function usedFields(ctx: Context): Promise<Field[]> {
  const entity = ctx.catalogue.entity('customer')
  const reasons = new Map<string, Set<UseReason>>()
  const note = (keys: readonly string[], reason: UseReason) => {
    for (const key of keys) reasons.set(key, (reasons.get(key) ?? new Set()).add(reason))
  }
  note(entity.defaultColumns, 'list')
  note(await inViews(ctx), 'view')
  for (const rule of await allRules(ctx.db))
    if (rule.activeFrom && !rule.activeTo) note(fieldsOf(rule.applies, rule.must), 'rule')
  note(await changedByPeople(ctx, entity.fields), 'changed')
  const used = entity.fields.filter(field => reasons.has(field.key) && canBeEmpty(field))
  await keep(ctx, used, reasons)
  return used
}

function canBeEmpty(field: Field): boolean {
  return (
    !field.notNull &&
    !field.required &&
    field.key !== 'kind' &&
    (field.column !== undefined || field.custom === true)
  )
}

async function inViews(ctx: Context): Promise<string[]> {
  const found = await rows<{ columns: string[]; filter: Filter | null; sort: string[] }>(
    ctx.db,
    `select columns, filter, sort from platform.saved_view where entity = 'customer'`,
  )
  return found.flatMap(({ columns, filter, sort }) => [
    ...columns,
    ...fieldsOf(filter),
    ...sort.map(field => field.replace(/^-/, '')),
  ])
}

/** Fields that people have changed at a screen in the last 90 days; an import says nothing about use. */
async function changedByPeople(ctx: Context, fields: readonly Field[]): Promise<string[]> {
  const since = firstIdAt(new Date(ctx.now.getTime() - changedWithinDays * 86_400_000))
  const found = await rows<{ name: string }>(
    ctx.db,
    `with acts as materialized (
       select b.id from platform.batch b where b.id > $1 and b.actor_kind = 'user' and b.channel = 'screen' order by b.id desc limit ${mostChanges})
     select distinct k.name from acts a
     cross join lateral (select c.after from platform.change c where c.batch_id = a.id and c.entity = 'customer' and c.action = 'changed' limit 100) c
     cross join lateral (
       select key as name from jsonb_object_keys(c.after) key where key <> 'custom'
       union all select 'custom.' || key from jsonb_object_keys(case when jsonb_typeof(c.after -> 'custom') = 'object' then c.after -> 'custom' else '{}' end) key) k`,
    [since],
  )
  const names = new Set(found.map(({ name }) => name))
  return fields.filter(({ key, column }) => names.has(column ?? key)).map(({ key }) => key)
}

async function keep(
  ctx: Context,
  used: readonly Field[],
  reasons: ReadonlyMap<string, ReadonlySet<UseReason>>,
): Promise<void> {
  const list = used.map(({ key }) => ({ field: key, reasons: [...(reasons.get(key) ?? [])] }))
  await run(ctx.db, 'delete from data_quality.used_field where field <> all($1::text[])', [
    list.map(({ field }) => field),
  ])
  await run(
    ctx.db,
    `insert into data_quality.used_field (field, reasons) select field, reasons from jsonb_to_recordset($1::jsonb) u(field text, reasons text[])
     on conflict (field) do update set reasons = excluded.reasons, seen_at = now()`,
    [JSON.stringify(list)],
  )
}
