import { overlapOf, overlapSetting, paceOf, pollSettings } from '../polling/pace.ts'
import { followStamps, stampedNow } from '../polling/stamps.ts'
import type { Connection, Connector, Settings, Surroundings } from '../port.ts'
import { changesOf } from './changes.ts'
import { checks } from './checks.ts'
import { directoryOf } from './directory.ts'
import { addressOf } from './lines.ts'
import { readAll, readKeys, type Searched } from './reading.ts'
import { basesOf, classesOf } from './shape.ts'

/** A directory (LDAP 3); it is read and never written. Changes are seen where it is OpenLDAP. */
export const ldap: Connector = {
  kind: 'ldap',
  abilities: ['read', 'poll'],
  settings: [
    { key: 'host', kind: 'text', required: true },
    { key: 'port', kind: 'number' },
    { key: 'secure', kind: 'choice', options: ['start-tls', 'ldaps', ''], initial: 'start-tls' },
    { key: 'authority', kind: 'long-text' },
    { key: 'user', kind: 'text' },
    { key: 'password', kind: 'secret' },
    { key: 'bases', kind: 'long-text' },
    { key: 'key', kind: 'text', initial: 'entryUUID' },
    ...pollSettings,
    overlapSetting,
  ],
  addresses: settings => [addressOf(settings)],
  open: (settings, surroundings) => Promise.resolve(connectionOf(settings, surroundings)),
}

function connectionOf(settings: Settings, { lookup }: Surroundings): Connection {
  const directory = directoryOf(settings, lookup)
  const searched: Searched = { directory, bases: signal => basesOf(directory, settings, signal) }
  const polled = { source: changesOf(searched), overlap: overlapOf(settings), pace: paceOf(settings) }
  return {
    test: signal => checks(directory, settings, signal),
    objects: signal => classesOf(directory, settings, signal),
    read: (asked, signal) => readKeys(searched, asked, signal),
    readAll: (asked, signal) => readAll(searched, asked, signal),
    now: (objects, signal) => stampedNow(polled, objects, signal),
    follow: (asked, signal) => followStamps(polled, asked, signal),
    close: () => Promise.resolve(directory.close()),
  }
}
