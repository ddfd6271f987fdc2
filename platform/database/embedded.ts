import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import { findBinaries } from './embedded/binaries.ts'
import { type Access, ensureCluster, freePort, readAccess, urlOf, writeAccess } from './embedded/cluster.ts'
import { type Owner, currentOwner, takeOwnership } from './embedded/owner.ts'
import { type Place, placeDatabase } from './embedded/place.ts'
import { type Settings, settingsFor } from './embedded/settings.ts'
import { supervise } from './embedded/supervisor.ts'

/** A running embedded database. */
export type EmbeddedDatabase = {
  /** Address with password; stays the same when the server is restarted. */
  readonly url: string
  /** Process id of the PostgreSQL server at this moment (0 when another process of ours runs it). */
  readonly pid: number
  /** True when another process of ours started the server; then `stop` leaves it running. */
  readonly joined: boolean
  /** Stops the server cleanly and gives the data folder free. */
  stop: () => Promise<void>
}

export type EmbeddedOptions = {
  dataFolder: string
  log: Logger
  /** What to do when another living process runs the database of this folder; default: refuse with `AlreadyRunning`. */
  whenRunning?: 'refuse' | 'join'
  /** Replaces single server settings (tests switch fsync off). */
  settings?: Settings
}

/** Another living process runs the database of this data folder. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning'
  readonly owner: Owner
  constructor(dataFolder: string, owner: Owner) {
    super(
      `The data folder ${dataFolder} is in use by process ${owner.pid} (${owner.command}, since ${owner.since}). ` +
        'Stop that process first, or choose another folder with TESSERA_DATA.',
    )
    this.owner = owner
  }
}

/**
 * Starts the PostgreSQL of the data folder (creates it at the first start) and restarts it whenever it dies. A server
 * left running by a killed process is taken over; a second one is never started on the same folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const place = placeDatabase(options.dataFolder, options.log)
  for (;;) {
    const ownership = takeOwnership(place.home)
    if (ownership.taken) {
      try {
        return await own(place, options, ownership.release)
      } catch (error) {
        ownership.release()
        throw error
      }
    }
    if (options.whenRunning !== 'join') throw new AlreadyRunning(options.dataFolder, ownership.owner)
    const joined = await join(place)
    if (joined) return joined
  }
}

async function own(place: Place, options: EmbeddedOptions, release: () => void): Promise<EmbeddedDatabase> {
  const { log } = options
  const binaries = findBinaries(place)
  // Tests that do without fsync do without it at the creation as well.
  const flags = options.settings?.fsync === 'off' ? ['--no-sync'] : []
  let access = await ensureCluster(place, binaries, flags)
  const settingsNow = () => ({ ...settingsFor({ binaries, port: access.port }), ...options.settings })
  const server = await supervise({ place, binaries, log, settings: settingsNow() }, async () => {
    // The port of last time is taken by a stranger: move to another one.
    access = { ...access, port: await freePort() }
    writeAccess(place, access)
    return settingsNow()
  })
  try {
    await ensureDatabase(access)
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    url: urlOf(access),
    joined: false,
    get pid() {
      return server.pid()
    },
    stop: async () => {
      await server.stop()
      release()
    },
  }
}

/** Waits for the database another process is starting; null when that process ends meanwhile. */
async function join(place: Place): Promise<EmbeddedDatabase | null> {
  while (currentOwner(place.home)) {
    const access = readAccess(place)
    if (access && (await answers(access))) {
      return { url: urlOf(access), joined: true, pid: 0, stop: () => Promise.resolve() }
    }
    await sleep(50)
  }
  return null
}

async function answers(access: Access): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(access) })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Makes the database where it is missing. A server that was taken over may be dying at that moment (one with much memory
 * takes a while to let go of it); the supervisor then starts another, and we ask that one.
 */
async function ensureDatabase(access: Access): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await makeDatabase(access)
    } catch (error) {
      if (tries === 60 || !isConnectionLoss(error)) throw error
      await sleep(250)
    }
  }
}

/** Nobody listens, nobody answers, or the server is going down or coming up (SQLSTATE 57P). */
function isConnectionLoss(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return /^(ECONN|EPIPE|57P)/.test(code ?? '') || /connection terminated|timeout/i.test(message ?? '')
}

async function makeDatabase(access: Access): Promise<void> {
  const client = new pg.Client({
    connectionString: urlOf(access, 'postgres'),
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [access.database])
    if (found.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(access.database)}`)
  } finally {
    await client.end()
  }
}
