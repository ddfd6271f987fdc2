import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { Part, Verdict } from '../../contract.ts'
import { requireBoth } from '../sight.ts'
import { decisionTable } from '../tables.ts'
import { currentModel } from '../live/model.ts'
import { weighTwo } from '../live/compare.ts'
import { joinFamilies, partFamilies } from './families.ts'
import { lockPairs, settleAround } from './pairs.ts'

export type Decision = {
  customer_id: string
  id: string
  other_id: string
  verdict: Verdict
  reason: string | null
  linking_id: string | null
  weight: number | null
  evidence: { parts: Part[] } | null
  decided_by: string
  decided_at: Date
  version: number
}

export type Deciding = {
  id: string
  otherId: string
  verdict: Verdict
  reason?: string | undefined
  /** By field, the customer whose value survives a link. */
  keep?: Record<string, string> | undefined
  /** The decision that this one knowingly replaces. */
  instead?: string | undefined
  /** The linking by rule that decides. */
  linkingId?: string
}

/** Two ids in the order in which pairs are kept. */
export function ordered(a: string, b: string): [string, string] {
  const [one, two] = [a.toLowerCase(), b.toLowerCase()]
  return one < two ? [one, two] : [two, one]
}

/** The decision about two records, if there is one. */
export function decisionOn(ctx: Context, [a, b]: readonly [string, string]): Promise<Decision | undefined> {
  return row<Decision>(ctx.db, 'select * from matching.decision where customer_id = $1 and other_id = $2', [
    a,
    b,
  ])
}

/**
 * Decides about two records and does what follows: “same” links their families, “different” is remembered and never asked
 * again without new evidence, “later” puts the question off for a week. All of it is one act that can be undone. Who
 * decides second about the same pair is refused, unless he says which decision he replaces.
 */
export async function decide(ctx: Context, deciding: Deciding): Promise<Decision> {
  const pair = ordered(deciding.id, deciding.otherId)
  if (pair[0] === pair[1]) throw new Refused('matching.one-record', 'That is one and the same record.')
  await requireBoth(ctx, pair)
  // The pair may not be stored yet, so that there is no row to lock: two people wait for each other here.
  await lockPairs(ctx.db, [pair])
  const before = await decisionOn(ctx, pair)
  if (before && before.verdict !== 'later' && before.id !== deciding.instead) await refuseSecond(ctx, before)
  const decision = await writeDown(ctx, { pair, before, deciding })
  if (deciding.verdict === 'same')
    await joinFamilies(ctx, pair, {
      weight: decision.weight,
      parts: decision.evidence?.parts ?? null,
      reason: deciding.reason,
      keep: deciding.keep,
    })
  else if (before?.verdict === 'same') await partFamilies(ctx, pair)
  await settleAround(ctx.db, pair)
  await ctx.emit({
    kind: 'matching.decided',
    entity: 'match-decision',
    rootId: pair[0],
    recordId: decision.id,
    data: { otherId: pair[1], verdict: deciding.verdict },
  })
  return decision
}

async function refuseSecond(ctx: Context, before: Decision): Promise<never> {
  const by = await row<{ name: string }>(ctx.db, 'select name from staff.v_user where id = $1', [
    before.decided_by,
  ])
  throw new Refused(
    'matching.decided-already',
    `${by?.name ?? 'Somebody'} has decided “${before.verdict}” about these two. Look at them again, and say what you replace.`,
    { by: by?.name ?? '', verdict: before.verdict, decision: before.id },
  )
}

type Writing = { pair: readonly [string, string]; before: Decision | undefined; deciding: Deciding }

async function writeDown(ctx: Context, { pair, before, deciding }: Writing): Promise<Decision> {
  const known = await knownThen(ctx, pair)
  const values = {
    verdict: deciding.verdict,
    reason: deciding.reason || null,
    linking_id: deciding.linkingId ?? null,
    ...known,
    decided_by: ctx.actor.id,
    decided_at: ctx.now,
  }
  if (!before) {
    const key = { customer_id: pair[0], id: newId(), other_id: pair[1] }
    return (await insertRow(ctx, decisionTable, { ...key, ...values })) as Decision
  }
  const { row: changed } = await changeRow(ctx, decisionTable, {
    key: { rootId: pair[0], id: before.id },
    set: values,
  })
  return changed as Decision
}

/** Weight and parts as the decider saw them; of two records that nobody has compared yet, what the model says now. */
async function knownThen(ctx: Context, pair: readonly [string, string]) {
  const stored = await row<{ weight: number; parts: Part[]; model_id: number }>(
    ctx.db,
    'select weight, parts, model_id from matching.pair where customer_id = $1 and other_id = $2',
    [...pair],
  )
  if (stored) return { weight: stored.weight, evidence: { parts: stored.parts }, model_id: stored.model_id }
  const { id: model_id, model } = await currentModel(ctx.db)
  const weighed = await weighTwo(ctx.db, pair, model)
  if (!weighed) throw new NotFound('customer')
  return { weight: weighed.weight, evidence: { parts: weighed.parts }, model_id }
}
