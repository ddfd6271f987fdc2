import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import type { Position } from '../connectors/port.ts'

/** Another process follows this system now; nothing of ours may be stored any more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
  constructor() {
    super('Another process follows this system now.')
  }
}

export type Stream = { position: Position | null; covers: string[]; lostAt: Date | null }

/** How long a holder that gives no sign of life keeps the others away. */
export const leaseSeconds = 15
export const renewEvery = 5000

const lease = `held_until = now() + interval '${leaseSeconds} seconds'`

type Holding = { systemId: string; holder: string }

/** Takes the stream of a system where nobody holds it; null where somebody does. */
export async function takeLease(
  { db }: Pick<Context, 'db'>,
  { systemId, holder }: Holding,
): Promise<Stream | null> {
  await run(db, 'insert into integration.stream (system_id) values ($1) on conflict do nothing', [systemId])
  const taken = await row<Stream>(
    db,
    `update integration.stream set holder = $2, ${lease}
     where system_id = $1 and (holder is null or holder = $2 or held_until < now())
     returning position, covers, lost_at as "lostAt"`,
    [systemId, holder],
  )
  return taken ?? null
}

/** Tells that the holder lives; throws `LeaseLost`. */
export async function renewLease({ db }: Pick<Context, 'db'>, { systemId, holder }: Holding): Promise<void> {
  const held = await row(
    db,
    `update integration.stream set ${lease} where system_id = $1 and holder = $2 returning 1 as held`,
    [systemId, holder],
  )
  if (!held) throw new LeaseLost()
}

/**
 * Throws `LeaseLost` where another process holds the stream, without keeping anybody from it: what a reading stores late does no harm,
 * since our copy keeps what was heard after it.
 */
export async function assertHolding(
  { db }: Pick<Context, 'db'>,
  { systemId, holder }: Holding,
): Promise<void> {
  const held = await row(
    db,
    'select 1 as held from integration.stream where system_id = $1 and holder = $2',
    [systemId, holder],
  )
  if (!held) throw new LeaseLost()
}

/** Gives the stream back, so that another process need not wait for its end. */
export async function giveLease({ db }: Pick<Context, 'db'>, { systemId, holder }: Holding): Promise<void> {
  await run(
    db,
    'update integration.stream set holder = null, held_until = null where system_id = $1 and holder = $2',
    [systemId, holder],
  )
}

/** Moves the position on, in the transaction that stores what lies before it; throws `LeaseLost`. */
export async function moveOn(
  { db, now }: Pick<Context, 'db' | 'now'>,
  {
    systemId,
    holder,
    position,
    changedAt,
    stored,
  }: Holding & { position: Position; changedAt: Date | null; stored: boolean },
): Promise<void> {
  const held = await row(
    db,
    `update integration.stream set position = $3, alive_at = $5, change_at = coalesce($4, change_at),
       stored_at = case when $6 then $5 else stored_at end, failed_at = null, failure = null, reason = null, ${lease}
     where system_id = $1 and holder = $2 returning 1 as held`,
    [systemId, holder, JSON.stringify(position), changedAt, now, stored],
  )
  if (!held) throw new LeaseLost()
}

/** Begins at a new place that covers these objects. */
export async function beginAt(
  { db, now }: Pick<Context, 'db' | 'now'>,
  {
    systemId,
    holder,
    position,
    covers,
    lost,
  }: Holding & { position: Position; covers: readonly string[]; lost: boolean },
): Promise<void> {
  const held = await row(
    db,
    `update integration.stream set position = $3, covers = $4, alive_at = $5, failed_at = null, failure = null, reason = null,
       lost_at = case when $6 then coalesce(lost_at, $5) else lost_at end, ${lease}
     where system_id = $1 and holder = $2 returning 1 as held`,
    [systemId, holder, JSON.stringify(position), covers, now, lost],
  )
  if (!held) throw new LeaseLost()
}

/** Notes why the system is not followed at the moment. `forget`: the position is no longer to be had. */
export async function noteFailure(
  { db, now }: Pick<Context, 'db' | 'now'>,
  {
    systemId,
    holder,
    failure,
    reason,
    forget,
  }: Holding & { failure: string; reason: string; forget: boolean },
): Promise<void> {
  await run(
    db,
    `update integration.stream set failed_at = coalesce(failed_at, $3), failure = $4, reason = $5,
       position = case when $6 then null else position end, lost_at = case when $6 then $3 else lost_at end
     where system_id = $1 and holder = $2`,
    [systemId, holder, now, failure, reason.slice(0, 1000), forget],
  )
}
