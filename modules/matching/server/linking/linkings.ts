import type { Context, Db } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import { recordChanges } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import type { JobDefinition } from '../../../../platform/jobs/job.ts'
import { linkMany } from '../../../customers/index.ts'
import type { Linking, Rule } from '../../contract.ts'
import { decidedByPeople, within } from '../live/experience.ts'
import { lockPairs, settleAround } from '../queue/pairs.ts'
import { asTheyAre, type Case, casesAbove, type Held, heldBack, type Place } from './clear-cases.ts'
import { groupGuard } from './guard.ts'
import { assertRule, ruleOf } from './rule.ts'

export const linkingQueue = 'matching.linking'

/** Pairs per transaction. */
const chunk = 200
/** A trial looks at no more pairs than this. */
const mostTried = 20_000

/** What a rule would link of the pairs that wait now, what it would leave to people and why. Writes nothing. */
export async function tryRule(ctx: Context, rule: Rule) {
  assertRule(rule)
  const held = new Map<Held, number>()
  let pairs = 0
  let after: Place | null = null
  const guard = groupGuard(ctx.db, rule)
  for (let tried = 0; tried < mostTried; tried += 1000) {
    const waiting: Case[] = await casesAbove(ctx.db, { line: rule.link, after, limit: 1000 })
    const { cases, vetoed } = await asTheyAre(ctx.db, waiting)
    const whyOf = new Map(cases.map(found => [found, heldBack(rule, found, vetoed.has(found))]))
    const guarded = await guard(cases.filter(found => !whyOf.get(found)))
    for (const found of cases) {
      const why = whyOf.get(found) ?? guarded.get(found)
      if (why) held.set(why, (held.get(why) ?? 0) + 1)
      else pairs++
    }
    after = cases.at(-1) ?? null
    if (cases.length < 1000) break
  }
  const experience = within(await decidedByPeople(ctx.db), rule.link, Infinity)
  return {
    pairs,
    held: [...held].map(([because, count]) => ({ because, pairs: count })),
    experience: experience.decided === 0 ? null : experience,
  }
}

type Stored = Omit<Linking, 'askedAt' | 'finishedAt'> & { askedAt: Date; finishedAt: Date | null }

const columns = `l.id, l.rule, l.state, l.total, l.linked, l.skipped, l.error, l.asked_at as "askedAt", l.finished_at as "finishedAt",
  exists (select 1 from platform.undo u where u.batch_id = l.id and u.state = 'done') as undone`

const view = ({ askedAt, finishedAt, ...rest }: Stored): Linking => ({
  ...rest,
  askedAt: askedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
})

/** Starts linking the clear cases by the rule as it is set; its id is the act under which everything is written. */
export async function startLinking(ctx: Context): Promise<Linking> {
  const rule = await ruleOf(ctx.db)
  await row(ctx.db, `select pg_advisory_xact_lock(hashtext('matching linking')) as locked`)
  const running = await row(
    ctx.db,
    `select 1 as hit from matching.linking where state in ('waiting', 'running')`,
  )
  if (running)
    throw new Refused('matching.linking-runs', 'A linking by rule is at work already. Wait for its end.')
  const id = newId()
  await run(ctx.db, 'insert into matching.linking (id, rule, asked_by) values ($1, $2, $3)', [
    id,
    JSON.stringify(rule),
    ctx.actor.id,
  ])
  await ctx.enqueue(linkingQueue, { linkingId: id }, { singletonKey: id })
  return view(
    (await row<Stored>(ctx.db, `select ${columns} from matching.linking l where l.id = $1`, [id])) as Stored,
  )
}

/** The latest linkings, newest first. */
export async function linkings(ctx: Context): Promise<Linking[]> {
  const found = await rows<Stored>(
    ctx.db,
    `select ${columns} from matching.linking l order by l.asked_at desc limit 20`,
  )
  return found.map(view)
}

/** Links chunk by chunk under one act; a killed worker goes on behind the last chunk that was committed. */
export const linkingJob: JobDefinition = {
  queue: linkingQueue,
  retryLimit: 5,
  run: async (work, data) => {
    const id = String(data.linkingId)
    const asked = await row<{ asked_by: string }>(
      work.database.db,
      'select asked_by from matching.linking where id = $1',
      [id],
    )
    // By the clock nobody asked: then the product itself does it, as the organisation's rule says.
    const actor = (asked && (await work.actorOf(asked.asked_by, 'automation'))) || work.system
    const batch = { id, label: 'matching.act.linked-by-rule' }
    try {
      for (let more = true; more && !work.signal.aborted; )
        more = await work.step({ actor: { ...actor, channel: 'automation' }, batch }, ctx =>
          linkSome(ctx, id),
        )
    } catch (error) {
      // A worker that is asked to stop leaves its linking to the next one.
      if (!work.signal.aborted) await fail(work.database.db, id, error)
      throw error
    }
  },
}

/** Linkings whose job died with all its tries are taken up again: they go on behind the last chunk that was committed. */
export async function takeUpLinkings(ctx: Context): Promise<void> {
  const left = await rows<{ id: string }>(
    ctx.db,
    `select id from matching.linking where state in ('waiting', 'running') and asked_at < now() - interval '1 hour'`,
  )
  for (const { id } of left) await ctx.enqueue(linkingQueue, { linkingId: id }, { singletonKey: id })
}

