import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import { customerScope } from '../../../customers/index.ts'
import { leaseSeconds } from '../capture/lease.ts'
import type { RemoteValues } from '../connectors/port.ts'
import type { JoinedObject, StoredSystem } from '../systems/system.ts'

/** How far the changes of a system are followed: until when nothing had gone wrong, and whether by its own log. Times are ISO instants. */
export type Followed = { covers: string[]; byLog: boolean; aliveAt: string | null; failedAt: string | null }

/**
 * A reader that hears nothing new tells so by renewing his lease. Where a system is asked at intervals, this is right to within one of
 * them. `f` is the stream.
 */
export const followedJson = `json_build_object('covers', f.covers, 'byLog', coalesce(f.position ?| array['lsn', 'gtid'], false),
  'aliveAt', greatest(f.alive_at, case when f.held_until is not null
    then least(coalesce(f.failed_at, now()), f.held_until - interval '${leaseSeconds} seconds') end), 'failedAt', f.failed_at)`

export type HeldSystem = StoredSystem & { stream: Followed | null }

/** Our copy of a customer's record there; without values where nothing was heard of it yet. */
export type HeldRecord = {
  objectId: string
  key: string
  recordId: string
  values: RemoteValues | null
  seenAt: string | null
  goneAt: string | null
}

/** Our copy of a document, by what its fields say. `date` is '' where there is none: it is sorted by. */
export type HeldDocument = {
  objectId: string
  key: string
  title: string | null
  date: string
  amount: string | null
  currency: string | null
  status: string | null
  seenAt: string
}

export type Sum = { objectId: string; currency: string | null; amount: string | null; count: number }

/** All that is held here of a customer's family from other systems. */
export type Held = {
  rootId: string
  systems: HeldSystem[]
  objects: JoinedObject[]
  records: HeldRecord[]
  documents: HeldDocument[]
  sums: Sum[]
}

/** Documents of a kind that come with the page, and one more that says whether there are others. */
export const shownDocuments = 10

/** A record that was joined of more records than these shows the first of them. */
const mostRecords = 200

/**
 * The family that the actor sees, as the page of a customer takes it: `root` is what is shown, empty where he sees nothing. `$1` is the id
 * that was asked for.
 */
export function familySeen(ctx: Context, sql: SqlWriter): string {
  const root = customerScope(ctx, { alias: 'r', sql })
  const seen = customerScope(ctx, { alias: 't', sql })
  return `root as materialized (select t.id from customers.v_customer t where t.id = coalesce(
      (select r.id from customers.v_customer a join customers.v_customer r on r.id = a.merged_into where a.id = $1 and ${root}), $1) and ${seen}),
    family as materialized (select id from root union all
      select m.id from root join customers.v_customer m on m.merged_into = root.id)`
}

/**
 * With the family's records there (`recs`), what is joined of their systems (`objects`) and their documents (`docs`), also those that
 * hang on other documents.
 */
export function familyThere(ctx: Context, sql: SqlWriter): string {
  const say = (role: string) => `m.values ->> (o.document ->> '${role}')`
  const document = `m.object_id, m.key, ${say('title')} as title, coalesce(${say('date')}, '') as date, ${say('amount')} as amount,
      ${say('currency')} as currency, ${say('state')} as status, m.seen_at`
  const below = `join objects o on o.parent_id = p.object_id and o.role = 'document' cross join lateral
        (select * from integration.mirror m where m.object_id = o.id and m.parent_key = p.key and m.gone_at is null) m`
  return `with recursive ${familySeen(ctx, sql)},
    recs as materialized (select c.object_id, c.key, c.record_id from family f
      join integration.crosswalk c on c.record_id = f.id order by c.object_id, c.key limit ${mostRecords}),
    objects as materialized (select o.* from integration.object o where o.system_id in (
      select p.system_id from integration.object p where p.id in (select object_id from recs))),
    docs as (
      select ${document}, 1 as depth from recs p ${below}
      union all
      select ${document}, p.depth + 1 from docs p ${below} where p.depth < 5)`
}

/** By bytes, so that a cursor means the same in every database. */
export const newestFirst = `date collate "C" desc, key collate "C" desc`

export const documentColumns = `d.object_id as "objectId", d.key, d.title, d.date, d.amount, d.currency, d.status, d.seen_at as "seenAt"`

const list = (inner: string) => `(select coalesce(json_agg(x), '[]')::text from (${inner}) x)`

/** A text that is no number counts as a document without an amount. */
const number = `case when d.amount ~ '^-?[0-9]{1,15}([.][0-9]{1,10})?$' then d.amount::numeric end`

const parts = {
  systems:
    list(`select s.id, s.version, s.name, s.kind, s.settings, s.sealed, s.limits, s.off_since as "offSince", s.drill_since as "drillSince",
      case when f.system_id is not null then ${followedJson} end as stream
    from integration.system s left join integration.stream f on f.system_id = s.id
    where s.id in (select system_id from objects) order by lower(s.name)`),
  objects:
    list(`select o.id, o.system_id as "systemId", o.version, o.space, o.name, o.shape, o.role, o.document, o.parent_id as "parentId",
      o.parent_fields as "parentFields", o.mapping from objects o order by o.role, o.parent_id is not null, o.name`),
  records:
    list(`select r.object_id as "objectId", r.key, r.record_id as "recordId", m.values, m.seen_at as "seenAt", m.gone_at as "goneAt"
    from recs r left join lateral (select * from integration.mirror m where m.object_id = r.object_id and m.key = r.key) m on true
    order by r.object_id, r.key`),
  documents:
    list(`select ${documentColumns} from (select d.*, row_number() over (partition by object_id order by ${newestFirst}) as place from docs d) d
    where d.place <= ${shownDocuments + 1} order by d.object_id, d.place`),
  sums: list(`select d.object_id as "objectId", d.currency, sum(${number})::text as amount, count(*)::int as count
    from docs d group by d.object_id, d.currency order by 1, 4 desc, 2`),
}

type Answer = Record<keyof typeof parts, string> & { root: string | null }

/** The statement of the page part, for the benchmark to send beside us. */
export function compileHeld(ctx: Context, id: string): { text: string; values: unknown[] } {
  const sql = sqlWriter()
  sql.bind(id, 'uuid')
  const columns = Object.entries(parts).map(([name, part]) => `${part} as ${name}`)
  return {
    text: `${familyThere(ctx, sql)} select (select id from root) as root, ${columns.join(', ')}`,
    values: sql.values,
  }
}

/** What is held here of a customer from other systems, in one statement and one journey; throws `NotFound`. */
export async function heldOf(ctx: Context, id: string): Promise<Held> {
  const { text, values } = compileHeld(ctx, id)
  const found = await row<Answer>(ctx.db, keptPlan(text), values)
  if (!found?.root) throw new NotFound('customer')
  const read = <T>(part: keyof typeof parts) => JSON.parse(found[part]) as T[]
  const systems = read<HeldSystem & { offSince: string | null; drillSince: string | null }>('systems')
  const moment = (iso: string | null) => (iso === null ? null : new Date(iso))
  return {
    rootId: found.root,
    systems: systems.map(each => ({
      ...each,
      offSince: moment(each.offSince),
      drillSince: moment(each.drillSince),
    })),
    objects: read('objects'),
    records: read('records'),
    documents: read('documents'),
    sums: read('sums'),
  }
}
