import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { BoardLine, BreakerShown, SystemState } from '../../contract/board.ts'
import { purposes } from '../calls/limits.ts'

type Minute = { step: number; p95: number | null; asked: number; failed: number }

export type BoardRow = {
  id: string
  name: string
  kind: string
  off_since: Date | null
  drill_since: Date | null
  failed_at: Date | null
  failure: string | null
  reason: string | null
  lost_at: Date | null
  alive_at: Date | null
  change_at: Date | null
  lag: number | null
  by_log: boolean | null
  objects: number
  records: number
  reading: string[] | null
  read: number | null
  about: number | null
  p50: number | null
  p95: number | null
  breakers: Record<string, string>[] | null
  queue: number
  oldest: Date | null
  conflicts: number
  failed: number
  asked: number
  made: number
  shared: number
  held_back: number
  spared: number
  compared_at: Date | null
  differences: number
  compared: number
  bypassed: number
  minutes: Minute[] | null
}

/** Minutes of one step of the last hour, and how many steps that is. */
const step = 2
const steps = 30

/**
 * Everything the board says, in one statement. Each part reads by its own index: measures of a day by their key, open operations and
 * stuck ones by the indexes that hold nothing else, changes of a week by system and time.
 */
const text = `
  with day as (
    select m.system_id, sum(m.answered + m.failed)::int as made, sum(m.shared)::int as shared,
      sum(m.held_back)::int as held_back, sum(m.spared)::int as spared
    from integration.measure m where m.at > $1::timestamptz - interval '1 day' group by 1),
  hour as (
    select b.system_id, jsonb_agg(jsonb_build_object('step', b.step, 'p95', b.p95, 'asked', b.asked, 'failed', b.failed) order by b.step) as minutes
    from (
      select m.system_id, floor(extract(epoch from $1::timestamptz - m.at) / ${60 * step})::int as step,
        max(m.p95) as p95, sum(m.answered + m.failed)::int as asked, sum(m.failed)::int as failed
      from integration.measure m where m.at > $1::timestamptz - interval '1 hour' and m.at <= $1::timestamptz group by 1, 2) b
    group by 1),
  now as (
    select m.system_id, sum(m.p50 * m.answered) / nullif(sum(m.answered) filter (where m.p50 is not null), 0) as p50, max(m.p95) as p95
    from integration.measure m where m.at > $1::timestamptz - interval '10 minutes' group by 1),
  last as (
    select l.system_id, jsonb_agg(l.breakers) as breakers
    from (
      select distinct on (m.system_id, m.process) m.system_id, m.breakers from integration.measure m
      where m.at > $1::timestamptz - interval '150 seconds' order by m.system_id, m.process, m.at desc) l
    group by 1),
  waiting as (
    select o.system_id, count(*)::int as queue, min(o.wanted_at) as oldest
    from integration.operation o where o.state in ('pending', 'sent') group by 1),
  stuck as (
    select o.system_id, count(*) filter (where o.state = 'conflict')::int as conflicts,
      count(*) filter (where o.state = 'failed')::int as failed, count(*) filter (where o.state = 'asked')::int as asked
    from integration.operation o where o.state in ('asked', 'conflict', 'failed') and o.decided_at is null group by 1),
  joined as (
    select o.system_id, count(*)::int as objects,
      coalesce(sum((select count(*) from integration.crosswalk c where c.object_id = o.id)) filter (where o.role = 'customer'), 0)::int as records,
      max(d.ended_at) as compared_at, coalesce(sum(d.created + d.changed + d.gone), 0)::int as differences, count(d.ended_at)::int as compared
    from integration.object o
    left join lateral (
      select l.ended_at, l.created, l.changed, l.gone from integration.load l
      where l.object_id = o.id and l.reason in ('nightly', 'asked') and l.ended_at is not null and l.failure is null and l.cancelled_at is null
      order by l.asked_at desc limit 1) d on true
    group by 1),
  loading as (
    select o.system_id, array_agg(distinct l.reason) as reading, sum(l.read)::float8 as read, sum(l.about)::float8 as about
    from integration.load l join integration.object o on o.id = l.object_id
    where l.ended_at is null and l.cancelled_at is null and l.begun_at is not null and l.reason in ('first', 'position-lost', 'mapping-changed')
    group by 1)
  select s.id, s.name, s.kind, s.off_since, s.drill_since, t.failed_at, t.failure, t.reason, t.lost_at, t.alive_at, t.change_at,
    extract(epoch from t.stored_at - t.change_at) * 1000 as lag,
    -- A place in a log is one of these two; whoever is asked at intervals has other marks.
    t.position ?| array['lsn', 'gtid'] as by_log,
    coalesce(j.objects, 0) as objects, coalesce(j.records, 0) as records, g.reading, g.read, g.about, n.p50, n.p95, l.breakers,
    coalesce(w.queue, 0) as queue, w.oldest, coalesce(k.conflicts, 0) as conflicts, coalesce(k.failed, 0) as failed,
    coalesce(k.asked, 0) as asked, coalesce(d.made, 0) as made, coalesce(d.shared, 0) as shared, coalesce(d.held_back, 0) as held_back,
    coalesce(d.spared, 0) as spared, j.compared_at, coalesce(j.differences, 0) as differences, coalesce(j.compared, 0) as compared,
    (select count(*) from integration.foreign_change f
      left join integration.account a on a.system_id = f.system_id and a.name = f.by
      where f.system_id = s.id and f.seen_at > $1::timestamptz - interval '7 days' and f.avoidable <> '{}' and a.program_since is null)::int as bypassed,
    h.minutes
  from integration.system s
  left join integration.stream t on t.system_id = s.id
  left join joined j on j.system_id = s.id left join loading g on g.system_id = s.id
  left join now n on n.system_id = s.id left join last l on l.system_id = s.id
  left join waiting w on w.system_id = s.id left join stuck k on k.system_id = s.id
  left join day d on d.system_id = s.id left join hour h on h.system_id = s.id
  order by lower(s.name)`

