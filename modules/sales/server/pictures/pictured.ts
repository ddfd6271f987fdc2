import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { Condition } from '../../../../platform/entities/descriptor.ts'
import { listConditions, listInput, prepareList } from '../../../../platform/entities/list.ts'
import { invalid, NotFound } from '../../../../platform/errors.ts'
import type { Figure, Pictured } from '../../contract/pictures.ts'

/** What a picture is drawn from: the pipeline, and the deals as a filter of the list and as SQL over `t`. */
export type Frame = { pipeline: string | null; filter: readonly Condition[]; sql: SqlWriter; deals: string }

/**
 * The deals of a picture. They are chosen by the very filter that opens them in the list, so what is counted is what is
 * shown; the row scope comes with it. Throws `NotFound` for a pipeline that is none, `Invalid` for a range the wrong way round.
 */
export async function frameOf(ctx: Context, asked: Pictured): Promise<Frame> {
  if (asked.from && asked.to && asked.from > asked.to)
    throw invalid('to', 'sales.range-wrong-way', 'The range ends before it begins.')
  const pipeline = await pipelineOf(ctx, asked.pipeline)
  return framed(ctx, pipeline, filterOf(ctx, { ...asked, pipeline }))
}

/** The deals of a filter, those of all pipelines where `pipeline` is null. */
export async function framed(
  ctx: Context,
  pipeline: string | null,
  filter: readonly Condition[],
): Promise<Frame> {
  const sql = sqlWriter()
  const input = listInput(ctx, 'opportunity', { filter: JSON.stringify({ and: filter }) })
  const conditions = listConditions(await prepareList(ctx.db, input), sql)
  return { pipeline, filter, sql, deals: conditions.join(' and ') || 'true' }
}

/** A number with the filter that opens the deals behind it: those of the picture that also meet `more`. */
export function figureIn(
  { filter }: Pick<Frame, 'filter'>,
  n: unknown,
  more: readonly Condition[] = [],
): Figure {
  return { n: Number(n ?? 0), filter: JSON.stringify({ and: [...filter, ...more] }) }
}

/** The pipeline asked for, or the first in use; null where there is none. Throws `NotFound` for one that is none. */
export async function pipelineOf(ctx: Context, asked: string | undefined): Promise<string | null> {
  const found = await row<{ id: string }>(
    ctx.db,
    `select id from sales.pipeline where $1::uuid is null and retired_at is null or id = $1::uuid order by position, id limit 1`,
    [asked ?? null],
  )
  if (asked && !found) throw new NotFound('pipeline')
  return found?.id ?? null
}

function filterOf(
  ctx: Context,
  { pipeline, whose, owner, by, from, to }: Omit<Pictured, 'pipeline'> & { pipeline: string | null },
): Condition[] {
  const filter: Condition[] = []
  if (pipeline) filter.push({ field: 'pipeline', op: 'eq', value: pipeline })
  if (whose === 'mine') filter.push({ field: 'owner', op: 'eq', value: ctx.actor.id })
  if (whose === 'team') filter.push({ field: 'owner', op: 'in', value: [...ctx.actor.teamMates] })
  if (owner) filter.push({ field: 'owner', op: 'eq', value: owner })
  const field = by === 'opened' ? 'openedAt' : 'closedAt'
  if (from) filter.push({ field, op: 'gte', value: `${from}T00:00:00.000Z` })
  if (to) filter.push({ field, op: 'lt', value: dayAfter(to) })
  if (by === 'closed') filter.push({ field: 'closedAt', op: 'not-empty' })
  return filter
}

/** The first moment after a day or, of `YYYY-MM`, after a month. */
export function dayAfter(day: string): string {
  const [year = 0, month = 1, date] = day.split('-').map(Number)
  const next = new Date(0)
  if (date === undefined) next.setUTCFullYear(year, month, 1)
  else next.setUTCFullYear(year, month - 1, date + 1)
  return next.toISOString()
}
