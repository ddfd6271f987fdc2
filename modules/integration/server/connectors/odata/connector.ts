import { httpOf } from '../http.ts'
import { accountOf, accountSettings, addressOf, isOpenToAll, urlOf, wakeSecret } from '../http-settings.ts'
import { finding } from '../findings.ts'
import { followMarks } from '../polling/marks.ts'
import { paceOf, pollSettings } from '../polling/pace.ts'
import type { Connection, Connector, Finding, RemoteObject, Settings, Surroundings } from '../port.ts'
import { askedOf, placeNow } from './changes.ts'
import { readAll, readKeys } from './reading.ts'
import { ask, pageOf, question, readSets, recordOf, type System } from './asking.ts'
import { writeRecord } from './writing.ts'

/** A service of OData 4 or 4.01 by its root address, described by its own $metadata. */
export const odata: Connector = {
  kind: 'odata',
  abilities: ['read', 'poll', 'write'],
  settings: [
    { key: 'address', kind: 'text', required: true },
    ...accountSettings,
    ...pollSettings,
    wakeSecret,
  ],
  addresses: settings => [addressOf(urlOf(settings, 'address'))],
  open: (settings, surroundings) => Promise.try(() => connectionOf(settings, surroundings)),
}

function connectionOf(settings: Settings, { send = fetch }: Surroundings): Connection {
  const root = urlOf(settings, 'address')
  const { headers, secrets } = accountOf(settings)
  const system: System = {
    http: httpOf({ origins: [root.origin], headers, secrets, send }),
    root,
    sets: null,
  }
  return {
    test: signal => checks(system, signal),
    objects: signal => objectsOf(system, signal),
    read: (asked, signal) => readKeys(system, asked, signal),
    readAll: (asked, signal) => readAll(system, asked, signal),
    now: (objects, signal) => placeNow(system, objects, signal),
    follow: (asked, signal) =>
      followMarks({ source: askedOf(system), pace: paceOf(settings) }, asked, signal),
    write: (write, signal) => writeRecord(system, write, signal),
    close: () => Promise.resolve(system.http.close()),
  }
}

/** The description is open to everybody in some services, so the first set is tried too. */
async function objectsOf(system: System, signal: AbortSignal): Promise<readonly RemoteObject[]> {
  await firstOf(system, signal)
  return (system.sets ?? []).map(({ object }) => object)
}

/** One record of the first set that has a key; null where there is none. Throws where the account is not let in. */
async function firstOf(system: System, signal: AbortSignal) {
  const set = (await readSets(system, signal)).find(({ object }) => object.key.length > 0)
  if (!set) return null
  const url = question(system, set, { $top: '1' })
  const [entity] = pageOf(system, url, await ask(system, { url }, signal)).entities
  return entity ? recordOf(set, entity) : null
}

async function checks(system: System, signal: AbortSignal): Promise<Finding[]> {
  const record = await firstOf(system, signal)
  const sets = system.sets ?? []
  const unnamed = sets.filter(({ object }) => object.key.length === 0).length
  const unstamped = sets.filter(({ object }) => object.stamp === undefined).length
  return [
    { code: 'answers', level: 'right', params: { version: 'OData 4' } },
    finding(!isOpenToAll(system.root), 'encrypted', 'warning'),
    finding(sets.length > 0, 'sets-seen', 'wrong', { sets: sets.length }),
    finding(unnamed === 0, 'sets-with-key', 'warning', { sets: unnamed }),
    finding(unstamped === 0, 'sets-with-stamp', 'warning', { sets: unstamped }),
    finding(record === null || record.version !== null, 'gives-versions', 'warning'),
  ]
}