/** A linking that failed is nobody's way: it says why, keeps what it has linked, and another may be asked for. */
async function fail(db: Db, id: string, error: unknown): Promise<void> {
  await run(
    db,
    `update matching.linking set state = 'failed', error = $2, finished_at = now() where id = $1 and state in ('waiting', 'running')`,
    [id, String(error).slice(0, 1000)],
  )
}

async function linkSome(ctx: Context, id: string): Promise<boolean> {
  const state = await row<{ rule: Rule; after: Place | null }>(
    ctx.db,
    `select rule, after from matching.linking l where id = $1 and (l.state in ('waiting', 'running') or (l.state = 'failed'
       and not exists (select 1 from matching.linking o where o.state in ('waiting', 'running')))) for update`,
    [id],
  )
  if (!state) return false
  if (await takenBack(ctx.db, id)) return end(ctx.db, id)
  const { rule, after } = state
  const waiting = await casesAbove(ctx.db, { line: rule.link, after, limit: chunk })
  const { cases, vetoed } = await asTheyAre(ctx.db, waiting)
  const asked = await stillAsked(
    ctx.db,
    cases.filter(found => heldBack(rule, found, vetoed.has(found)) === null),
  )
  const guarded = await groupGuard(ctx.db, rule)(asked)
  const clear = asked.filter(found => !guarded.has(found))
  const linked = await linkCases(ctx, clear, { id, cap: rule.cap })
  const last = cases.at(-1)
  const ended = cases.length < chunk
  await run(
    ctx.db,
    `update matching.linking set state = 'running', total = total + $2, linked = linked + $3, skipped = skipped + $2 - $3,
       after = $4, finished_at = null, error = null where id = $1`,
    [
      id,
      cases.length,
      linked,
      last
        ? JSON.stringify({ rank: last.rank, customer_id: last.customer_id, other_id: last.other_id })
        : after && JSON.stringify(after),
    ],
  )
  return ended ? end(ctx.db, id) : true
}

/**
 * Whether somebody is taking the act back while it is still written: then it writes no more. The row of the act is held,
 * so that who begins to take it back meanwhile waits for this chunk, and takes that back too.
 */
async function takenBack(db: Db, id: string): Promise<boolean> {
  await run(db, 'select from platform.batch where id = $1 for update', [id])
  return (await row(db, 'select 1 as hit from platform.undo where batch_id = $1', [id])) !== undefined
}

async function end(db: Db, id: string): Promise<false> {
  await run(
    db,
    `update matching.linking set state = 'done', finished_at = now(), error = null where id = $1`,
    [id],
  )
  return false
}

/**
 * Those of the cases that nobody has decided while they were looked at. Who decides about one of them from now on waits
 * until it is linked: a person's “different” is never linked over.
 */
async function stillAsked(db: Db, cases: readonly Case[]): Promise<Case[]> {
  await lockPairs(
    db,
    cases.map(found => [found.customer_id, found.other_id]),
  )
  const waiting = await rows<{ customer_id: string; other_id: string }>(
    db,
    `select p.customer_id, p.other_id from unnest($1::uuid[], $2::uuid[]) w(a, b)
       join matching.pair p on p.customer_id = w.a and p.other_id = w.b where p.settled_at is null`,
    [cases.map(found => found.customer_id), cases.map(found => found.other_id)],
  )
  const asked = new Set(waiting.map(pair => `${pair.customer_id} ${pair.other_id}`))
  return cases.filter(found => asked.has(`${found.customer_id} ${found.other_id}`))
}

async function linkCases(
  ctx: Context,
  cases: readonly Case[],
  { id, cap }: { id: string; cap: number },
): Promise<number> {
  if (cases.length === 0) return 0
  const pairs = cases.map(found => ({
    a: found.customer_id,
    b: found.other_id,
    method: 'automatic',
    score: found.weight,
    explanation: found.parts,
  }))
  const { linked, left } = await linkMany(ctx, pairs, cap)
  const apart = new Set(left.map(({ a, b }) => `${a} ${b}`))
  const joined = cases.filter(found => !apart.has(`${found.customer_id} ${found.other_id}`))
  await writeDecisions(ctx, joined, id)
  await settleAround(
    ctx.db,
    joined.map(found => found.customer_id),
  )
  return linked
}

/** The rule's decisions, beside people's: what the rule linked is seen to be the rule's and teaches nothing. */
async function writeDecisions(ctx: Context, cases: readonly Case[], linkingId: string): Promise<void> {
  const list = cases.map(found => ({
    customer_id: found.customer_id,
    id: newId(),
    other_id: found.other_id,
    verdict: 'same',
    linking_id: linkingId,
    weight: found.weight,
    evidence: { parts: found.parts },
    decided_by: ctx.actor.id,
    decided_at: ctx.now,
    version: 1,
  }))
  const written = await rows<{ customer_id: string; id: string }>(
    ctx.db,
    `insert into matching.decision select * from jsonb_populate_recordset(null::matching.decision, $1::jsonb)
     on conflict (customer_id, other_id) do nothing returning customer_id, id`,
    [JSON.stringify(list)],
  )
  await recordChanges(
    ctx,
    written.map(({ customer_id, id }) => ({
      entity: 'match-decision',
      rootId: customer_id,
      recordId: id,
      action: 'created' as const,
    })),
  )
}
