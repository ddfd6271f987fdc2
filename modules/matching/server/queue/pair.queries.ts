import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import { familyOf } from '../../../customers/index.ts'
import type { Brief, PairView } from '../../contract.ts'
import { weighTwo } from '../live/compare.ts'
import { decidedByPeople, experienceAt } from '../live/experience.ts'
import { currentModel } from '../live/model.ts'
import { probabilityOf } from '../live/weigh.ts'
import { ruleOf } from '../linking/rule.ts'
import { maySee, requireBoth, seen, visibleParts } from '../sight.ts'
import { briefJson, briefOf } from './brief.ts'
import { clusterOf } from './clusters.ts'
import { decisionOn, ordered } from './decisions.ts'
import { sideBySide } from './side-by-side.ts'

/** Two records side by side as they are now: the weight is worked out anew, whatever the search has stored. */
export async function pairView(ctx: Context, a: string, b: string): Promise<PairView> {
  const pair = ordered(a, b)
  await requireBoth(ctx, pair)
  const { model } = await currentModel(ctx.db)
  const weighed = pair[0] === pair[1] ? null : await weighTwo(ctx.db, pair, model)
  if (!weighed) throw new NotFound('pair')
  const { parts, weight } = visibleParts(ctx, weighed.parts)
  const rule = await ruleOf(ctx.db)
  const briefs = await briefsOf(ctx, pair)
  const families = await familyOf(ctx, pair)
  const veto = weighed.vetoes.filter(name => !name.startsWith('birth') || maySee(ctx, 'birthDate'))
  return {
    id: pair[0],
    otherId: pair[1],
    weight,
    probability: probabilityOf(weight),
    parts,
    first: briefs.get(pair[0]) as Brief,
    second: briefs.get(pair[1]) as Brief,
    lines: await sideBySide(ctx, pair, parts),
    asked: { review: rule.review, link: rule.link },
    cluster: await clusterView(ctx, pair, rule),
    veto,
    experience: experienceAt(await decidedByPeople(ctx.db), weight),
    decision: await decisionView(ctx, pair),
    linked: families.length === 1,
    after: await afterLinking(
      ctx,
      families.flatMap(({ ids }) => ids),
    ),
  }
}

async function briefsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Brief>> {
  const sql = sqlWriter()
  const text = `select ${briefJson('c')} as brief from customers.v_customer c
    where c.id = any(${sql.bind(ids, 'uuid[]')}) and ${seen(ctx, { alias: 'c', sql })}`
  const found = await rows<{ brief: Brief }>(ctx.db, text, sql.values)
  return new Map(found.map(({ brief }) => [brief.id, briefOf(brief)]))
}

const shownMembers = 12

async function clusterView(
  ctx: Context,
  pair: readonly [string, string],
  { review, cap }: { review: number; cap: number },
) {
  const members = await clusterOf(ctx.db, pair, review)
  const shown = await briefsOf(ctx, members.slice(0, shownMembers))
  return { size: members.length, cap, members: [...shown.values()] }
}

async function decisionView(ctx: Context, pair: readonly [string, string]): Promise<PairView['decision']> {
  const decision = await decisionOn(ctx, pair)
  if (!decision) return null
  const by = await row<{ name: string }>(ctx.db, 'select name from staff.v_user where id = $1', [
    decision.decided_by,
  ])
  return {
    id: decision.id,
    verdict: decision.verdict,
    reason: decision.reason,
    by: by?.name ?? null,
    at: decision.decided_at.toISOString(),
    weight: decision.weight,
  }
}

async function afterLinking(ctx: Context, members: readonly string[]): Promise<PairView['after']> {
  const found = await row<{ entries: number; tasks: number; owners: string[] | null }>(
    ctx.db,
    `select (select count(*)::int from customers.v_timeline_entry e where e.customer_id = any($1::uuid[])) as entries,
       (select count(*)::int from customers.v_task k where k.customer_id = any($1::uuid[]) and k.completed_at is null) as tasks,
       (select array_agg(distinct u.name) from customers.v_customer c join staff.v_user u on u.id = c.owner_id where c.id = any($1::uuid[])) as owners`,
    [members],
  )
  return {
    members: members.length,
    entries: found?.entries ?? 0,
    tasks: found?.tasks ?? 0,
    owners: found?.owners ?? [],
  }
}
