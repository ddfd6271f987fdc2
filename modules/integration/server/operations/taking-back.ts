import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { familyOf } from '../../../customers/index.ts'
import { choicesStanding } from '../../../data-quality/index.ts'
import type { RemoteValues } from '../connectors/port.ts'
import { type Standing, standsThere, type Want } from './folding.ts'
import { meansTheSame } from './values-there.ts'

/** What an act has wanted of a record there, by field there: what it set, and what it took to stand there before. */
export type OnceWanted = { customerId: string; objectId: string; key: string } & {
  set: RemoteValues
  expected: RemoteValues
}

export type TakenBack = {
  /** By object and key. */
  once: ReadonlyMap<string, OnceWanted>
  /** Fields here of which a person has chosen whose value is shown, by the root of the family: that stays his word, and goes there. */
  chosen: ReadonlyMap<string, ReadonlySet<string>>
}

/** What an act that is now taken back has wanted of records there; nothing without one. */
export async function takenBackBy(
  ctx: Pick<Context, 'db' | 'catalogue'>,
  { undone, ids }: { undone: string | undefined; ids: readonly string[] },
): Promise<TakenBack> {
  const found = undone ? await onceWanted(ctx, { undone, ids }) : []
  if (found.length === 0) return { once: new Map(), chosen: new Map() }
  const families = await familyOf(ctx, [...new Set(found.map(({ customerId }) => customerId))])
  const standing = await choicesStanding(
    ctx,
    families.flatMap(family => family.ids),
  )
  return {
    once: new Map(found.map(each => [`${each.objectId} ${each.key}`, each])),
    chosen: new Map(
      families.map(({ root, ids: members }) => [
        root,
        new Set(
          standing.filter(({ memberId }) => members.includes(memberId)).flatMap(({ fields }) => fields),
        ),
      ]),
    ),
  }
}

/** Without what older acts wanted and this one only carried on. */
function onceWanted(
  { db }: Pick<Context, 'db'>,
  { undone, ids }: { undone: string; ids: readonly string[] },
): Promise<OnceWanted[]> {
  return rows<OnceWanted>(
    db,
    `select o.customer_id as "customerId", o.object_id as "objectId", o.key, jsonb_object_agg(s.key, s.value) as set,
       jsonb_object_agg(s.key, o.expected -> s.key) as expected
     from integration.operation o, jsonb_each(o.set) s
     where o.batch_id = $1 and o.kind = 'change' and o.customer_id = any($2::uuid[])
       and not exists (select from integration.operation p where p.customer_id = o.customer_id and p.replaced_by = o.id
         and p.set @> jsonb_build_object(s.key, s.value))
     group by 1, 2, 3`,
    [undone, ids],
  )
}

/**
 * The opposite of what was wanted: what stood there before, as long as there stands, or is on its way, what the act has set. What is
 * shown here says nothing of it: by rule a family may go on to show the value that somebody had chosen. Null where nothing is to be
 * taken back, since others have written there meanwhile.
 */
export function takenBack(
  rule: Want['rule'],
  { once, standing, country }: { once: OnceWanted; standing: Standing; country: string | null },
): Want | null {
  const { field } = rule
  const stands = standsThere(field, standing)
  const open = standing.operations.filter(({ set, decidedAt }) => field in set && decidedAt === null)
  // Nothing has arrived there: it is only given up.
  if (open.some(({ state }) => state === 'failed' || state === 'conflict'))
    return { rule, said: { value: stands } }
  const waiting = open.findLast(({ state }) => state === 'pending' || state === 'asked')
  const becomes = waiting ? (waiting.set[field] ?? null) : stands
  if (!meansTheSame(rule.target, [becomes, once.set[field] ?? null], country)) return null
  return { rule, said: { value: once.expected[field] ?? null } }
}
