import { overlapOf, overlapSetting, paceOf, pollSettings } from '../polling/pace.ts'
import type { Connection, Connector, Position, RemoteObject, Settings, Surroundings } from '../port.ts'
import { checks } from './checks.ts'
import { clientOf } from './client.ts'
import { createRecord, findRecords } from './creating.ts'
import { factsOf, hasReadableLog } from './facts.ts'
import { followLog, logPlace } from './following.ts'
import { followByPolls, type Polled, pollPlace } from './polled.ts'
import { readAll, readKeys } from './reading.ts'
import { tablesOf } from './shape.ts'
import { writeRecord } from './writing.ts'

/**
 * MariaDB (10.5 or newer) and MySQL (8.0 or newer, with GTIDs): read and written by SQL, followed by the log of rows; where that cannot be
 * read, asked at intervals.
 */
export const mysql: Connector = {
  kind: 'mysql',
  abilities: ['read', 'follow-log', 'poll', 'write', 'create'],
  settings: [
    { key: 'host', kind: 'text', required: true },
    { key: 'port', kind: 'number', initial: 3306 },
    { key: 'database', kind: 'text', required: true },
    { key: 'user', kind: 'text', required: true },
    { key: 'password', kind: 'secret' },
    { key: 'secure', kind: 'choice', options: ['', 'checked', 'unchecked'], initial: '' },
    // Where its log cannot be read.
    ...pollSettings,
    overlapSetting,
  ],
  addresses: settings => [{ host: String(settings.host), port: Number(settings.port ?? 3306) }],
  open: (settings, surroundings) => Promise.resolve(connectionOf(settings, surroundings)),
}

function connectionOf(settings: Settings, { mark, lookup }: Surroundings): Connection {
  const client = clientOf(settings, lookup)
  const polled = { client, pace: paceOf(settings), overlap: overlapOf(settings) }
  return {
    test: signal => checks(client, signal),
    objects: signal => tablesOf(client, signal),
    read: (asked, signal) => readKeys(client, asked, signal),
    readAll: (asked, signal) => readAll(client, asked, signal),
    now: (objects, signal) => placeNow(polled, objects, signal),
    follow: (asked, signal) =>
      'gtid' in asked.from
        ? followLog({ client, settings, mark, lookup }, asked, signal)
        : followByPolls(polled, asked, signal),
    write: (write, signal) => writeRecord({ client, mark }, write, signal),
    create: (creation, signal) => createRecord({ client, mark }, creation, signal),
    find: (asked, signal) => findRecords(client, asked, signal),
    close: () => client.close(),
  }
}

async function placeNow(
  polled: Polled,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const { client } = polled
  const facts = await factsOf(client, signal)
  const { server } = facts
  return hasReadableLog(facts)
    ? { gtid: await logPlace(client, facts.isMariaDb, signal), server }
    : pollPlace(polled, { objects, server }, signal)
}
