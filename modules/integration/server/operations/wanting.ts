import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import { settingOf } from '../../../../platform/settings.ts'
import { type Shown, shownValues } from '../../../customers/index.ts'
import type { RemoteValues } from '../connectors/port.ts'
import { type JoinedObject, objectsByIds } from '../systems/system.ts'
import { changedFields } from './changed-fields.ts'
import { type Fold, fold, type Standing, type Want } from './folding.ts'
import { type Operation, operationColumns } from './operation.ts'
import { type TakenBack, takenBack, takenBackBy } from './taking-back.ts'
import { isSpeakable, valueThere } from './values-there.ts'

/** A record of another system that belongs to the family of a customer that was changed. */
type Kin = { objectId: string; key: string; recordId: string; root: string; changedId: string }

type Wanting = {
  /** The act that wants it; its history says what has changed. */
  batchId: string
  ids: readonly string[]
  /** Fields here by customer, where the history does not say them: somebody insists on what is shown. */
  fields?: ReadonlyMap<string, ReadonlySet<string>>
  /** The act that this one takes back. */
  undone?: string | undefined
  /** Only this record there. */
  only?: { objectId: string; key: string }
}

/** Whether any system is joined that customers could be written to; costs an installation without one a look into an empty table. */
export async function isAnythingJoined({ db }: Pick<Context, 'db'>): Promise<boolean> {
  const found = await row(
    db,
    keptPlan(`select 1 as hit from integration.object where role = 'customer' limit 1`),
  )
  return found !== undefined
}

/**
 * Writes, in the transaction of an act, what has to go to other systems because of it: for every record of the family that stands
 * there, the fields that were changed and show something else than stands there now. Does nothing twice. For about a thousand
 * customers at a time.
 */
export async function want(ctx: Context, { batchId, ids, fields, undone, only }: Wanting): Promise<number> {
  const family = await kinOf(ctx, ids)
  const kin = only ? family.filter(one => nameOf(one) === nameOf(only)) : family
  if (kin.length === 0) return 0
  const changed = fields ?? (await changedFields(ctx, { batchId, ids }))
  const objects = await objectsByIds(ctx.db, [...new Set(kin.map(({ objectId }) => objectId))])
  const back = await takenBackBy(ctx, { undone, ids })
  const touched = rulesTouched(kin, { changed, back, objects })
  if (touched.length === 0) return 0
  const records = touched.map(({ objectId, key }) => ({ objectId, key }))
  await lockRecords(ctx, records)
  const standing = await standingOf(ctx, records)
  const shown = new Map(
    (
      await shownValues(
        ctx,
        touched.map(({ recordId }) => recordId),
      )
    ).map(each => [each.id, each]),
  )
  const country = await settingOf<string | null>(ctx.db, 'organisation.country', null)
  const folds = touched.flatMap(one => {
    const object = objects.get(one.objectId) as JoinedObject
    const shows = shown.get(one.recordId)
    const stands = standing.get(nameOf(one))
    if (!shows || !stands) return []
    const folded = fold({
      wants: [
        ...wantsOf(one.rules, { object, shown: shows }),
        ...wantsBack(one, { once: back.once, standing: stands, country }),
      ],
      standing: stands,
      targets: targetsOf(object),
      country,
    })
    return [{ ...one, object, standing: stands, folded }]
  })
  return write(ctx, batchId, folds)
}

/** `back`: of these only what an act has wanted that is taken back. */
type Touched = Kin & Record<'rules' | 'back', Set<Want['rule']>>

