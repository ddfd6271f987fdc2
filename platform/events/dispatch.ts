import { contextFor, type Kernel, systemActor, allPermissions } from '../kernel.ts'
import { row, run } from '../database/statement.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Listener } from '../module.ts'
import type { Event } from './event.ts'
import { endOfOutbox, type Position, positionAfter, readOutbox, type StoredEvent } from './tail.ts'
import { wakeChannel } from './wake.ts'

type After = Extract<Listener, { when: 'after' }>

const pollEvery = 1000
const atOnce = 500

/**
 * Runs the *after* listeners of a worker until stopped. Each listener has its own place in the outbox, moved on in
 * the transaction of its work: an event reaches a listener's database writes exactly once, whoever dies when.
 */
export async function dispatchEvents(kernel: Kernel): Promise<() => Promise<void>> {
  const listeners = kernel.listeners.filter((listener): listener is After => listener.when === 'after')
  await registerReaders(kernel, listeners)
  let stopped = false
  let again = false
  let running: Promise<void> | null = null
  const turn = () => {
    if (stopped) return
    again = true
    running ??= (async () => {
      while (again && !stopped) {
        again = false
        for (const listener of listeners) while (!stopped && (await step(kernel, listener)));
      }
    })()
      .catch((err: unknown) => kernel.log.error({ err }, 'Reading the outbox failed; it is tried again.'))
      .finally(() => (running = null))
  }
  const timer = setInterval(turn, pollEvery)
  const unlisten = await kernel.database.listen({ channel: wakeChannel, onMessage: turn, onGap: turn })
  return async () => {
    stopped = true
    clearInterval(timer)
    await unlisten()
    await running
  }
}

/** A listener that is new to this database starts now, not with the history of years. */
async function registerReaders(kernel: Kernel, listeners: readonly After[]): Promise<void> {
  const { xid } = await endOfOutbox(kernel.database.db)
  for (const { name } of listeners) {
    await run(
      kernel.database.db,
      'insert into platform.event_reader (name, xid) values ($1, $2::xid8) on conflict do nothing',
      [name, xid],
    )
  }
}

/** Reads once for one listener; answers whether there may be more. Another worker at the same listener is left alone. */
async function step(kernel: Kernel, listener: After): Promise<boolean> {
  try {
    return await inTransaction(kernel.database.db, async db => {
      const at = await row<Position>(
        db,
        'select xid::text, id from platform.event_reader where name = $1 and retry_at <= now() for update skip locked',
        [listener.name],
      )
      if (!at) return false
      const found = await readOutbox(db, at, atOnce)
      if (found.length === 0) return false
      const ctx = contextFor(kernel, {
        db,
        actor: systemActor(allPermissions(kernel.modules), 'automation'),
        label: `${listener.name}.act`,
      })
      const wanted = found.filter(event => event.kind === listener.event)
      if (wanted.length) await listener.run(ctx, wanted.map(toEvent))
      const { xid, id } = positionAfter(found, at)
      await run(
        db,
        'update platform.event_reader set xid = $2::xid8, id = $3, read_at = now(), failures = 0, last_error = null where name = $1',
        [listener.name, xid, id],
      )
      return found.length === atOnce
    })
  } catch (error) {
    await noteFailure(kernel, listener, error)
    return false
  }
}

async function noteFailure(kernel: Kernel, listener: After, error: unknown): Promise<void> {
  kernel.log.error({ err: error, listener: listener.name }, 'A listener failed; its events wait.')
  await run(
    kernel.database.db,
    `update platform.event_reader set failures = failures + 1, last_error = $2,
       retry_at = now() + least(power(2, failures), 300) * interval '1 second' where name = $1`,
    [listener.name, error instanceof Error ? error.message.slice(0, 500) : String(error)],
  )
}

function toEvent(stored: StoredEvent): Event {
  return {
    kind: stored.kind,
    entity: stored.entity,
    rootId: stored.root_id,
    recordId: stored.record_id,
    data: { ...stored.data, batchId: stored.batch_id, actorId: stored.actor_id },
  }
}
