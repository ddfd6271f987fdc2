import { type Entry, type Filter, GreaterThanEqualsFilter, PresenceFilter } from 'ldapts'
import type { RemoteChange, RemoteObject } from '../port.ts'
import type { StampedSource } from '../stamped.ts'
import { entriesByKey, entriesOf, keyOf, momentOf, recordOf, type Searched, textsOf } from './reading.ts'

/**
 * Changes by the number that OpenLDAP gives to each (`entryCSN`, “20261122164500.123456Z#000000#000#000000”): time to the
 * microsecond, then who of several servers gave it. Unlike `modifyTimestamp` it tells two changes of one second apart.
 */
export function changesOf(searched: Searched): StampedSource {
  return {
    earlier: earlierNumber,
    async *stamped(object, after, signal) {
      const attribute = 'entryCSN'
      const filter: Filter =
        after === ''
          ? new PresenceFilter({ attribute: keyOf(object) })
          : new GreaterThanEqualsFilter({ attribute, value: nextNumber(after) })
      const found = await entriesOf(
        searched,
        { object, filter, attributes: [keyOf(object), attribute] },
        signal,
      )
      yield [...found].map(([key, entry]) => ({ key, stamp: textsOf(entry, attribute)[0] ?? '' }))
    },
    changes: async (object, keys, signal) => {
      const found = await entriesByKey(searched, { object, keys }, signal)
      return [...found].map(([key, entry]) => changeOf(object, key, entry))
    },
  }
}

function changeOf(object: RemoteObject, key: string, entry: Entry): RemoteChange {
  const { values, version } = recordOf(object, key, entry)
  const [by] = [...textsOf(entry, 'modifiersName'), ...textsOf(entry, 'creatorsName')]
  const at = version === null ? null : new Date(timeOf(version))
  return {
    object: object.name,
    key,
    after: values,
    before: null,
    version,
    at,
    by: by ?? null,
    operation: null,
  }
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
