import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { visibleFields } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { customerScope, familyOf, requireCustomer } from '../../../customers/index.ts'
import type { FieldThere, OperationView, operationEndpoints } from '../../contract/operations.ts'
import { offerOf } from '../making/offers.ts'
import type { FieldRule } from '../systems/system.ts'
import { isStuck, type Operation, operationColumns } from './operation.ts'

/** `title` is what people call a record that is to be made; a change has none. */
type Making = {
  kind: 'change' | 'make'
  offered: string | null
  recordId: string | null
  title: string | null
  madeAs: string | null
}

type Read = Operation &
  Making & {
    rootId: string
    rootName: string
    systemName: string
    object: string
    mapping: FieldRule[]
    wantedByName: string | null
  }

const columns = `${operationColumns('o')}, o.kind, o.offered, o.record_id as "recordId", o.title, o.made_as as "madeAs", r.id as "rootId", r.name as "rootName", s.name as "systemName", b.name as object, b.mapping,
  u.name as "wantedByName"`
const joins = `join customers.v_customer c on c.id = o.customer_id
  join customers.v_customer r on r.id = coalesce(c.merged_into, c.id)
  join integration.system s on s.id = o.system_id join integration.object b on b.id = o.object_id
  left join staff.v_user u on u.id = o.wanted_by`

/** Whoever sees the customer that is shown, or the record itself, sees what is to be written of it. */
function seen(ctx: Context, sql: SqlWriter): string {
  const root = customerScope(ctx, { alias: 'r', sql })
  return root === 'true' ? root : `(${root} or ${customerScope(ctx, { alias: 'c', sql })})`
}

