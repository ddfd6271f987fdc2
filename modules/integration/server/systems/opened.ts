import { once } from 'node:events'
import type { Context } from '../../../../platform/context.ts'
import type { StandingWork } from '../../../../platform/jobs/job.ts'
import { type Guard, guardOf } from '../calls/guard.ts'
import type { Connection, Connector } from '../connectors/port.ts'
import { connectorOf } from '../connectors/kinds.ts'
import { settingsOf, surroundingsFor } from './secrets.ts'
import { limitsOf, type StoredSystem } from './system.ts'

/** The way of this process to one system: everything that is asked of it goes through its guard, but for streams. */
export type OpenSystem = {
  system: StoredSystem
  connector: Connector
  guard: Guard
  /** Under which we are known there: name of our place in its log, mark of our writes. */
  mark: string
  /** The connection; opened at the first need, and again after one that could not be opened. */
  connection: () => Promise<Connection>
}

type Opened = OpenSystem & { limits: string; close: () => Promise<void>; switchOn: (() => void) | null }
type Needs = Pick<Context, 'db' | 'files' | 'secrets' | 'outbound' | 'log'>

/** Ids are unique over all databases, so a process may serve several. */
const opened = new Map<string, Opened>()

/** The systems that this process has asked something of. */
export function openSystems(): readonly OpenSystem[] {
  return [...opened.values()]
}

/**
 * The way to a system as it is stored now, or later where this process knows of it already. Other settings make a new connection; what is known of its health stays unless its limits
 * are others. While it is off, or its sickness is practised, every call is held back.
 */
export function openSystem(ctx: Needs, system: StoredSystem): OpenSystem {
  const known = opened.get(system.id)
  // Who has read the system before it was changed must not bring its old settings back.
  if (known && known.system.version >= system.version) return known
  const limits = JSON.stringify(system.limits)
  const guard = known && known.limits === limits ? known.guard : guardOf(limitsOf(system))
  const fresh = openedOf(ctx, { system, limits, guard })
  const held = system.offSince !== null || system.drillSince !== null
  known?.switchOn?.()
  fresh.switchOn = held ? guard.switchOff() : null
  opened.set(system.id, fresh)
  void known?.close()
  return fresh
}

/** Closes the ways of the process when it stops. */
export const closingWork: StandingWork = {
  name: 'integration.close',
  where: 'everywhere',
  run: async ({ signal }) => {
    if (!signal.aborted) await once(signal, 'abort')
    await closeSystems()
  },
}

/** Gives up the ways to a system, or to all of them. */
export async function closeSystems(id?: string): Promise<void> {
  const closing = [...opened.values()].filter(({ system }) => id === undefined || system.id === id)
  for (const { system } of closing) opened.delete(system.id)
  await Promise.all(closing.map(({ close }) => close()))
}

function openedOf(
  ctx: Needs,
  { system, limits, guard }: { system: StoredSystem; limits: string; guard: Guard },
): Opened {
  const connector = connectorOf(ctx, system.kind)
  const mark = markOf(system.id)
  let connection: Promise<Connection> | null = null
  const open = async () => {
    const surroundings = await surroundingsFor(ctx, mark)
    return connector.open(settingsOf(ctx, system), surroundings)
  }
  return {
    system,
    connector,
    guard,
    mark,
    limits,
    switchOn: null,
    connection: () => {
      connection ??= open().catch((error: unknown) => {
        connection = null
        throw error
      })
      return connection
    },
    close: async () => {
      const open = await connection?.catch(() => null)
      await open
        ?.close()
        .catch((err: unknown) => ctx.log.debug({ err }, 'A connection did not close cleanly.'))
    },
  }
}

/** Short enough for names of slots and publications, and the same in every process. */
export function markOf(systemId: string): string {
  return `tessera_${systemId.replaceAll('-', '').slice(-12)}`
}
