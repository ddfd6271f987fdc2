import { CallFailed } from '../failures.ts'
import { httpOf } from '../http.ts'
import { accountOf, accountSettings, addressOf, urlOf, wakeSecret } from '../http-settings.ts'
import { followMarks } from '../polling/marks.ts'
import { paceOf, pollSettings } from '../polling/pace.ts'
import type { Connection, Connector, RemoteObject, Settings, Surroundings } from '../port.ts'
import { askedOf, placeNow } from './changes.ts'
import { checks, denied } from './checks.ts'
import { describe, type Place } from './described.ts'
import { readAll, readKeys } from './reading.ts'
import { writeRecord } from './writing.ts'

/** A system with an interface of its own over HTTP and JSON, described by its own OpenAPI 3 document. */
export const rest: Connector = {
  kind: 'rest',
  abilities: ['read', 'poll', 'write'],
  settings: [
    { key: 'document', kind: 'text', required: true },
    // Only where it stands on another server than the document.
    { key: 'address', kind: 'text' },
    ...accountSettings,
    ...pollSettings,
    wakeSecret,
  ],
  addresses: settings => urlsOf(settings).map(addressOf),
  open: (settings, surroundings) => Promise.try(() => connectionOf(settings, surroundings)),
}

function urlsOf(settings: Settings): URL[] {
  return ['document', ...(settings.address ? ['address'] : [])].map(key => urlOf(settings, key))
}

function connectionOf(settings: Settings, { send = fetch }: Surroundings): Connection {
  const [document, base = null] = urlsOf(settings) as [URL, URL?]
  const { headers, secrets } = accountOf(settings)
  const origins = [document, ...(base ? [base] : [])].map(({ origin }) => origin)
  const place: Place = { http: httpOf({ origins, headers, secrets, send }), document, base, described: null }
  return {
    test: signal => checks(place, signal),
    objects: signal => objectsOf(place, signal),
    read: (asked, signal) => readKeys(place, asked, signal),
    readAll: (asked, signal) => readAll(place, asked, signal),
    now: (objects, signal) => placeNow(place, objects, signal),
    follow: (asked, signal) => followMarks({ source: askedOf(place), pace: paceOf(settings) }, asked, signal),
    write: (write, signal) => writeRecord(place, write, signal),
    close: () => Promise.resolve(place.http.close()),
  }
}

/** Documents are mostly open to everybody, so whether the account is let in is tried on the lists. */
async function objectsOf(place: Place, signal: AbortSignal): Promise<readonly RemoteObject[]> {
  const described = await describe(place, signal)
  const shut = await denied(place, described, signal)
  if (shut.length > 0 && shut.length === Math.min(described.collections.length, 5))
    throw new CallFailed('denied', 'The account is let into none of the lists that were tried.')
  return described.collections.filter(each => !shut.includes(each)).map(({ object }) => object)
}
