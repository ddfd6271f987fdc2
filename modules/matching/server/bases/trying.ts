import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { OwnerWish, StageTrial } from '../../contract.ts'
import { getBase } from './bases.ts'
import { keptLabel } from './own-fields.ts'
import { type Selected, selectionOf } from './selection.ts'
import { hindrance } from './taking.ts'
import { takesOf } from './our-words.ts'
import { type Handing, handingOf, hands } from './owners.ts'
import { columnOf, translated } from './vocabulary.ts'
import { readVocabulary, vocabularyOf } from './vocabulary.queries.ts'

type Group = {
  verdict: 'new' | 'same' | 'unsure' | null
  there: boolean
  twin: boolean
  ownerId: string | null
  owner: string | null
  /** Who looks after it there, in the base's word. */
  keeper: string | null
  count: number
}

/** What taking these records over would do, decided by the very rules of taking; nothing is written. */
export async function tryStage(
  ctx: Context,
  { owner: wish, ...selected }: Selected & { owner?: OwnerWish | undefined },
): Promise<StageTrial> {
  const handing = await handingOf(ctx, wish)
  await getBase(ctx, selected.baseId)
  const groups = await groupsOf(ctx, selected)
  const trial: StageTrial = {
    total: 0,
    created: 0,
    linked: 0,
    refused: [],
    owners: [],
    handed: [],
    ownFields: [],
  }
  const refused = new Map<string, number>()
  const owners = new Map<string | null, StageTrial['owners'][number]>()
  for (const { verdict, there, twin, ownerId, owner, count } of groups) {
    trial.total += count
    const stops = hindrance({ id: '', verdict, root: there ? '' : null })
    if (stops) refused.set(stops.code, (refused.get(stops.code) ?? 0) + count)
    else if (verdict === 'same' || twin) trial.linked += count
    else trial.created += count
    if (stops || verdict !== 'same') continue
    const known = owners.get(ownerId) ?? { id: ownerId, title: owner, linked: 0 }
    owners.set(ownerId, { ...known, linked: known.linked + count })
  }
  trial.refused = [...refused].map(([code, count]) => ({ code, count }))
  trial.handed = await handedBy(ctx, groups, { handing, baseId: selected.baseId })
  trial.owners = [...owners.values()].toSorted((a, b) => b.linked - a.linked)
  trial.ownFields = await ownFieldsOf(ctx, selected.baseId)
  return trial
}

/** Whose the records would become, by the very rule by which they are handed out. */
async function handedBy(
  ctx: Context,
  groups: readonly Group[],
  { handing, baseId }: { handing: Handing; baseId: string },
): Promise<StageTrial['handed']> {
  const { vocabulary } = await vocabularyOf(ctx, baseId)
  const column = columnOf(vocabulary, 'owner')
  const takes = await takesOf(ctx)
  const give = await hands(ctx, handing, 0)
  const counts = new Map<string | null, number>()
  for (const { verdict, there, keeper, ownerId: existing, count } of groups) {
    if (hindrance({ id: '', verdict, root: there ? '' : null })) continue
    const named = keeper && column.target === 'owner' ? translated(column, keeper, takes) : null
    for (let at = 0; at < count; at++) {
      const id = give({ verdict, named, existing })
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }
  const titles = await rows<{ id: string; name: string }>(
    ctx.db,
    'select u.id, u.name from staff.v_user u where u.id = any($1::uuid[])',
    [[...counts.keys()].filter(id => id !== null)],
  )
  const titleOf = new Map(titles.map(({ id, name }) => [id, name]))
  return [...counts]
    .map(([id, count]) => ({ id, title: (id && titleOf.get(id)) ?? null, count }))
    .toSorted((a, b) => b.count - a.count)
}

/** A twin counts as linked where its first is a customer, or is taken in the same stage. */
async function groupsOf(ctx: Context, selected: Selected): Promise<Group[]> {
  const { where, values } = await selectionOf(ctx, selected)
  return rows<Group>(
    ctx.db,
    `with chosen as (select t.id, t.verdict, t.match_id, t.twin_id, t.owner from matching.base_record t where ${where})
     select t.verdict, r.id is not null as there, r.owner_id as "ownerId", (select u.name from staff.v_user u where u.id = r.owner_id) as owner, t.owner as keeper,
       (t.verdict = 'new' and t.twin_id is not null and (
         exists (select 1 from customers.v_customer c where c.id = t.twin_id)
         or exists (select 1 from chosen f where f.id = t.twin_id and f.verdict in ('new', 'same')))) as twin,
       count(*)::int as count
     from chosen t left join customers.v_customer c on c.id = t.match_id
       left join customers.v_customer r on r.id = coalesce(c.merged_into, c.id)
     group by t.verdict, 2, 3, 4, 5, 6`,
    values,
  )
}

/** Own fields that customers do not have yet and would get: fields of the base, and originals that are kept. */
async function ownFieldsOf(ctx: Context, baseId: string): Promise<string[]> {
  const { columns } = await readVocabulary(ctx, baseId)
  const known = new Set(ctx.catalogue.entity('customer').fields.map(({ key }) => key))
  const own = columns.flatMap(({ field, label, target }) =>
    target === field && field.startsWith('custom.') && !known.has(field) ? [label ?? field] : [],
  )
  const kept = columns.flatMap(({ field, words }) =>
    words.some(({ kept }) => kept) ? [keptLabel(ctx, field)] : [],
  )
  const existing = new Set(ctx.catalogue.entity('customer').fields.map(({ label }) => label))
  return [...own, ...kept.filter(label => !existing.has(label))]
}
