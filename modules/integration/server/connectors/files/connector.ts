import type { Connection, Connector, Settings, Surroundings } from '../port.ts'
import { checks } from './checks.ts'
import { folderStore } from './folder-store.ts'
import { followFiles } from './following.ts'
import { proposalsOf } from './proposing/proposing.ts'
import { placesNow, readAll, readKeys } from './reading.ts'
import { fileSettings, planOf } from './settings.ts'
import { sftpStore } from './sftp-store.ts'
import { objectsOf } from './shape.ts'
import type { Store } from './store.ts'
import { workWith } from './work.ts'
import { writeOut } from './writing.ts'

/** Milliseconds in which a trial sees whether a file still grows. */
const trialInterval = 300

const abilities: Connector['abilities'] = ['read', 'poll', 'write']

/** Files in a folder of this machine. `root` is the folder below which all such folders must lie. */
export function folderBelow(root: string): Connector {
  return {
    kind: 'folder',
    abilities,
    settings: [{ key: 'folder', kind: 'text', required: true }, ...fileSettings],
    addresses: () => [],
    open: async (settings, surroundings) =>
      connectionOf(folderStore(root, String(settings.folder ?? '')), settings, surroundings),
  }
}

/** Files in a folder of an SFTP server, which is known by its key. */
export const sftp: Connector = {
  kind: 'sftp',
  abilities,
  settings: [
    { key: 'host', kind: 'text', required: true },
    { key: 'port', kind: 'number', initial: 22 },
    { key: 'user', kind: 'text', required: true },
    { key: 'password', kind: 'secret' },
    { key: 'privateKey', kind: 'secret' },
    { key: 'passphrase', kind: 'secret' },
    { key: 'hostKey', kind: 'text' },
    { key: 'folder', kind: 'text', initial: '.' },
    ...fileSettings,
  ],
  addresses: settings => [{ host: String(settings.host), port: Number(settings.port || 22) }],
  open: async (settings, surroundings) =>
    connectionOf(sftpStore(settings, surroundings.lookup), settings, surroundings),
}

/** A connection to files, wherever they lie; throws `Invalid` where the settings cannot be read. */
export function connectionOf(store: Store, settings: Settings, { log, isTrial }: Surroundings): Connection {
  const said = planOf(settings)
  // Who looks for a moment waits before the screen at every step.
  const plan = isTrial ? { ...said, interval: Math.min(said.interval, trialInterval) } : said
  const work = workWith(store, plan, log)
  return {
    test: signal => checks(work, signal),
    objects: signal => objectsOf(work, signal),
    propose: (told, signal) => proposalsOf(work, { told, signal }),
    read: (asked, signal) => readKeys(work, asked, signal),
    readAll: (asked, signal) => readAll(work, asked, signal),
    now: (objects, signal) => placesNow(work, objects, signal),
    follow: (asked, signal) => followFiles(work, asked, signal),
    ...(plan.writing ? { write: (write, signal) => writeOut(work, write, signal) } : {}),
    close: async () => {
      await store.close()
      await work.memory.close()
    },
  }
}
