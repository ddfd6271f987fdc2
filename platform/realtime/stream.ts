import type { FastifyInstance } from 'fastify'
import type { Actor } from '../access/actor.ts'
import { scopeOf } from '../access/scope.ts'
import type { EntityDescriptor } from '../entities/descriptor.ts'
import { Unauthenticated } from '../errors.ts'
import { endOfOutbox, type Position, positionAfter, readOutbox, type StoredEvent } from '../events/tail.ts'
import { wakeChannel } from '../events/wake.ts'
import type { Kernel } from '../kernel.ts'
import { apiPrefix } from '../http/server.ts'

type Client = { actor: Actor; write: (text: string) => void; end: () => void }

const pollEvery = 2000
const keepAlive = 20_000
const mostAtOnce = 1000

/**
 * Live updates for browsers as server-sent events: `{kind, entity, rootId, recordId}` of what was committed in any
 * process. It says that something changed, never what: the browser asks again through the API, which checks rights.
 */
export async function serveEvents(server: FastifyInstance, kernel: Kernel): Promise<() => Promise<void>> {
  const clients = new Set<Client>()
  const stopTail = await followOutbox(kernel, events => {
    for (const client of clients)
      for (const event of events) if (concerns(kernel, client.actor, event)) client.write(message(event))
  })
  server.get(`${apiPrefix}/events`, async (request, reply) => {
    const { cookie, authorization } = request.headers
    const actor = await kernel.access.authenticate({ cookie, authorization })
    if (!actor) throw new Unauthenticated()
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    })
    raw.write('retry: 2000\n\n')
    const client: Client = { actor, write: text => raw.write(text), end: () => raw.end() }
    clients.add(client)
    // Who has been signed out, or may do less by now, must not go on listening.
    const stayOrGo = async () => {
      const now = await kernel.access.authenticate({ cookie, authorization }).catch(() => client.actor)
      if (now) {
        client.actor = now
        raw.write(': here\n\n')
      } else raw.end()
    }
    const beat = setInterval(() => void stayOrGo(), keepAlive)
    request.raw.on('close', () => {
      clearInterval(beat)
      clients.delete(client)
    })
  })
  // Open streams would keep a stopping server waiting for ever.
  server.addHook('preClose', async () => {
    for (const client of clients) client.end()
  })
  return stopTail
}

function message({ kind, entity, root_id, record_id, batch_id }: StoredEvent): string {
  return `data: ${JSON.stringify({ kind, entity, rootId: root_id, recordId: record_id, batchId: batch_id })}\n\n`
}

/** Whoever sees all rows of an entity hears of each; others only of their own acts and of records not tied to rows. */
function concerns(kernel: Kernel, actor: Actor, event: StoredEvent): boolean {
  if (event.actor_id === actor.id || event.record_id === actor.id) return true
  const entity = entityOf(kernel, event.entity)
  if (!entity) return true
  // Of rows that their owners may keep to themselves an event does not say whose they are now.
  if (entity.scope.sharedSince) return false
  const scope = scopeOf(kernel.catalogue.registry(), entity, actor)
  return scope === 'all' || scope === 'unit' || scope === 'team'
}

/** The described entity of an event; rows that live with a root record are as visible as the root. */
function entityOf(kernel: Kernel, name: string): EntityDescriptor | undefined {
  const registry = kernel.catalogue.registry()
  const root = kernel.history.all.find(table => table.entity === name)?.root
  return registry.get(name) ?? (root === undefined ? undefined : registry.get(root))
}

/** Calls back with the events of every transaction from now on, soon after its commit. */
export async function followOutbox(
  kernel: Kernel,
  onEvents: (events: StoredEvent[]) => void,
): Promise<() => Promise<void>> {
  let position: Position = await endOfOutbox(kernel.database.db)
  let reading = false
  let again = false
  let stopped = false
  const read = async () => {
    again = true
    if (reading) return
    reading = true
    try {
      while (again && !stopped) {
        again = false
        const events = await readOutbox(kernel.database.db, position, mostAtOnce)
        position = positionAfter(events, position)
        if (events.length) onEvents(events)
        if (events.length === mostAtOnce) again = true
      }
    } catch (err) {
      if (!stopped) kernel.log.debug({ err }, 'The outbox could not be read; it is tried again.')
    } finally {
      reading = false
    }
  }
  const timer = setInterval(() => void read(), pollEvery)
  const unlisten = await kernel.database.listen({
    channel: wakeChannel,
    onMessage: () => void read(),
    onGap: () => void read(),
  })
  return async () => {
    stopped = true
    clearInterval(timer)
    await unlisten()
  }
}
