import { setTimeout as sleep } from 'node:timers/promises'
import { CallFailed } from '../failures.ts'
import type { Position, RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { lsnOf } from './lsn.ts'
import { quoted } from './values.ts'

/** Our place in their log. One name serves slot and publication. */
export type Place = { name: string; client: Client }

type SlotRow = { confirmed: string; lost: string; active: string; system: string }

/** The slot as it stands; null where there is none. */
async function slotOf({ name, client }: Place, signal: AbortSignal): Promise<SlotRow | null> {
  const [found] = await client.rows(
    `select s.confirmed_flush_lsn::text as confirmed, (coalesce(to_jsonb(s) ->> 'wal_status', '') = 'lost')::text as lost, s.active::text as active,
       (select system_identifier::text from pg_control_system()) as system
     from pg_replication_slots s where s.slot_name = $1`,
    [name],
    signal,
  )
  return (found as SlotRow | undefined) ?? null
}

/** Makes publication and slot where they are missing, renews a slot that was given up, and answers where the log is now. */
export async function placeNow(
  place: Place,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const { name, client } = place
  await publish(place, objects, signal)
  const slot = await slotOf(place, signal)
  if (slot?.lost === 'true') await client.rows('select pg_drop_replication_slot($1)', [name], signal)
  if (!slot || slot.lost === 'true')
    await client.rows(`select pg_create_logical_replication_slot($1, 'pgoutput')`, [name], signal)
  const [now] = await client.rows(
    'select pg_current_wal_lsn()::text as lsn, (select system_identifier::text from pg_control_system()) as system',
    [],
    signal,
  )
  await untilVisible(client, signal)
  return { lsn: now?.lsn, system: now?.system }
}

/** Milliseconds; a transaction that is still at work then had not yet committed when the place was taken. */
const longestCommit = 3000

/**
 * A commit stands in the log before others see it (it waits for the disk meanwhile). Who reads behind such a place would neither
 * read nor be told of it; so those who were at work when the place was taken are waited for.
 */
async function untilVisible(client: Client, signal: AbortSignal): Promise<void> {
  const atWork = 'select txid_snapshot_xip(txid_current_snapshot())::text as id'
  const until = performance.now() + longestCommit
  let open = await client.rows(atWork, [], signal)
  while (open.length > 0 && performance.now() < until) {
    await sleep(20, undefined, { signal })
    const still = await client.rows(atWork, [], signal)
    open = open.filter(({ id }) => still.some(one => one.id === id))
  }
}

async function publish(
  { name, client }: Place,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<void> {
  const tables = objects.map(object => quoted(object.space, object.name)).join(', ')
  const [there] = await client.rows('select 1 as one from pg_publication where pubname = $1', [name], signal)
  const verb = there
    ? `alter publication ${quoted(name)} set table`
    : `create publication ${quoted(name)} for table`
  await client.rows(`${verb} ${tables}`, [], signal)
}

/**
 * Throws `position-lost` where the changes since the position cannot be had: the slot is gone or was given up for its size, it has
 * been read further by somebody, or the database is another one.
 */
export async function assertPlace(place: Place, from: Position, signal: AbortSignal): Promise<void> {
  const slot = await slotLetGo(place, signal)
  if (!slot) throw lost('Its place in the log (replication slot) is gone.')
  if (slot.lost === 'true')
    throw lost('The other server has given up our place in its log, since too much had gathered.')
  if (slot.system !== from.system)
    throw lost('It is another database server than before, or one that was set up anew.')
  if (lsnOf(slot.confirmed) > lsnOf(String(from.lsn)))
    throw lost('The log was read further than what is stored here, as after a restored backup.')
}

/** Milliseconds for which a process over there may hold a place whose reader has gone. */
const lettingGo = 2000

/** The slot as it stands, once the reader before has let go of it, or as it is after a while. */
async function slotLetGo(place: Place, signal: AbortSignal): Promise<SlotRow | null> {
  const until = performance.now() + lettingGo
  for (;;) {
    const slot = await slotOf(place, signal)
    if (slot?.active !== 'true' || performance.now() > until) return slot
    await sleep(20, undefined, { signal })
  }
}

function lost(message: string): CallFailed {
  return new CallFailed('position-lost', message)
}

/** Takes our place in the log away, so that nothing gathers for a reader who does not come back. */
export async function leave({ name, client }: Place, signal: AbortSignal): Promise<void> {
  await client.rows(
    'select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1 and not active',
    [name],
    signal,
  )
  await client.rows(`drop publication if exists ${quoted(name)}`, [], signal)
}
