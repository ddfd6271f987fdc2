import { addressOf, urlOf } from '../http-settings.ts'
import { overlapOf, overlapSetting, paceOf, pollSettings } from '../polling/pace.ts'
import { followStamps, stampedNow } from '../polling/stamps.ts'
import type { Connection, Connector, Settings, Surroundings } from '../port.ts'
import { changesOf } from './changes.ts'
import { checks } from './checks.ts'
import { readAll, readingFailed, readKeys } from './reading.ts'
import { erpOf } from './session.ts'
import { modelsOf } from './shape.ts'
import { writeRecord } from './writing.ts'

/** Tryton 6 or newer, by its JSON-RPC: read and written as an account of people does, asked for what it has stamped. */
export const tryton: Connector = {
  kind: 'tryton',
  abilities: ['read', 'poll', 'write'],
  settings: [
    { key: 'url', kind: 'text', required: true },
    { key: 'database', kind: 'text', required: true },
    { key: 'user', kind: 'text', required: true },
    { key: 'password', kind: 'secret', required: true },
    ...pollSettings,
    overlapSetting,
  ],
  addresses: settings => [addressOf(urlOf(settings, 'url'))],
  open: (settings, surroundings) => Promise.resolve().then(() => connectionOf(settings, surroundings)),
}

function connectionOf(settings: Settings, { send }: Surroundings): Connection {
  const erp = erpOf(settings, send)
  const models = modelsOf(erp)
  const polled = { source: changesOf(erp), overlap: overlapOf(settings), pace: paceOf(settings) }
  return {
    test: signal =>
      checks(erp, settings, signal).catch(error => {
        throw readingFailed('its models', error)
      }),
    objects: signal =>
      models(signal).catch(error => {
        throw readingFailed('its models', error)
      }),
    read: (asked, signal) => readKeys(erp, asked, signal),
    readAll: (asked, signal) => readAll(erp, asked, signal),
    now: (objects, signal) => stampedNow(polled, objects, signal),
    follow: (asked, signal) => followStamps(polled, asked, signal),
    write: (write, signal) => writeRecord(erp, write, signal),
    close: () => erp.close(),
  }
}