/** Records with the rules whose targets were changed in their families. */
function rulesTouched(
  kin: readonly Kin[],
  {
    changed,
    back: { once, chosen },
    objects,
  }: {
    changed: ReadonlyMap<string, ReadonlySet<string>>
    back: TakenBack
    objects: ReadonlyMap<string, JoinedObject>
  },
): Touched[] {
  const byRecord = new Map<string, Touched>()
  for (const one of kin) {
    const fields = changed.get(one.changedId)
    const rules = objects.get(one.objectId)?.mapping ?? []
    for (const rule of rules) {
      if (!isSpeakable(rule)) continue
      const before = once.get(nameOf(one))
      const isBack = before !== undefined && rule.field in before.set
      const isDecided = [fields, isBack ? chosen.get(one.root) : null].some(set =>
        set?.has(String(rule.target)),
      )
      if (!isDecided && !isBack) continue
      const known = byRecord.get(nameOf(one)) ?? { ...one, rules: new Set(), back: new Set() }
      known[isDecided ? 'rules' : 'back'].add(rule as Want['rule'])
      byRecord.set(nameOf(one), known)
    }
  }
  // Sorted, so that two acts never wait for each other in a circle.
  return [...byRecord.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}

const nameOf = ({ objectId, key }: { objectId: string; key: string }) => `${objectId} ${key}`

function targetsOf({ mapping }: JoinedObject): Map<string, string> {
  return new Map(mapping.flatMap(({ field, target }) => (target ? [[field, target] as const] : [])))
}

function wantsOf(rules: Touched['rules'], { object, shown }: { object: JoinedObject; shown: Shown }): Want[] {
  const targets = new Set(targetsOf(object).values())
  return [...rules].map(rule => ({ rule, said: valueThere(rule, { shape: object.shape, targets, shown }) }))
}

function wantsBack(
  one: Touched,
  { once, ...at }: Pick<TakenBack, 'once'> & { standing: Standing; country: string | null },
): Want[] {
  const before = once.get(nameOf(one))
  return before ? [...one.back].flatMap(rule => takenBack(rule, { once: before, ...at }) ?? []) : []
}

function kinOf({ db }: Context, ids: readonly string[]): Promise<Kin[]> {
  return rows<Kin>(
    db,
    keptPlan(`with root as (
       select c.id as changed, coalesce(c.merged_into, c.id) as id from customers.v_customer c where c.id = any($1::uuid[])),
     family as (
       select r.changed, r.id as root, r.id from root r
       union select r.changed, r.id, m.id from root r join customers.v_customer m on m.merged_into = r.id)
     select x.object_id as "objectId", x.key, x.record_id as "recordId", f.root, f.changed as "changedId"
     from family f join integration.crosswalk x on x.record_id = f.id`),
    [ids],
  )
}

type Named = { objectId: string; key: string }
const named = (records: readonly Named[]) => [
  records.map(({ objectId }) => objectId),
  records.map(({ key }) => key),
]

/** Acts on the same record there come one after the other, so that their operations are in the order of their commits. */
async function lockRecords({ db }: Context, records: readonly Named[]): Promise<void> {
  await run(
    db,
    `select from integration.crosswalk x join unnest($1::uuid[], $2::text[]) n(object_id, key) using (object_id, key)
     order by x.object_id, x.key for update of x`,
    named(records),
  )
}

/** What our copy says of the records, and their operations that are open, or that somebody has lately decided on. Those are locked. */
async function standingOf({ db }: Context, records: readonly Named[]): Promise<Map<string, StandingRow>> {
  const operations = await rows<Operation>(
    db,
    `select ${operationColumns('o')} from unnest($1::uuid[], $2::text[]) n(object_id, key)
     join integration.operation o using (object_id, key)
     where o.state in ('asked', 'pending', 'sent', 'conflict') or (o.state = 'failed' and o.decided_at is null)
     order by o.id for update of o`,
    named(records),
  )
  const byRecord = Map.groupBy(operations, nameOf)
  const copies = await rows<
    Named & { values: RemoteValues | null; stamp: string | null; seenAt: Date | null }
  >(
    db,
    `select n.object_id as "objectId", n.key, m.values, m.stamp, m.seen_at as "seenAt"
     from unnest($1::uuid[], $2::text[]) n(object_id, key)
     left join integration.mirror m on m.object_id = n.object_id and m.key = n.key`,
    named(records),
  )
  return new Map(
    copies.map(copy => [nameOf(copy), { ...copy, operations: byRecord.get(nameOf(copy)) ?? [] }]),
  )
}

type StandingRow = Standing & { stamp: string | null }
type Folded = Touched & { object: JoinedObject; standing: StandingRow; folded: Fold }

/** Writes what was folded, in two statements; answers how many operations are new. */
async function write(ctx: Context, batchId: string, folds: readonly Folded[]): Promise<number> {
  const ids = new Map<object, string>()
  const fresh = folds.flatMap(({ folded, recordId, object, key, standing }) =>
    folded.wanted.map(wanted => {
      const id = newId()
      ids.set(wanted, id)
      return {
        ...wanted,
        id,
        customer_id: recordId,
        system_id: object.systemId,
        object_id: object.id,
        key,
        base_stamp: standing.stamp,
      }
    }),
  )
  const closed = folds.flatMap(({ folded }) => [
    ...folded.withdrawn.map(each => ({ ...closing(each, ids), withdrawn: true })),
    ...folded.answered.map(each => ({ ...closing(each, ids), withdrawn: false })),
  ])
  if (fresh.length > 0)
    await run(
      ctx.db,
      `insert into integration.operation (customer_id, id, system_id, object_id, key, batch_id, wanted_by, fields, set, expected, base_stamp, state, reason, ended_at)
       select o.customer_id, o.id, o.system_id, o.object_id, o.key, $2, $3, o.fields, o.set, o.expected, o.base_stamp, o.state, o.reason,
         case when o.state = 'failed' then now() end
       from jsonb_to_recordset($1::jsonb) o(customer_id uuid, id uuid, system_id uuid, object_id uuid, key text, fields text[],
         set jsonb, expected jsonb, base_stamp text, state text, reason text)`,
      [JSON.stringify(fresh), batchId, ctx.actor.id],
    )
  if (closed.length > 0)
    await run(
      ctx.db,
      `update integration.operation o set state = case when c.withdrawn then 'withdrawn' else o.state end,
         ended_at = coalesce(o.ended_at, now()), decided_at = now(), decided_by = $2, replaced_by = c.replaced_by
       from jsonb_to_recordset($1::jsonb) c(customer_id uuid, id uuid, replaced_by uuid, withdrawn boolean)
       where o.customer_id = c.customer_id and o.id = c.id`,
      [JSON.stringify(closed), ctx.actor.id],
    )
  return fresh.length
}

function closing({ operation, by }: Fold['withdrawn'][number], ids: ReadonlyMap<object, string>) {
  return {
    customer_id: operation.customerId,
    id: operation.id,
    replaced_by: by ? (ids.get(by) ?? null) : null,
  }
}
