import type { Context } from '../../../../platform/context.ts'
import { run } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import { feedMany, type FedEntry } from '../../../customers/index.ts'
import type { RemoteValues } from '../connectors/port.ts'
import { markDoubles } from '../meters/doubles.ts'
import type { FieldRule } from '../systems/system.ts'
import type { Listened, Listening } from './hearing.ts'

/** One change as it happened there. `record` is the customer record here, for customers. */
export type Step = {
  key: string
  record: string | null
  before: RemoteValues | null
  after: RemoteValues | null
  /** Fields there that differ. */
  fields: string[]
  at: Date | null
  by: string | null
  operation: string | null
}

type Noting = { systemId: string; listened: Listened; steps: readonly Step[]; heard: Listening }

/**
 * Notes what was changed of customers over there: one row for each change, an entry on the timeline, the account that did it. What
 * could have been typed here is told apart: it is what the meter of ways past the CRM counts.
 */
export async function noteForeign(ctx: Context, { systemId, listened, steps, heard }: Noting): Promise<void> {
  const { object, systemName } = listened
  if (object.role !== 'customer') return
  const known = new Set(heard.taken.created.values())
  // A record that has just become a customer is news as a whole, not by its fields.
  const noted = steps
    .filter(({ record }) => record !== null && !known.has(record))
    .map(step => ({ ...step, id: newId() }))
  if (noted.length === 0) return
  const given = noted.map(step => ({
    ...rowOf(step, object.mapping),
    id: step.id,
    at: step.at,
    by: step.by,
    key: step.key,
  }))
  await run(
    ctx.db,
    `with put as (
       insert into integration.foreign_change (customer_id, id, system_id, object_id, key, batch_id, seen_at, at, by, fields, avoidable, before, after)
       select f.customer_id, f.id, $1, $2, f.key, $3, $4, f.at, f.by, f.fields, f.avoidable, f.before, f.after
       from jsonb_to_recordset($5::jsonb) f(customer_id uuid, id uuid, key text, at timestamptz, by text, fields text[], avoidable text[],
         before jsonb, after jsonb) returning by)
     insert into integration.account (system_id, name, seen_at) select distinct $1::uuid, by, $4 from put where by is not null
     on conflict (system_id, name) do update set seen_at = excluded.seen_at`,
    [systemId, object.id, ctx.batch.id, ctx.now, JSON.stringify(given)],
  )
  const typed = given.filter(({ avoidable }) => avoidable.length > 0)
  await markDoubles(
    ctx,
    typed.map(({ customer_id: customerId, id }) => ({ customerId: customerId as string, id })),
  )
  const customers = ctx.catalogue.entity('customer')
  const hidden = new Set(customers.fields.flatMap(({ key, permission }) => (permission ? [key] : [])))
  const about = { systemId, systemName, mapping: object.mapping, hidden }
  await feedMany(
    ctx,
    noted.map(step => entryOf(ctx, step, about)),
  )
}

/** Fields by what they are here, or by their name there where they are nothing here. */
function rowOf({ record, before, after, fields }: Step, mapping: readonly FieldRule[]) {
  const rules = new Map(mapping.map(rule => [rule.field, rule]))
  const here = (field: string) => rules.get(field)?.target ?? field
  const mayWrite = fields.filter(field => {
    const rule = rules.get(field)
    return rule?.target && rule.write !== 'no'
  })
  const gone = after === null
  const image = (values: RemoteValues | null) =>
    Object.fromEntries(fields.map(field => [here(field), values?.[field] ?? null]))
  return {
    customer_id: record,
    fields: gone ? ['gone'] : [...new Set(fields.map(here))],
    avoidable: gone ? [] : [...new Set(mayWrite.map(here))],
    before: gone ? {} : image(before),
    after: gone ? {} : image(after),
  }
}

type About = {
  systemId: string
  systemName: string
  mapping: readonly FieldRule[]
  /** Fields here that not everybody may see. */
  hidden: ReadonlySet<string>
}

function entryOf(
  ctx: Context,
  step: Step & { id: string },
  { systemId, systemName, mapping, hidden }: About,
): FedEntry {
  const fields = step.fields.flatMap(field => {
    const rule = mapping.find(each => each.field === field)
    if (!rule) return []
    // Their values do not go into a text that everybody sees.
    const shown = rule.target === null || !hidden.has(rule.target)
    const values = shown ? { before: step.before?.[field] ?? null, after: step.after?.[field] ?? null } : {}
    return [{ key: rule.target, label: rule.label ?? field, ...values }]
  })
  return {
    customerId: step.record as string,
    kind: 'changed-there',
    title: systemName,
    at: ctx.now,
    data: {
      systemId,
      system: systemName,
      by: step.by,
      at: step.at?.toISOString() ?? null,
      gone: step.after === null,
      fields,
    },
    about: { entity: 'foreign-change', id: step.id },
  }
}
