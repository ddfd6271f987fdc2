import { visibleFields } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { MemberRow } from '../../../customers/index.ts'
import type { Survivorship, SurvivorshipTrial } from '../../contract/golden.ts'
import { seenCustomers } from '../scope.ts'
import { goldenFields, type GoldenField } from './fields.ts'
import { assertKnown, survivorshipOf } from './policy.ts'
import { goldenRecords, membersOf } from './raising.ts'
import type { GoldenRecord } from './survive.ts'

/** Families worked out for one answer, and in one go. */
const most = 2000
const atOnce = 500
const mostSamples = 20

/**
 * What would change under another policy, on families that the actor sees. Where there are more than some thousand, on
 * those of them that a fixed draw picks, and the answer says on how many.
 */
export async function trySurvivorship(ctx: Context, policy: Survivorship): Promise<SurvivorshipTrial> {
  assertKnown(ctx, policy)
  const present = await survivorshipOf(ctx)
  const roots = await drawnFamilies(ctx)
  const masked = maskedKeys(ctx)
  const fields = goldenFields(ctx.catalogue.entity('customer')).filter(
    ({ parts }) => !parts.some(key => masked.has(key)),
  )
  const trial: SurvivorshipTrial = {
    families: await countFamilies(ctx),
    checked: roots.length,
    values: 0,
    byField: [],
    samples: [],
  }
  const counts = new Map<string, number>()
  for (let at = 0; at < roots.length; at += atOnce) {
    const families = await membersOf(ctx, roots.slice(at, at + atOnce), { lock: false })
    const [now, then] = [
      await goldenRecords(ctx, families, present),
      await goldenRecords(ctx, families, policy),
    ]
    now.forEach((before, i) => {
      const after = then[i] as GoldenRecord
      for (const field of fields) {
        const difference = compared(before, after, field)
        if (!difference) continue
        counts.set(field.key, (counts.get(field.key) ?? 0) + 1)
        if (trial.samples.length < mostSamples) trial.samples.push(difference)
      }
    })
  }
  trial.byField = [...counts]
    .map(([field, values]) => ({ field, values }))
    .sort((a, b) => b.values - a.values)
  trial.values = trial.byField.reduce((sum, { values }) => sum + values, 0)
  return trial
}

function compared(
  before: GoldenRecord,
  after: GoldenRecord,
  field: GoldenField,
): SurvivorshipTrial['samples'][number] | null {
  const [was, becomes] = [textIn(before, field), textIn(after, field)]
  if (was === becomes) return null
  const decided = after.outcomes.find(outcome => outcome.field === field.key)?.decided ?? 'none'
  const { id, values } = before.golden
  return { customerId: id, name: String(values.name ?? ''), field: field.key, was, becomes, decided }
}

function textIn({ golden: { values } }: GoldenRecord, field: GoldenField): string | null {
  const shown: unknown[] = field.own
    ? [(values.custom as MemberRow | undefined)?.[field.own]]
    : field.columns.filter(column => column !== 'sort_name').map(column => values[column])
  const told = field.key === 'name' ? shown.slice(0, 1) : shown
  return told.filter(part => part !== null && part !== undefined && part !== '').join(', ') || null
}

/** Keys of fields that the actor may not see: what would change in them is not told. */
function maskedKeys(ctx: Context): Set<string> {
  const entity = ctx.catalogue.entity('customer')
  const visible = new Set(visibleFields(entity, ctx.actor))
  return new Set(entity.fields.filter(field => !visible.has(field)).map(({ key }) => key))
}

/** Roots that the actor sees, at most some thousand, drawn by a hash of their ids: the same ones each time. */
async function drawnFamilies(ctx: Context): Promise<string[]> {
  const sql = sqlWriter()
  const found = await rows<{ id: string }>(
    ctx.db,
    `select t.id from customers.v_customer t
     where t.id in (select distinct m.merged_into from customers.v_customer m where m.merged_into is not null)
       and ${seenCustomers(ctx, { alias: 't', sql })} order by md5(t.id::text) limit ${most}`,
    sql.values,
  )
  return found.map(({ id }) => id)
}

async function countFamilies(ctx: Context): Promise<number> {
  const sql = sqlWriter()
  const found = await row<{ n: number }>(
    ctx.db,
    `select count(*)::int as n from customers.v_customer t
     where t.id in (select m.merged_into from customers.v_customer m where m.merged_into is not null)
       and ${seenCustomers(ctx, { alias: 't', sql })}`,
    sql.values,
  )
  return found?.n ?? 0
}
