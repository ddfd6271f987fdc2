import type { Context } from '../../../../platform/context.ts'
import type { BodyOf, ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { Forbidden, Refusal, Refused } from '../../../../platform/errors.ts'
import type { JobDefinition } from '../../../../platform/jobs/job.ts'
import { changeContactPoint, changeCustomer } from '../../../customers/index.ts'
import { type cleaningEndpoints, sureConfidence } from '../../contract/cleaning.ts'
import { seenCustomers } from '../scope.ts'
import { stillHolds } from './propose.ts'
import { recordsOf } from './record.ts'

type Asked = BodyOf<typeof cleaningEndpoints.decide>
type Answer = ReplyOf<typeof cleaningEndpoints.decide>
type Done = Pick<Answer, 'decided' | 'dropped' | 'refused'>

type Chosen = {
  customerId: string
  id: string
  contactPointId: string | null
  patch: Record<string, unknown>
  basis: Record<string, unknown>
}

/** So many customers are changed while the person waits; more go to the background. */
const atOnce = 200

/**
 * Accepts or rejects proposals on customers the actor sees. Accepted ones are written as one act that can be undone; one
 * whose value has changed meanwhile is dropped and counted, one that a rule or a right forbids is refused and counted.
 */
export async function decideProposals(ctx: Context, asked: Asked): Promise<Answer> {
  if (!ctx.actor.permissions.has('customers.write')) throw new Forbidden('customers.write')
  if (!asked.ids && !asked.kind)
    throw new Refused('data-quality.nothing-chosen', 'Say which proposals: ids, or a kind.')
  const batchId = ctx.batch.id
  if (asked.decision === 'reject')
    return { state: 'done', decided: await rejectAll(ctx, asked), dropped: 0, refused: 0, batchId }
  const chosen = await choose(ctx, asked, atOnce + 1)
  if (new Set(chosen.map(({ customerId }) => customerId)).size <= atOnce)
    return { state: 'done', ...(await acceptAll(ctx, chosen)), batchId }
  await ctx.enqueue('data-quality.accept', {
    ...asked,
    batchId,
    label: ctx.batch.label,
    actorId: ctx.actor.id,
    channel: ctx.actor.channel,
  })
  return { state: 'running', decided: 0, dropped: 0, refused: 0, batchId }
}

function conditionOf(ctx: Context, { ids, kind, why, sure }: Asked, sql = sqlWriter()) {
  const where = ['p.decided_at is null', seenCustomers(ctx, { alias: 't', sql })]
  if (ids)
    where.push(
      `(p.customer_id, p.id) in (select * from unnest(${sql.bind(
        ids.map(one => one.customerId),
        'uuid[]',
      )}, ${sql.bind(
        ids.map(one => one.id),
        'uuid[]',
      )}))`,
    )
  if (kind) where.push(`p.kind = ${sql.bind(kind, 'text')}`)
  if (why !== undefined) where.push(`p.why = ${sql.bind(why, 'text')}`)
  if (sure) where.push(`p.confidence >= ${sql.bind(sureConfidence, 'real')}`)
  return { where: where.join(' and '), sql }
}

async function rejectAll(ctx: Context, asked: Asked): Promise<number> {
  const { where, sql } = conditionOf(ctx, asked)
  return run(
    ctx.db,
    `update data_quality.proposal q set decided_at = now(), decision = 'rejected', decided_by = ${sql.bind(ctx.actor.id, 'uuid')}
     from data_quality.proposal p join customers.v_customer t on t.id = p.customer_id
     where q.customer_id = p.customer_id and q.id = p.id and ${where}`,
    sql.values,
  )
}

/** Open proposals of the next customers, locked, whole customers at a time. */
async function choose(ctx: Context, asked: Asked, customers: number): Promise<Chosen[]> {
  const { where, sql } = conditionOf(ctx, asked)
  return rows<Chosen>(
    ctx.db,
    `select p.customer_id as "customerId", p.id, p.contact_point_id as "contactPointId", p.patch, p.basis
     from data_quality.proposal p join customers.v_customer t on t.id = p.customer_id
     where ${where} and p.customer_id in (
       select p.customer_id from data_quality.proposal p join customers.v_customer t on t.id = p.customer_id
       where ${where} group by 1 order by 1 limit ${sql.bind(customers, 'int')})
     order by p.customer_id, p.id for update of p`,
    sql.values,
  )
}

async function acceptAll(ctx: Context, chosen: readonly Chosen[]): Promise<Done> {
  const done: Done = { decided: 0, dropped: 0, refused: 0 }
  const groups = Map.groupBy(chosen, ({ customerId }) => customerId)
  // Locked before they are compared, in the order of their ids: nobody changes a value between the look and the write.
  await run(
    ctx.db,
    'select from customers.v_customer t where t.id = any($1::uuid[]) order by t.id for update',
    [[...groups.keys()]],
  )
  const records = await recordsOf(ctx.db, [...groups.keys()])
  for (const [customerId, proposals] of groups) {
    const standing = proposals.filter(proposal => stillHolds(proposal, records.get(customerId)))
    const gone = proposals.filter(proposal => !standing.includes(proposal))
    const written = standing.length > 0 && (await tryToWrite(ctx, customerId, standing))
    await settle(ctx, gone, 'dropped')
    await settle(ctx, standing, written ? 'accepted' : 'refused')
    done.dropped += gone.length
    done[written ? 'decided' : 'refused'] += standing.length
  }
  return done
}

/** Writes what is proposed for one customer; a refusal takes back only this customer. */
async function tryToWrite(ctx: Context, customerId: string, proposals: readonly Chosen[]): Promise<boolean> {
  await run(ctx.db, 'savepoint one_customer')
  try {
    const own = proposals.filter(({ contactPointId }) => contactPointId === null)
    const patch = Object.assign({}, ...own.map(one => one.patch)) as Record<string, unknown>
    if (own.length > 0) await changeCustomer(ctx, { id: customerId, patch })
    for (const { contactPointId, patch: input } of proposals)
      if (contactPointId) await changeContactPoint(ctx, { id: customerId, childId: contactPointId, input })
    await run(ctx.db, 'release savepoint one_customer')
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await run(ctx.db, 'rollback to savepoint one_customer')
    return false
  }
}

async function settle(ctx: Context, proposals: readonly Chosen[], decision: string): Promise<void> {
  if (proposals.length === 0) return
  await run(
    ctx.db,
    `update data_quality.proposal p set decided_at = now(), decided_by = $3, decision = $4, act_id = $5
     from unnest($1::uuid[], $2::uuid[]) c(customer_id, id) where p.customer_id = c.customer_id and p.id = c.id`,
    [
      proposals.map(one => one.customerId),
      proposals.map(one => one.id),
      ctx.actor.id,
      decision,
      decision === 'accepted' ? ctx.batch.id : null,
    ],
  )
}

/** Accepts a large choice in portions, all under the act of the request, so that it is undone as a whole. */
export const acceptJob: JobDefinition = {
  queue: 'data-quality.accept',
  run: async (work, data) => {
    const { batchId, label, actorId, channel, ...asked } = data as Asked & {
      batchId: string
      label: string
      actorId: string
      channel: 'screen' | 'api'
    }
    const actor = await work.actorOf(actorId, channel)
    if (!actor?.permissions.has('customers.write') || !actor.permissions.has('data-quality.manage')) return
    const step = { actor, batch: { id: batchId, label } }
    for (;;) {
      const taken = await work.step(step, async ctx => {
        const chosen = await choose(ctx, asked, atOnce)
        // What a person reads after a save is for that person; here nobody reads it.
        await acceptAll(ctx, chosen)
        return chosen.length
      })
      if (taken === 0 || work.signal.aborted) break
    }
    if (work.signal.aborted) throw new Error('The process stops; the rest is written later.')
    await work.step({ actor: work.system }, ctx =>
      ctx.emit({ kind: 'quality.cleaned', entity: 'quality', rootId: batchId, recordId: batchId }),
    )
  },
}
