import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import { listConditions, listInput, prepareList } from '../../../../platform/entities/list.ts'
import { invalid, NotFound } from '../../../../platform/errors.ts'
import type { RawJson } from '../../../../platform/module.ts'

/** Which deals a board shows; the row scope of the actor holds besides. */
export type Shown = { whose: 'mine' | 'team' | 'all'; q?: string | undefined; filter?: string | undefined }

/** So many cards of a stage at a time: more than a screen holds, less than a screen needs long for. */
const pageSize = 50

const cardJson = `json_build_object('id', o.id, 'version', o.version, 'name', o.name,
  'customer', json_build_object('id', o.customer_id, 'title', (select c.name from customers.v_customer c where c.id = o.customer_id)),
  'amount', o.amount, 'currency', o.currency, 'expectedClose', o.expected_close, 'category', o.category,
  'nextStep', o.next_step, 'nextStepAt', o.next_step_at, 'stageSince', o.stage_since,
  'owner', case when o.owner_id is not null then json_build_object('id', o.owner_id,
    'title', (select u.name from staff.v_user u where u.id = o.owner_id)) end)`

/** The place of a card in its column; opaque to callers. */
const mark = `coalesce(o.expected_close::text, '') || '|' || o.id`

async function shownDeals(ctx: Context, sql: SqlWriter, { whose, ...query }: Shown): Promise<string> {
  const input = listInput(ctx, 'opportunity', query)
  const conditions = ['t.closed_at is null', ...listConditions(await prepareList(ctx.db, input), sql)]
  if (whose !== 'all') {
    const ids = whose === 'mine' ? [ctx.actor.id] : ctx.actor.teamMates
    conditions.push(`t.owner_id = any(${sql.bind(ids, 'uuid[]')})`)
  }
  return conditions.join(' and ')
}

/** The statement of a board, for the benchmark to send beside us. */
export async function compileBoard(
  ctx: Context,
  { pipeline, ...shown }: Shown & { pipeline?: string | undefined },
): Promise<{ text: string; values: unknown[] }> {
  const sql = sqlWriter()
  const asked = sql.bind(pipeline ?? null, 'uuid')
  const deals = await shownDeals(ctx, sql, shown)
  const ofPipeline = `from sales.opportunity t where t.pipeline_id = (select id from chosen) and ${deals}`
  const inOrder = `order by expected_close nulls last, id limit ${pageSize}`
  // The firm's whole board has too many deals to be sorted: the first cards of a stage are read off the index, which holds them
  // in their order. A chosen part is few; it is read once, for the sums and for the cards.
  const isWhole = shown.whose === 'all' && !shown.q && !shown.filter
  const part = isWhole
    ? ''
    : `deals as materialized (select t.stage_id, t.expected_close, t.id, t.house_amount, t.amount ${ofPipeline}),`
  const first = isWhole
    ? `select t.id ${ofPipeline} and t.stage_id = s.id ${inOrder.replaceAll(/\b(expected_close|id)\b/g, 't.$1')}`
    : `select d.id from deals d where d.stage_id = s.id ${inOrder}`
  const text = `with chosen as materialized (select coalesce(${asked}, (select id from sales.pipeline where retired_at is null order by position, id limit 1)) as id),
    ${part}
    sums as materialized (select t.stage_id, count(*) as n, coalesce(sum(t.house_amount), 0) as total,
      count(*) filter (where t.amount is not null and t.house_amount is null) as bare ${isWhole ? ofPipeline : 'from deals t'} group by 1),
    columns as (select s.*, coalesce(n, 0) as n, coalesce(total, 0) as total, coalesce(bare, 0) as bare
      from sales.stage s left join sums on sums.stage_id = s.id
      where s.pipeline_id = (select id from chosen) and (s.retired_at is null or n > 0))
    select (select id from chosen) as pipeline, (select currency from sales.house_currency) as currency,
      exists (select 1 from sales.pipeline where id = ${asked}) as found,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by position, id), '[]')::text
        from sales.pipeline where retired_at is null or id = (select id from chosen)) as pipelines,
      (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'probability', s.probability, 'category', s.category,
        'stalledAfter', s.stalled_after, 'criteria', s.criteria, 'retired', s.retired_at is not null, 'count', s.n, 'sum', s.total,
        'weighted', round(s.total * s.probability), 'notConverted', s.bare, 'cards', coalesce(k.cards, '[]'), 'next', k.next)
        order by s.position, s.id), '[]')::text
       from columns s left join lateral (
         select json_agg(${cardJson} order by o.expected_close nulls last, o.id) as cards,
           case when s.n > ${pageSize} then (array_agg(${mark} order by o.expected_close desc nulls first, o.id desc))[1] end as next
         from (${first}) d
         join sales.opportunity o on o.id = d.id) k on s.n > 0) as stages`
  return { text, values: sql.values }
}

type BoardRow = {
  pipeline: string | null
  currency: string
  found: boolean
  pipelines: string
  stages: string
}

/** The board of a pipeline (the first in use where none is asked) as JSON text; throws `NotFound`. */
export async function readBoard(
  ctx: Context,
  asked: Shown & { pipeline?: string | undefined },
): Promise<RawJson> {
  const { text, values } = await compileBoard(ctx, asked)
  const found = (await row<BoardRow>(ctx.db, text, values)) as BoardRow
  if (asked.pipeline && !found.found) throw new NotFound('pipeline')
  const { pipeline, currency, pipelines, stages } = found
  const head = JSON.stringify({ pipeline, currency }).slice(0, -1)
  return { rawJson: `${head},"pipelines":${pipelines},"stages":${stages}}` }
}

const cursorPattern = /^(\d{4}-\d\d-\d\d)?\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Further cards of a stage after the cursor, as JSON text. */
export async function readCards(
  ctx: Context,
  { stage, cursor, ...shown }: Shown & { stage: string; cursor?: string | undefined },
): Promise<RawJson> {
  const sql = sqlWriter()
  const where = [`t.stage_id = ${sql.bind(stage, 'uuid')}`, await shownDeals(ctx, sql, shown)]
  if (cursor) where.push(afterCursor(cursor, sql))
  const text = `with page as materialized (select t.id, t.expected_close from sales.opportunity t
      where t.pipeline_id = (select pipeline_id from sales.stage where id = $1) and ${where.join(' and ')}
      order by t.expected_close nulls last, t.id limit ${pageSize + 1}),
    cards as (select o.* from (select id from page order by expected_close nulls last, id limit ${pageSize}) p join sales.opportunity o on o.id = p.id)
    select (select coalesce(json_agg(${cardJson} order by o.expected_close nulls last, o.id), '[]')::text from cards o) as cards,
      case when (select count(*) from page) > ${pageSize}
        then (select ${mark} from cards o order by o.expected_close desc nulls first, o.id desc limit 1) end as next`
  const found = await row<{ cards: string; next: string | null }>(ctx.db, text, sql.values)
  return { rawJson: `{"cards":${found?.cards ?? '[]'},"next":${JSON.stringify(found?.next ?? null)}}` }
}

function afterCursor(cursor: string, sql: SqlWriter): string {
  const match = cursorPattern.exec(cursor)
  const day = match?.[1]
  if (!match || (day && !isDay(day)))
    throw invalid(
      'cursor',
      'platform.bad-cursor',
      'The cursor does not belong to this board. Start again without it.',
    )
  const id = sql.bind(match[2], 'uuid')
  if (!day) return `t.expected_close is null and t.id > ${id}`
  return `((t.expected_close, t.id) > (${sql.bind(day, 'date')}, ${id}) or t.expected_close is null)`
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && !text.startsWith('0000')
}
