import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { hear, listenedOf } from '../capture/hearing.ts'
import { pagesOf } from '../capture/telling.ts'
import type { RemoteValues } from '../connectors/port.ts'
import { calledThere, type MakingSettled, settledColumns, tellMaking } from '../making/telling.ts'
import type { JoinedObject } from '../systems/system.ts'
import type { Claimed } from './claiming.ts'
import type { Outcome } from './delivering.ts'

export type Ended = { operation: Claimed; outcome: Outcome }

/** Seconds until something is tried again that could not be sent, by the number of tries. */
function pauseAfter(attempts: number): number {
  return Math.min(60, 2 ** Math.min(attempts, 6))
}

type Settling = { ended: readonly Ended[]; objects: ReadonlyMap<string, JoinedObject>; systemName: string }

/** Writes what came of operations, many in one step: our copy and the customer follow what was written there, open pages are told. */
export async function settleEnded(ctx: Context, { ended, objects, systemName }: Settling): Promise<void> {
  // Before the operations are touched: acts of people lock customers first, and operations then.
  await followWritten(ctx, { ended, objects, systemName })
  const given = ended.map(({ operation, outcome }) => ({
    customer_id: operation.customerId,
    id: operation.id,
    attempts: operation.attempts,
    ...columnsOf(outcome, operation),
    ...madeColumns({ operation, outcome }, objects),
  }))
  const settled = await rows<MakingSettled & { id: string; kind: string }>(
    ctx.db,
    `update integration.operation o set state = e.state, confirmed_by = e.confirmed_by, theirs = e.theirs,
       key = coalesce(o.key, e.key), made_as = coalesce(e.made_as, o.made_as), reason = e.reason, said = e.said,
       due_at = case when e.pause is null then o.due_at else now() + e.pause * interval '1 second' end,
       ended_at = case when e.state in ('confirmed', 'conflict', 'failed') then now() end,
       decided_at = case when e.state in ('conflict', 'failed') then null else o.decided_at end,
       decided_by = case when e.state in ('conflict', 'failed') then null else o.decided_by end
     from jsonb_to_recordset($1::jsonb) e(customer_id uuid, id uuid, attempts int, state text, confirmed_by text, theirs jsonb, reason text,
       said text, pause int, key text, made_as text)
     where o.customer_id = e.customer_id and o.id = e.id and o.state = 'sent' and o.attempts = e.attempts
     returning o.id, o.kind, ${settledColumns}`,
    [JSON.stringify(given)],
  )
  const stuck = settled.filter(({ state }) => state === 'conflict' || state === 'failed')
  if (stuck.length > 0)
    await handOn(
      ctx,
      stuck.map(({ id }) => id),
    )
  const makings = settled.filter(({ kind, state }) => kind === 'make' && state !== 'sent')
  await tellMaking(
    ctx,
    makings.map(({ id: _, kind: __, ...making }) => making),
  )
  await tellSettled(
    ctx,
    settled
      .filter(({ state }) => state !== 'pending' && state !== 'sent')
      .map(({ customerId }) => customerId),
  )
}

/** A record that was made has a key now. */
function madeColumns({ operation, outcome }: Ended, objects: Settling['objects']) {
  const object = objects.get(operation.objectId)
  if (!operation.make || outcome.is !== 'confirmed' || !outcome.record || !object) return {}
  return { key: outcome.record.key, made_as: calledThere(object, outcome.record) }
}

function columnsOf(outcome: Outcome, { attempts }: Claimed) {
  switch (outcome.is) {
    case 'confirmed':
      return { state: 'confirmed', confirmed_by: outcome.by }
    case 'conflict':
      return {
        state: 'conflict',
        theirs: outcome.theirs,
        reason: outcome.theirs === null ? 'gone-there' : 'conflict',
      }
    case 'failed':
      return { state: 'failed', reason: outcome.reason, said: outcome.said }
    case 'back':
      return {
        state: 'pending',
        reason: outcome.reason,
        said: outcome.said,
        pause: outcome.held ? 1 : pauseAfter(attempts),
      }
    case 'unknown':
      return {
        state: 'sent',
        reason: 'no-answer',
        said: outcome.said,
        pause: Math.max(pauseAfter(attempts), Math.ceil(outcome.restless / 1000)),
      }
  }
}

/** Our copy takes what was written, unless it has heard something newer meanwhile; the record here follows it. */
async function followWritten(ctx: Context, { ended, objects, systemName }: Settling): Promise<void> {
  const written = ended.flatMap(({ operation, outcome }) =>
    outcome.is === 'confirmed' && !operation.make ? [{ ...operation, record: outcome.record }] : [],
  )
  for (const [objectId, group] of Map.groupBy(written, ({ objectId: id }) => id)) {
    const object = objects.get(objectId)
    if (!object) continue
    const copies = new Map(
      (
        await rows<{ key: string; values: RemoteValues }>(
          ctx.db,
          `select m.key, m.values from integration.mirror m join unnest($2::text[], $3::timestamptz[]) n(key, sent_at) on n.key = m.key
           where m.object_id = $1 and m.gone_at is null and m.seen_at <= n.sent_at`,
          [objectId, group.map(({ key }) => key), group.map(({ sentAt }) => sentAt)],
        )
      ).map(({ key, values }) => [key, values]),
    )
    const listened = await listenedOf(ctx, { object, all: [object], systemName })
    // What others have changed of the record meanwhile is left to whoever follows the system, or it would count as ours.
    const heard = group.flatMap(({ key, set, record }) => {
      const copy = copies.get(key)
      const names = Object.keys(set)
      const said = Object.fromEntries(names.map(name => [name, record?.values[name] ?? set[name] ?? null]))
      return copy ? [{ key, values: { ...copy, ...said }, version: record?.version ?? null }] : []
    })
    const at = new Date(Math.max(...group.map(({ sentAt }) => sentAt.getTime())))
    await hear(ctx, listened, { heard, at })
  }
}

/** What waits behind one that did not get there expects what that one expected; where it says all that one said, it takes its place. */
async function handOn({ db }: Context, ids: readonly string[]): Promise<void> {
  await run(
    db,
    `update integration.operation n set expected = n.expected || coalesce(
       (select jsonb_object_agg(e.key, e.value) from jsonb_each(s.expected) e where n.set ? e.key), '{}')
     from integration.operation s
     where s.id = any($1::uuid[]) and n.object_id = s.object_id and n.key = s.key and n.state in ('pending', 'asked') and n.id > s.id`,
    [ids],
  )
  await run(
    db,
    `update integration.operation s set decided_at = now(), replaced_by = n.id
     from integration.operation n
     where s.id = any($1::uuid[]) and n.object_id = s.object_id and n.key = s.key and n.state in ('pending', 'asked') and n.id > s.id
       and not exists (select 1 from jsonb_object_keys(s.set) k where not n.set ? k)`,
    [ids],
  )
}

/** Tells open pages of the customers that something has come of what they wait for. */
export async function tellSettled(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  for (const page of await pagesOf(ctx, customerIds))
    await ctx.emit({ kind: 'operation.settled', entity: 'customer', ...page })
}
