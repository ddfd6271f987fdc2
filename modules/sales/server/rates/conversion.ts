import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { newId } from '../../../../platform/ids.ts'
import type { JobDefinition, Work } from '../../../../platform/jobs/job.ts'
import type { ConversionView } from '../../contract.ts'
import { houseCurrency } from '../house-currency.ts'
import { worthSql } from './worth.ts'

/** Amounts looked at in one transaction. */
const portion = 5000
/** Days after which a run is forgotten. */
const kept = 90

type Why = ConversionView['why']

/** Asks that all amounts are worked out anew, if and only if the act is written that made it needed. */
export async function askForConversion(ctx: Context, why: Why): Promise<string> {
  const id = newId()
  const text = 'insert into sales.conversion (id, why, asked_at) values ($1, $2, $3)'
  await run(ctx.db, text, [id, why, ctx.now])
  await ctx.enqueue('sales.conversion', { conversion: id })
  return id
}

/**
 * Works amounts out anew: when rates changed, and every night, since a rate may have come to count and an undo may have brought an amount
 * back with what it was worth on another day. Open deals by today's rate, closed ones by that of the day of closing.
 */
export const conversionJob: JobDefinition = {
  queue: 'sales.conversion',
  schedule: '12 0 * * *',
  run: async (work, data) => {
    const asked = typeof data.conversion === 'string' ? data.conversion : null
    const id = asked ?? (await work.step({ actor: work.system }, begin))
    try {
      await convertAll(work, id)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      await work.step({ actor: work.system }, ctx =>
        run(ctx.db, 'update sales.conversion set error = $2 where id = $1', [id, message]),
      )
      throw error
    }
  },
}

async function begin(ctx: Context): Promise<string> {
  await run(ctx.db, `delete from sales.conversion where asked_at < $1::timestamptz - $2 * interval '1 day'`, [
    ctx.now,
    kept,
  ])
  const id = newId()
  await run(ctx.db, `insert into sales.conversion (id, why, asked_at) values ($1, 'day', $2)`, [id, ctx.now])
  return id
}

async function convertAll(work: Work, id: string): Promise<void> {
  for (let more = true; more; ) {
    if (work.signal.aborted) throw new Error('The process stops; the rest is worked out by the next.')
    more = await work.step({ actor: work.system }, ctx => convertSome(ctx, id))
  }
}

type Run = { finished_at: Date | null; past_customer: string | null; past_id: string | null }
type Looked = { customer: string | null; id: string | null; looked: number; missing: number; wrong: string[] }

/** The next portion behind the last; its counts stand with it, so that a run that is taken up again counts nothing twice. */
async function convertSome(ctx: Context, id: string): Promise<boolean> {
  const found = await row<Run>(ctx.db, 'select * from sales.conversion where id = $1 for update', [id])
  if (!found || found.finished_at) return false
  const { customer, id: last, looked, missing, wrong } = await lookAtSome(ctx, found)
  const changed = wrong.length > 0 ? await convert(ctx, wrong) : 0
  const more = looked === portion
  await run(
    ctx.db,
    `update sales.conversion set started_at = coalesce(started_at, now()), error = null, past_customer = $2, past_id = $3,
       looked = looked + $4, changed = changed + $5, missing = missing + $6, finished_at = case when $7 then now() end where id = $1`,
    [id, customer ?? found.past_customer, last ?? found.past_id, looked, changed, missing, !more],
  )
  if (!more || changed > 0)
    await ctx.emit({ kind: 'sales.converted', entity: 'sales-settings', rootId: id, recordId: id })
  return more
}

/** Amounts are looked at without a lock: most of them are what they should be. */
async function lookAtSome(ctx: Context, past: Run): Promise<Looked> {
  const sql = sqlWriter()
  const [customer, id] = [sql.bind(past.past_customer, 'uuid'), sql.bind(past.past_id, 'uuid')]
  const source = `(select * from sales.opportunity where amount is not null
    and (${customer} is null or (customer_id, id) > (${customer}, ${id})) order by customer_id, id limit ${portion})`
  const worth = worthSql(ctx, { source, house: await houseCurrency(ctx), sql })
  const text = `with seen as materialized (${worth})
    select (select customer_id from seen order by customer_id desc, id desc limit 1) as customer,
      (select id from seen order by customer_id desc, id desc limit 1) as id,
      count(*)::int as looked, count(*) filter (where worth is null)::int as missing,
      coalesce(array_agg(id) filter (where differs), '{}') as wrong from seen`
  return (await row<Looked>(ctx.db, text, sql.values)) as Looked
}

/**
 * What is worked out has no history and no version of its own: it follows from the amount and the rates, which have both. Somebody who is
 * changing the deal meanwhile is waited for, and his amount is the one that counts.
 */
async function convert(ctx: Context, ids: readonly string[]): Promise<number> {
  const sql = sqlWriter()
  const locked = `(select * from sales.opportunity where id = any(${sql.bind(ids, 'uuid[]')}) order by id for no key update)`
  const worth = worthSql(ctx, { source: 'locked', house: await houseCurrency(ctx), sql })
  return run(
    ctx.db,
    `with locked as materialized ${locked}, worth as materialized (${worth})
     update sales.opportunity o set house_amount = w.worth, rate_day = w.worth_day
     from worth w where o.customer_id = w.customer_id and o.id = w.id and w.differs`,
    sql.values,
  )
}

/** Undo may have brought rates back, or the currency of the firm. */
export async function convertUndone(ctx: Context, events: readonly Pick<Event, 'recordId'>[]): Promise<void> {
  const about = await row(
    ctx.db,
    `select 1 from platform.change where batch_id = any($1::uuid[]) and entity in ('currency-rate', 'house-currency') limit 1`,
    [events.map(({ recordId }) => recordId)],
  )
  if (about) await askForConversion(ctx, 'undone')
}

/** The latest run, as its state is. */
export async function latestConversion(ctx: Context): Promise<ConversionView | null> {
  const found = await row<ConversionView>(
    ctx.db,
    `select id, why, case when finished_at is not null then 'done' when error is not null then 'failed'
       when started_at is not null then 'running' else 'waiting' end as state,
       asked_at::text as "askedAt", finished_at::text as "finishedAt", looked, changed, missing
     from sales.conversion order by asked_at desc, id desc limit 1`,
  )
  return found ?? null
}
