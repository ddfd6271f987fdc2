import { overlapOf, overlapSetting, paceOf, pollSettings } from '../polling/pace.ts'
import type { Connection, Connector, Settings, Surroundings } from '../port.ts'
import { checks } from './checks.ts'
import { clientOf } from './client.ts'
import { createRecord, findRecords } from './creating.ts'
import { hasReadableLog, logFacts } from './facts.ts'
import { followLog } from './following.ts'
import { followByPolls, pollPlace } from './polled.ts'
import { readAll, readKeys } from './reading.ts'
import { tablesOf } from './shape.ts'
import { leave, placeNow } from './slot.ts'
import { writeRecord } from './writing.ts'

/** PostgreSQL 10 or newer: read and written by SQL, followed by its log (pgoutput); where that may not be read, asked at intervals. */
export const postgres: Connector = {
  kind: 'postgres',
  abilities: ['read', 'follow-log', 'poll', 'write', 'create'],
  settings: [
    { key: 'host', kind: 'text', required: true },
    { key: 'port', kind: 'number', initial: 5432 },
    { key: 'database', kind: 'text', required: true },
    { key: 'user', kind: 'text', required: true },
    { key: 'password', kind: 'secret' },
    { key: 'secure', kind: 'choice', options: ['', 'checked', 'unchecked'], initial: '' },
    // Where its log cannot be read.
    ...pollSettings,
    overlapSetting,
  ],
  addresses: settings => [{ host: String(settings.host), port: Number(settings.port ?? 5432) }],
  open: (settings, surroundings) => Promise.resolve(connectionOf(settings, surroundings)),
}

function connectionOf(settings: Settings, { mark, lookup }: Surroundings): Connection {
  const client = clientOf(settings, lookup)
  const place = { name: mark, client }
  const polled = { client, pace: paceOf(settings), overlap: overlapOf(settings) }
  return {
    test: signal => checks(client, signal),
    objects: signal => tablesOf(client, signal),
    read: (asked, signal) => readKeys(client, asked, signal),
    readAll: (asked, signal) => readAll(client, asked, signal),
    now: async (objects, signal) =>
      hasReadableLog(await logFacts(client, objects, signal))
        ? placeNow(place, objects, signal)
        : pollPlace(polled, objects, signal),
    follow: (asked, signal) =>
      'lsn' in asked.from
        ? followLog({ place, settings, mark, lookup }, asked, signal)
        : followByPolls(polled, asked, signal),
    write: (write, signal) => writeRecord({ client, mark }, write, signal),
    create: (creation, signal) => createRecord({ client, mark }, creation, signal),
    find: (asked, signal) => findRecords(client, asked, signal),
    leave: signal => leave(place, signal),
    close: () => client.close(),
  }
}
