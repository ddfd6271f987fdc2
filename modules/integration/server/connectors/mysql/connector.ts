import { paceOf, pollSettings } from '../http-settings.ts'
import type { Connection, Connector, Position, RemoteObject, Settings, Surroundings } from '../port.ts'
import { checks } from './checks.ts'
import { type Client, clientOf } from './client.ts'
import { factsOf, hasReadableLog } from './facts.ts'
import { followLog, logPlace } from './following.ts'
import { followByPolls, reachedOf } from './polled.ts'
import { readAll, readKeys } from './reading.ts'
import { tablesOf } from './shape.ts'
import { writeRecord } from './writing.ts'

/**
 * MariaDB (10.5 or newer) and MySQL (8.0 or newer, with GTIDs): read and written by SQL, followed by the log of rows; where that cannot be
 * read, asked at intervals.
 */
export const mysql: Connector = {
  kind: 'mysql',
  abilities: ['read', 'follow-log', 'poll', 'write'],
  settings: [
    { key: 'host', kind: 'text', required: true },
    { key: 'port', kind: 'number', initial: 3306 },
    { key: 'database', kind: 'text', required: true },
    { key: 'user', kind: 'text', required: true },
    { key: 'password', kind: 'secret' },
    { key: 'secure', kind: 'choice', options: ['', 'checked', 'unchecked'], initial: '' },
    // Where its log cannot be read.
    ...pollSettings,
  ],
  addresses: settings => [{ host: String(settings.host), port: Number(settings.port ?? 3306) }],
  open: (settings, surroundings) => Promise.resolve(connectionOf(settings, surroundings)),
}

function connectionOf(settings: Settings, { mark }: Surroundings): Connection {
  const client = clientOf(settings)
  const { every, compare } = paceOf(settings)
  const beats = { changes: every, keys: compare }
  return {
    test: signal => checks(client, signal),
    objects: signal => tablesOf(client, signal),
    read: (asked, signal) => readKeys(client, asked, signal),
    readAll: (asked, signal) => readAll(client, asked, signal),
    now: (objects, signal) => placeNow(client, objects, signal),
    follow: (asked, signal) =>
      'gtid' in asked.from
        ? followLog({ client, settings, mark }, asked, signal)
        : followByPolls({ client, beats }, asked, signal),
    write: (write, signal) => writeRecord({ client, mark }, write, signal),
    close: () => client.close(),
  }
}

async function placeNow(
  client: Client,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const facts = await factsOf(client, signal)
  const { server } = facts
  return hasReadableLog(facts)
    ? { gtid: await logPlace(client, facts.isMariaDb, signal), server }
    : { reached: await reachedOf(client, objects, signal), server }
}
