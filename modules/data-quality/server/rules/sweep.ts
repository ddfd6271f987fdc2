import type { Context, Db } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { checkedForeignKeys, uncheckedForeignKeys } from '../../../../platform/database/foreign-keys.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { fieldExpression } from '../../../../platform/entities/condition.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { countedSql, houseInput } from './compile.ts'
import type { Rule } from './rule.ts'
import { checkCustomers } from './verdicts.ts'

/** What a sweep asks of every customer. */
export type Asking = { rules: readonly Rule[]; fields: readonly Field[] }

/** Verdicts are bits of one number each; the sign stays free. */
const bits = 62
/** Where the verdicts of a pass stand until the transaction ends. */
const seen = 'dq_seen'

type Pass = Asking

/** Rules and fields in portions that one pass over the table can answer; usually there is one. */
export function passesOf({ rules, fields }: Asking): Pass[] {
  const count = Math.max(1, Math.ceil(rules.length / bits), Math.ceil(fields.length / bits))
  return Array.from({ length: count }, (_, n) => ({
    rules: rules.slice(n * bits, (n + 1) * bits),
    fields: fields.slice(n * bits, (n + 1) * bits),
  }))
}

/** SQL over a customer `t`: whether the field has a value. */
export const isFilled = (field: Field) =>
  field.kind === 'tags'
    ? `coalesce(${fieldExpression(field)}, '{}') <> '{}'`
    : `${fieldExpression(field)} is not null`

/**
 * Reads every customer once and puts what all rules and fields say of him into a temporary table. Reading by one pass that
 * evaluates everything is what makes a million customers a matter of seconds; a pass per rule reads the table for each.
 */
async function lookAtAll(ctx: Context, { rules, fields }: Pass): Promise<void> {
  const sql = sqlWriter()
  const input = houseInput(ctx, sql)
  const compiled = rules.map(rule => countedSql(rule, input))
  const mask = (conditions: readonly string[]) =>
    conditions
      .map((condition, bit) => `case when ${condition} then ${2n ** BigInt(bit)} else 0 end`)
      .join(' | ') || '0'
  await run(ctx.db, `drop table if exists ${seen}`)
  await run(
    ctx.db,
    `create temp table ${seen} on commit drop as
     select t.id, t.kind, t.unit_id, t.owner_id, coalesce(t.source, '') as source,
       (${mask(compiled.map(({ asked }) => asked))})::bigint as asked,
       (${mask(compiled.map(({ broken }) => broken))})::bigint as broken,
       (${mask(fields.map(isFilled))})::bigint as filled
     from customers.v_customer t where t.merged_into is null`,
    sql.values,
  )
  await run(ctx.db, `analyze ${seen}`)
}

/** One pass: what differs from the findings that stand goes to `sweep_difference`, what was counted to `measure`. */
export async function sweepPass(
  ctx: Context,
  { sweepId, day, pass }: { sweepId: string; day: string; pass: Pass },
): Promise<number> {
  await run(ctx.db, 'set local statement_timeout = 0')
  await run(ctx.db, 'set local work_mem = 65536')
  await lookAtAll(ctx, pass)
  await noteDifferences(ctx.db, sweepId, pass.rules)
  await countAll(ctx.db, day, pass)
  return (await row<{ n: number }>(ctx.db, `select count(*)::int as n from ${seen}`))?.n ?? 0
}

/** What is reported is nobody's to correct here: only the rules that were worked out are compared. */
async function noteDifferences(db: Db, sweepId: string, rules: readonly Rule[]): Promise<void> {
  const values = [sweepId, rules.map(rule => (rule.must ? rule.id : null))]
  const asked = '(select * from unnest($2::uuid[]) with ordinality u(id, nth) where u.id is not null) r'
  const bit = '(1::bigint << (r.nth - 1)::int)'
  await run(
    db,
    `insert into data_quality.sweep_difference (sweep_id, customer_id, rule_id, broken)
     select $1::uuid, s.id, r.id, true from ${seen} s join ${asked} on s.broken & ${bit} <> 0
     where s.broken <> 0 and not exists (select 1 from data_quality.finding f where f.customer_id = s.id and f.rule_id = r.id and f.mended_at is null)
     union all
     select $1::uuid, f.customer_id, f.rule_id, false from data_quality.finding f join ${asked} on r.id = f.rule_id
     left join ${seen} s on s.id = f.customer_id
     where f.mended_at is null and (s.id is null or s.broken & ${bit} = 0)`,
    values,
  )
}

const nobody = '00000000-0000-0000-0000-000000000000'
/** Sources beyond these are counted together: some programs write one per record. */
const mostSources = 20