type Asked = {
  state?: string | undefined
  system?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** What waits for somebody, oldest first, a page at a time. */
export async function stuckOperations(
  ctx: Context,
  { state, system, cursor, limit }: Asked,
): Promise<ReplyOf<(typeof operationEndpoints)['operations']>> {
  const sql = sqlWriter()
  const where = [isStuck('o'), seen(ctx, sql)]
  if (state) where.push(`o.state = ${sql.bind(state)}`)
  if (system) where.push(`o.system_id = ${sql.bind(system, 'uuid')}`)
  if (cursor) where.push(`o.id > ${sql.bind(cursor, 'uuid')}`)
  const found = await rows<Read>(
    ctx.db,
    `select ${columns} from integration.operation o ${joins} where ${where.join(' and ')} order by o.id limit ${sql.bind(limit + 1, 'int')}`,
    sql.values,
  )
  const page = found.slice(0, limit)
  return { items: await viewsOf(ctx, page), next: found.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** How much waits for somebody, by what it waits for and by system, and how much is on its way. */
export async function operationCounts(
  ctx: Context,
): Promise<ReplyOf<(typeof operationEndpoints)['operationCounts']>> {
  const sql = sqlWriter()
  const scope = seen(ctx, sql)
  const found = await rows<{ id: string; name: string; state: string; n: number }>(
    ctx.db,
    `select s.id, s.name, o.state, count(*)::int as n from integration.operation o ${joins}
     where ((${isStuck('o')}) or o.state in ('pending', 'sent')) and ${scope} group by 1, 2, 3 order by lower(s.name)`,
    sql.values,
  )
  const sum = (...states: string[]) =>
    found.filter(({ state }) => states.includes(state)).reduce((total, { n }) => total + n, 0)
  const stuck = found.filter(({ state }) => state !== 'pending' && state !== 'sent')
  return {
    asked: sum('asked'),
    conflict: sum('conflict'),
    failed: sum('failed'),
    onItsWay: sum('pending', 'sent'),
    systems: [...Map.groupBy(stuck, ({ id }) => id).values()].map(group => ({
      id: (group[0] as { id: string }).id,
      name: (group[0] as { name: string }).name,
      count: group.reduce((total, { n }) => total + n, 0),
    })),
  }
}

/** For so long a page says of a value that it has just arrived there. */
const justNow = '2 minutes'

/** What is to be said on the page of a customer: on its way, just arrived, waiting for somebody; throws `NotFound`. */
export async function operationsOf(ctx: Context, id: string): Promise<OperationView[]> {
  await requireCustomer(ctx, id)
  const [family] = await familyOf(ctx, [id])
  const found = await rows<Read>(
    ctx.db,
    `select ${columns} from integration.operation o ${joins}
     where o.customer_id = any($1::uuid[]) and o.kind = 'change' and ((${isStuck('o')}) or o.state in ('pending', 'sent')
       or (o.state = 'confirmed' and o.ended_at > now() - interval '${justNow}')) order by o.id`,
    [family?.ids ?? [id]],
  )
  return viewsOf(ctx, found)
}

/** One operation that the actor sees, locked until the end of the transaction; `customerIds`: only of these records. */
export async function operationOf(
  ctx: Context,
  { customerIds, id, kind }: { customerIds: readonly string[] | null; id: string; kind?: Read['kind'] },
): Promise<Read | undefined> {
  const sql = sqlWriter()
  const where = [`o.id = ${sql.bind(id, 'uuid')}`, seen(ctx, sql)]
  if (kind) where.push(`o.kind = ${sql.bind(kind)}`)
  if (customerIds) where.push(`o.customer_id = any(${sql.bind(customerIds, 'uuid[]')})`)
  return row<Read>(
    ctx.db,
    `select ${columns} from integration.operation o ${joins} where ${where.join(' and ')} for update of o`,
    sql.values,
  )
}

export type OperationRead = Read

async function viewsOf(ctx: Context, found: readonly Read[]): Promise<OperationView[]> {
  const entity = ctx.catalogue.entity('customer')
  const visible = new Set(visibleFields(entity, ctx.actor).map(({ key }) => key))
  const hidden = new Set(entity.fields.map(({ key }) => key).filter(key => !visible.has(key)))
  const seenMakings = await makingsSeen(ctx, found)
  return found.map(read =>
    read.kind === 'make' && !seenMakings.has(String(read.recordId)) ? closed(read) : viewOf(read, hidden),
  )
}

/** What is to be made is as visible as the record itself, whoever sees the customer. */
async function makingsSeen(ctx: Context, found: readonly Read[]): Promise<Set<string>> {
  const makings = Map.groupBy(
    found.filter(({ kind }) => kind === 'make'),
    ({ offered }) => String(offered),
  )
  const visible = new Set<string>()
  for (const [offered, group] of makings)
    for (const id of await offerOf(offered).seen(
      ctx,
      group.map(({ recordId }) => String(recordId)),
    ))
      visible.add(id)
  return visible
}

/** Only that there is one, and why it waits. */
function closed(read: Read): OperationView {
  const view = viewOf(read, new Set())
  return { ...view, title: null, fields: [], hidden: view.fields.length, said: null }
}

function viewOf(read: Read, hidden: ReadonlySet<string>): OperationView {
  const rules = new Map(read.mapping.map(rule => [rule.field, rule]))
  const all = Object.keys(read.set).map((field): FieldThere => {
    const rule = rules.get(field)
    return {
      field,
      target: rule?.target ?? null,
      label: rule?.label ?? null,
      base: read.expected[field] ?? null,
      theirs: read.theirs?.[field] ?? null,
      mine: read.set[field] ?? null,
    }
  })
  const fields = all.filter(({ target }) => target === null || !hidden.has(target))
  return {
    id: read.id,
    kind: read.kind,
    title: read.title,
    state: read.state as OperationView['state'],
    customer: { id: read.rootId, name: read.rootName },
    recordId: read.customerId,
    system: { id: read.systemId, name: read.systemName },
    object: read.object,
    key: read.kind === 'make' ? (read.madeAs ?? read.key) : read.key,
    fields,
    hidden: all.length - fields.length,
    goneThere: read.reason === 'gone-there',
    reason: read.reason,
    // What the other system says of a refusal may name the value.
    said: fields.length < all.length ? null : read.said,
    wantedBy: { id: read.wantedBy, name: read.wantedByName },
    wantedAt: read.wantedAt.toISOString(),
    endedAt: read.endedAt?.toISOString() ?? null,
    attempts: read.attempts,
  }
}
