import type { Db } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Rule } from '../../contract.ts'
import { type Features, featuresOf, type Model, vetoesOf } from '../engine/index.ts'
import { recordsOf } from '../keys/records.ts'
import { withoutShared } from '../keys/unshared.ts'
import { currentModel } from '../live/model.ts'
import { weigh } from '../live/weigh.ts'
import type { Case, Held } from './clear-cases.ts'

/** Records that are one customer already, or would be by the cases that were let through. */
type Group = { id: string; features: Features; unshared: Features }[]

/**
 * Decides case by case, the heaviest first, whether two groups of records may become one, as the engine does for the whole
 * base (`engine/cluster/clusters.ts`): nothing between any two of them speaks against it, they stay within the cap, and at
 * least half of the pairs between them would be asked about at least. Otherwise A~B~C~… would make one customer of strangers,
 * link by link, each of them clear. Remembers what it let through.
 */
export function groupGuard(db: Db, rule: Rule): (cases: readonly Case[]) => Promise<Map<Case, Held>> {
  const groups = new Map<string, Group>()
  return async cases => {
    const { model } = await currentModel(db)
    await loadGroups(db, groups, cases)
    const held = new Map<Case, Held>()
    for (const found of cases) {
      const [here, there] = [groups.get(found.customer_id), groups.get(found.other_id)]
      // Gone meanwhile: what links them will say so.
      if (!here || !there || here === there) continue
      const why = refusal(model, { here, there, rule })
      if (why) held.set(found, why)
      else for (const member of join(here, there)) groups.set(member.id, here)
    }
    return held
  }
}

function join(here: Group, there: Group): Group {
  here.push(...there)
  return here
}

type Joining = { here: Group; there: Group; rule: Rule }

function refusal(model: Model, { here, there, rule }: Joining): Held | null {
  if (here.length + there.length > rule.cap) return 'cluster'
  let support = 0
  for (const a of here)
    for (const b of there) {
      if (vetoesOf(a.features, b.features).length > 0) return 'veto'
      if (weigh(model, a.unshared, b.features).weight >= rule.review) support++
    }
  return support * 2 >= here.length * there.length ? null : 'bridge'
}

/** The families of the records of these cases, as far as they are not known yet. */
async function loadGroups(db: Db, groups: Map<string, Group>, cases: readonly Case[]): Promise<void> {
  const ids = [...new Set(cases.flatMap(found => [found.customer_id, found.other_id]))]
  const missing = ids.filter(id => !groups.has(id))
  if (missing.length === 0) return
  // Two branches, each by its index; a condition over both columns would read all customers.
  const kin = await rows<{ id: string; root: string }>(
    db,
    `with root as materialized (
       select distinct coalesce(c.merged_into, c.id) as id from customers.v_customer c where c.id = any($1::uuid[]))
     select r.id, r.id as root from root r
     union all select m.id, m.merged_into from root r join customers.v_customer m on m.merged_into = r.id`,
    [missing],
  )
  const features = (
    await recordsOf(
      db,
      kin.map(({ id }) => id),
    )
  ).map(record => featuresOf(record))
  const unshared = await withoutShared(db, features)
  const byId = new Map(features.map((own, at) => [own.id, { own, alone: unshared[at] as Features }]))
  const byRoot = new Map<string, Group>()
  for (const { id, root } of kin) {
    const known = byId.get(id)
    if (!known || groups.has(id)) continue
    const group = byRoot.get(root) ?? []
    group.push({ id, features: known.own, unshared: known.alone })
    byRoot.set(root, group)
    groups.set(id, group)
  }
}
