import { row } from '../../../../platform/database/statement.ts'
import type { HealthCheck } from '../../../../platform/module.ts'

/** How far keys and pairs are behind what was written. More than ten minutes is too far. */
export const matchingHealth: HealthCheck = {
  name: 'matching.keys',
  run: async ctx => {
    const state = await row<{ lag: number; acts: number; shared: number; waiting: number }>(
      ctx.db,
      `select coalesce(greatest(
           (select extract(epoch from now() - min(begun_at)) from matching.catch_up where keyed_at is null),
           (select max((select extract(epoch from now() - min(e.at)) from platform.event e where (e.xid, e.id) > (r.xid, r.id) and e.kind = substr(r.name, 15)))
            from platform.event_reader r where r.name like 'matching.keys.%')), 0)::int as lag,
         (select count(*)::int from matching.catch_up where ended_at is null) as acts,
         (select count(*)::int from matching.shared_key) as shared,
         (select count(*)::int from matching.pair where settled_at is null) as waiting`,
    )
    const { lag = 0, acts = 0, shared = 0, waiting = 0 } = state ?? {}
    return { ok: lag < 600, detail: { lag, acts, shared, waiting } }
  },
}