/** How all joined systems are, by name. */
export async function board(ctx: Pick<Context, 'db' | 'now'>): Promise<BoardLine[]> {
  const found = await rows<BoardRow>(ctx.db, text, [ctx.now])
  return found.map(row => lineOf(row, ctx.now))
}

function lineOf(row: BoardRow, now: Date): BoardLine {
  const breakers = breakersOf(row.breakers ?? [])
  const { state, since } = stateOf(row, breakers)
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    state,
    since: since?.toISOString() ?? null,
    loaded: row.read !== null && row.about ? Math.min(1, row.read / row.about) : null,
    failure: row.failed_at ? row.failure : null,
    said: row.failed_at ? row.reason : null,
    objects: row.objects,
    records: row.records,
    p50: row.p50,
    p95: row.p95,
    breakers,
    changeAt: row.change_at?.toISOString() ?? null,
    lag: row.lag === null ? null : Number(row.lag),
    aliveAt: row.alive_at?.toISOString() ?? null,
    queue: row.queue,
    oldest: row.oldest?.toISOString() ?? null,
    conflicts: row.conflicts,
    failed: row.failed,
    asked: row.asked,
    day: { made: row.made, shared: row.shared, heldBack: row.held_back, spared: row.spared },
    differences: row.compared_at && {
      at: row.compared_at.toISOString(),
      count: row.differences,
      objects: row.compared,
    },
    bypassed: row.bypassed,
    minutes: minutesOf(row.minutes ?? [], now),
  }
}

/** What is worst counts: off before everything, since then nothing else is known. */
export function stateOf(
  row: Pick<
    BoardRow,
    'off_since' | 'drill_since' | 'failed_at' | 'alive_at' | 'lost_at' | 'reading' | 'by_log' | 'objects'
  >,
  breakers: BoardLine['breakers'],
): { state: SystemState; since: Date | null } {
  if (row.off_since) return { state: 'off', since: row.off_since }
  if (row.drill_since) return { state: 'drill', since: row.drill_since }
  const dead = row.failed_at && (row.alive_at === null || row.alive_at <= row.failed_at)
  if (dead) return { state: 'unreachable', since: row.failed_at }
  if (row.reading?.includes('position-lost')) return { state: 'lost', since: row.lost_at }
  if (row.reading) return { state: 'loading', since: null }
  if (Object.values(breakers).some(each => each !== 'closed')) return { state: 'slow', since: null }
  if (row.by_log === null || row.objects === 0) return { state: 'idle', since: null }
  return { state: row.by_log ? 'following' : 'intervals', since: null }
}

const worstFirst: readonly BreakerShown[] = ['switched-off', 'open', 'probing', 'closed']

/** The worst that any process says of each purpose. */
function breakersOf(said: readonly Record<string, string>[]): BoardLine['breakers'] {
  const worst = (purpose: string) =>
    worstFirst.find(state => said.some(breakers => breakers[purpose] === state)) ?? 'closed'
  return Object.fromEntries(purposes.map(purpose => [purpose, worst(purpose)])) as BoardLine['breakers']
}

function minutesOf(known: readonly Minute[], now: Date): BoardLine['minutes'] {
  const byStep = new Map(known.map(minute => [minute.step, minute]))
  return Array.from({ length: steps }, (_, at) => {
    const ago = steps - 1 - at
    const { p95 = null, asked = 0, failed = 0 } = byStep.get(ago) ?? {}
    return { at: new Date(now.getTime() - ago * step * 60_000).toISOString(), p95, asked, failed }
  })
}
