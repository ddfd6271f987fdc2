import pino from 'pino'
import { startEmbedded } from '../../../../platform/database/embedded.ts'
import type { Settings } from '../../../../platform/database/embedded/settings.ts'
import { systemFolder } from './program.ts'

/** A second PostgreSQL, which is somebody else's: needs nothing installed. */
export type OtherPostgres = {
  /** Address of its database, with the rights of a superuser; stays the same over `stop` and `start`. */
  readonly url: string
  /** Process id of the server; another one after `start`, or after a kill, when its supervisor starts it again at once. */
  pid: () => number
  start: () => Promise<void>
  stop: () => Promise<void>
  /** Stops it and removes its files. */
  remove: () => Promise<void>
}

/** A log from which changes can be read, and which a dead reader cannot let grow without end. */
const logOfChanges: Settings = {
  wal_level: 'logical',
  max_slot_wal_keep_size: '64MB',
  max_wal_size: '128MB',
  min_wal_size: '32MB',
  shared_buffers: '64MB',
  fsync: 'off',
  full_page_writes: 'off',
}

/** Starts a PostgreSQL of its own in a temporary folder; `settings` replace or add settings of the server. */
export async function startOtherPostgres(settings: Settings = {}): Promise<OtherPostgres> {
  const folder = systemFolder('postgres')
  const launch = () =>
    startEmbedded({
      dataFolder: folder.path,
      log: pino({ level: 'silent' }),
      settings: { ...logOfChanges, ...settings },
    })
  try {
    let server = await launch()
    const { url } = server
    return {
      url,
      pid: () => server.pid,
      start: async () => {
        server = await launch()
      },
      stop: () => server.stop(),
      remove: () => server.stop().finally(folder.remove),
    }
  } catch (error) {
    folder.remove()
    throw error
  }
}
