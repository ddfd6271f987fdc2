import { GreaterThanEqualsFilter, PresenceFilter } from 'ldapts'
import { changeOf } from '../polling/changes.ts'
import { highestOf, type Stamped, type StampedSource } from '../polling/stamps.ts'
import type { RemoteObject } from '../port.ts'
import { entriesByKey, entriesOf, keyOf, momentOf, recordOf, type Searched, textsOf } from './reading.ts'

/** The number that OpenLDAP gives to each change. */
const attribute = 'entryCSN'

/**
 * Changes by the number that OpenLDAP gives to each (`entryCSN`, “20261122164500.123456Z#000000#000#000000”): time to the
 * microsecond, then who of several servers gave it. Unlike `modifyTimestamp` it tells two changes of one second apart.
 */
export function changesOf(searched: Searched): StampedSource {
  return {
    newest: (object, signal) => highestOf(stamped(searched, { object, after: '' }, signal)),
    stamped: (object, after, signal) => stamped(searched, { object, after }, signal),
    async *keys(object, signal) {
      const filter = new PresenceFilter({ attribute: keyOf(object) })
      yield [...(await entriesOf(searched, { object, filter, attributes: [keyOf(object)] }, signal)).keys()]
    },
    changes: async (object, keys, signal) => {
      const found = await entriesByKey(searched, { object, keys }, signal)
      return [...found].map(([key, entry]) => {
        const record = recordOf(object, key, entry)
        const [by = null] = [...textsOf(entry, 'modifiersName'), ...textsOf(entry, 'creatorsName')]
        const at = record.version === null ? null : new Date(timeOf(record.version))
        return changeOf(object, record, { at, by })
      })
    },
    earlier: earlierNumber,
  }
}

async function* stamped(
  searched: Searched,
  { object, after }: { object: RemoteObject; after: string },
  signal: AbortSignal,
): AsyncGenerator<Stamped[]> {
  const filter =
    after === ''
      ? new PresenceFilter({ attribute })
      : new GreaterThanEqualsFilter({ attribute, value: nextNumber(after) })
  const found = await entriesOf(searched, { object, filter, attributes: [keyOf(object), attribute] }, signal)
  yield [...found].map(([key, entry]) => ({ key, stamp: textsOf(entry, attribute)[0] ?? '' }))
}

const timeOf = (number: string) => Date.parse(momentOf(number.split('#')[0] as string))

/** The number right behind this one: there is no “later than” in LDAP, only “not earlier”. */
function nextNumber(number: string): string {
  const last = Number.parseInt(number.slice(-6), 16)
  return last < 0xff_ffff ? number.slice(0, -6) + (last + 1).toString(16).padStart(6, '0') : number
}

/** The lowest number of an earlier time. */
function earlierNumber(number: string, milliseconds: number): string {
  const [day, time] = new Date(timeOf(number) - milliseconds)
    .toISOString()
    .replaceAll(/[-:Z]/g, '')
    .split('T')
  return `${day}${time}000Z#000000#000#000000`
}