/** Counts by pattern first: a million customers have a few thousand patterns of verdicts, and the rest is arithmetic. */
async function countAll(db: Db, day: string, { rules, fields }: Pass): Promise<void> {
  const measures = [
    ...rules.map((rule, bit) => ({ measure: `rule:${rule.id}`, bit, field: false, kinds: null })),
    ...fields.map((field, bit) => ({
      measure: `field:${field.key}`,
      bit,
      field: true,
      kinds: field.onlyFor ?? null,
    })),
  ]
  await run(
    db,
    `with sources as materialized (select source from ${seen} group by 1 order by count(*) desc, 1 limit ${mostSources}),
     patterns as materialized (
       select kind, unit_id, owner_id, source, asked, broken, filled, count(*) as n from ${seen} group by 1, 2, 3, 4, 5, 6, 7),
     teams as materialized (select user_id, min(team_id::text)::uuid as team_id from staff.v_team_member group by 1)
     insert into data_quality.measure (day, measure, unit_id, team_id, source, asked, good)
     select $1::date, m.measure, p.unit_id, coalesce(g.team_id, '${nobody}'), case when o.source is null then '…' else p.source end,
       sum(p.n), coalesce(sum(p.n) filter (where case when m.field then p.filled & b.bit <> 0 else p.broken & b.bit = 0 end), 0)
     from patterns p
     cross join jsonb_to_recordset($2::jsonb) m(measure text, bit int, field boolean, kinds text[])
     cross join lateral (select 1::bigint << m.bit as bit) b
     left join teams g on g.user_id = p.owner_id left join sources o on o.source = p.source
     where case when m.field then m.kinds is null or p.kind = any(m.kinds) else p.asked & b.bit <> 0 end
     group by m.measure, p.unit_id, 4, 5
     on conflict (day, measure, unit_id, team_id, source) do update set asked = excluded.asked, good = excluded.good`,
    [day, JSON.stringify(measures)],
  )
}

/** Differences that are written down at a time; a save of one of these customers waits that long. */
const portion = 20_000

/**
 * Writes the next portion of differences down and answers how many there were; 0 when nothing is left. Who was changed since
 * the sweep began may have other values now and is checked anew.
 */
export async function applyDifferences(
  ctx: Context,
  { sweepId, since }: { sweepId: string; since: Date },
): Promise<{ taken: number; found: number; mended: number }> {
  await run(ctx.db, 'set local statement_timeout = 0')
  // Their customers and rules are locked by the statement itself; asked row by row they cost a third of the time.
  await run(ctx.db, 'select from data_quality.rule for key share')
  await run(ctx.db, uncheckedForeignKeys)
  const done = await row<{ taken: number; found: number; mended: number; moved: string[] }>(
    ctx.db,
    `with next as (
       select ctid from data_quality.sweep_difference where sweep_id = $1 order by customer_id limit ${portion}),
     taken as (delete from data_quality.sweep_difference d using next where d.ctid = next.ctid returning d.*),
     moved as (select distinct d.customer_id as id from taken d
       where exists (select 1 from platform.change c where c.root_id = d.customer_id and c.id > $2)),
     sound as (select d.* from taken d where d.customer_id not in (select id from moved)),
     there as materialized (select t.id from customers.v_customer t
       where t.id in (select d.customer_id from sound d where d.broken) order by t.id for key share of t),
     opened as (
       insert into data_quality.finding (customer_id, rule_id, field)
       select d.customer_id, d.rule_id, r.fields[1] from sound d join there on there.id = d.customer_id
       join data_quality.rule r on r.id = d.rule_id where d.broken
       on conflict (customer_id, rule_id) where mended_at is null do nothing returning 1),
     closed as (
       update data_quality.finding f set mended_at = now() from sound d
       where not d.broken and f.customer_id = d.customer_id and f.rule_id = d.rule_id and f.mended_at is null returning 1)
     select (select count(*)::int from taken) as taken, (select count(*)::int from opened) as found,
       (select count(*)::int from closed) as mended, (select coalesce(array_agg(id), '{}') from moved) as moved`,
    [sweepId, firstIdAt(since)],
  )
  await run(ctx.db, checkedForeignKeys)
  if (!done) return { taken: 0, found: 0, mended: 0 }
  if (done.moved.length > 0) await checkCustomers(ctx, done.moved)
  return done
}

/** The smallest id (UUID version 7) that was made from this moment on. */
export function firstIdAt(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** Findings that were mended long ago or of rules that are gone, and days that no trend shows, go. */
export async function forgetOld(db: Db): Promise<void> {
  await run(
    db,
    'delete from data_quality.finding f where not exists (select 1 from data_quality.rule r where r.id = f.rule_id)',
  )
  await run(db, "delete from data_quality.finding where mended_at < now() - interval '400 days'")
  await run(db, 'delete from data_quality.measure where day < current_date - 400')
}
