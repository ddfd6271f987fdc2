import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import type { JobDefinition, Work } from '../../../../platform/jobs/job.ts'
import { settingOf } from '../../../../platform/settings.ts'
import type { CleaningView } from '../../contract/cleaning.ts'
import { knownDomains } from './emails.ts'
import { type Knowledge, type Proposal, proposalsFor } from './propose.ts'
import { recordsAfter } from './record.ts'

type CleaningRow = Omit<CleaningView, 'askedAt' | 'startedAt' | 'finishedAt'> & {
  askedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const columns = `id, asked_at as "askedAt", started_at as "startedAt", finished_at as "finishedAt", customers::int, proposed::int, error`

function viewOf(found: CleaningRow): CleaningView {
  return {
    ...found,
    askedAt: found.askedAt.toISOString(),
    startedAt: found.startedAt?.toISOString() ?? null,
    finishedAt: found.finishedAt?.toISOString() ?? null,
  }
}

/** The last search for better values. */
export async function lastCleaning(ctx: Context): Promise<CleaningView | null> {
  const found = await row<CleaningRow>(
    ctx.db,
    `select ${columns} from data_quality.cleaning order by asked_at desc limit 1`,
  )
  return found ? viewOf(found) : null
}

/** Begins a search in the background; while one is under way, that one is meant. */
export async function startCleaning(ctx: Context): Promise<CleaningView> {
  const last = await lastCleaning(ctx)
  if (last && !last.finishedAt) return last
  const id = newId()
  await run(ctx.db, 'insert into data_quality.cleaning (id, asked_by) values ($1, $2)', [id, ctx.actor.id])
  await ctx.enqueue('data-quality.cleaning', { cleaningId: id })
  return (await lastCleaning(ctx)) as CleaningView
}

/** Customers per transaction. */
const portion = 2000

export const cleaningJob: JobDefinition = {
  queue: 'data-quality.cleaning',
  run: async (work, data) => {
    const cleaningId = String(data.cleaningId)
    try {
      await clean(work, cleaningId)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      await work.step({ actor: work.system }, ctx =>
        run(ctx.db, 'update data_quality.cleaning set error = $2, finished_at = now() where id = $1', [
          cleaningId,
          message,
        ]),
      )
      throw error
    }
  },
}

/** Looks through all customers in the order of their ids; begun again after a crash it goes on where it was. */
export async function clean(work: Work, cleaningId: string): Promise<void> {
  const step = { actor: work.system }
  const knowledge = await work.step(step, async ctx => {
    await run(
      ctx.db,
      'update data_quality.cleaning set started_at = coalesce(started_at, now()), finished_at = null, error = null where id = $1',
      [cleaningId],
    )
    await run(ctx.db, 'set local statement_timeout = 0')
    return knowledgeOf(ctx)
  })
  while (await work.step(step, ctx => cleanPortion(ctx, cleaningId, knowledge)))
    if (work.signal.aborted) throw new Error('The process stops; the search goes on later.')
  await work.step(step, async ctx => {
    await run(ctx.db, 'update data_quality.cleaning set finished_at = now() where id = $1', [cleaningId])
    await ctx.emit({ kind: 'quality.cleaned', entity: 'quality', rootId: cleaningId, recordId: cleaningId })
  })
}

async function knowledgeOf(ctx: Context): Promise<Knowledge> {
  const counts = await rows<{ domain: string; n: number }>(
    ctx.db,
    `select split_part(value, '@', 2) as domain, count(*)::int as n from customers.v_contact_point
     where kind = 'email' and problem is null group by 1 order by 2 desc limit 200000`,
  )
  const own = ctx.catalogue.entity('customer').fields.filter(field => field.custom && field.kind === 'date')
  return {
    domains: knownDomains(new Map(counts.map(({ domain, n }) => [domain, n]))),
    home: await settingOf<string | null>(ctx.db, 'organisation.country', null),
    today: ctx.now,
    dateFields: own.map(({ key }) => key.replace(/^custom\./, '')),
  }
}

/** The next customers: their open proposals are made anew. What somebody has rejected before is not proposed again. */
async function cleanPortion(ctx: Context, cleaningId: string, knowledge: Knowledge): Promise<boolean> {
  await run(ctx.db, 'set local statement_timeout = 0')
  const at = await row<{ position: string | null }>(
    ctx.db,
    'select position from data_quality.cleaning where id = $1 for update',
    [cleaningId],
  )
  const records = await recordsAfter(ctx.db, at?.position ?? null, portion)
  const last = records.at(-1)
  if (!last) return false
  const proposals = records.flatMap(record => proposalsFor(record, knowledge))
  await run(
    ctx.db,
    'delete from data_quality.proposal where decided_at is null and customer_id = any($1::uuid[])',
    [records.map(({ id }) => id)],
  )
  const stored = await store(ctx, cleaningId, proposals)
  await run(
    ctx.db,
    'update data_quality.cleaning set position = $2, customers = customers + $3, proposed = proposed + $4 where id = $1',
    [cleaningId, last.id, records.length, stored],
  )
  return true
}

async function store(ctx: Context, cleaningId: string, proposals: readonly Proposal[]): Promise<number> {
  if (proposals.length === 0) return 0
  return run(
    ctx.db,
    `with there as materialized (
       select t.id from customers.v_customer t where t.id = any($3::uuid[]) order by t.id for key share of t)
     insert into data_quality.proposal (customer_id, cleaning_id, kind, field, contact_point_id, before, after, patch, basis, why, confidence)
     select p."customerId", $1, p.kind, p.field, p."contactPointId", p.before, p.after, p.patch, p.basis, p.why, p.confidence
     from jsonb_to_recordset($2::jsonb) p("customerId" uuid, kind text, field text, "contactPointId" uuid, before text, after text, patch jsonb, basis jsonb, why text, confidence real)
     join there on there.id = p."customerId"
     where not exists (select 1 from data_quality.proposal o where o.customer_id = p."customerId" and o.decision = 'rejected'
       and o.field = p.field and o.contact_point_id is not distinct from p."contactPointId" and o.before = p.before and o.after = p.after)
     on conflict do nothing`,
    [cleaningId, JSON.stringify(proposals), proposals.map(({ customerId }) => customerId)],
  )
}
