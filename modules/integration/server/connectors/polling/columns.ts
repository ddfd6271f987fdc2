import type { RemoteField, RemoteObject, RemoteValue } from '../port.ts'

/** Names of columns by which a poll sees what is new. */
const stamps =
  /^(updated_?(at|on)|modified_?(at|on)|write_?date|last_?(modified|update|updated)|changed_?(at|on)|update_?time)$/i

/** Names of columns that say who changed a row last, in words. */
const authors =
  /^((last_?)?(updated|modified|changed|edited)_?(by|user)(_?name)?|last_?user|(geaendert|geändert)_?(von|durch))$/i

/** The columns of a table that look as if they said when its row was changed last, and by whom, where there are such. */
export function changeMarksIn(fields: readonly RemoteField[]): Pick<RemoteObject, 'stamp' | 'author'> {
  const stamp = fields.find(({ kind, name }) => kind === 'moment' && stamps.test(name))?.name
  const author = fields.find(({ kind, name }) => kind === 'text' && authors.test(name))?.name
  return { ...(stamp === undefined ? {} : { stamp }), ...(author === undefined ? {} : { author }) }
}

/** A moment as it is read, as a stamp: to the microsecond, so that texts order as times do. Empty for what is no time of our era. */
export function stampText(value: RemoteValue): string {
  const [, second, part = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z?$/.exec(String(value)) ?? []
  return second === undefined ? '' : `${second}.${part.padEnd(6, '0')}`
}

export function earlierStamp(stamp: string, milliseconds: number): string {
  const whole = new Date(timeOf(stamp) - milliseconds).toISOString()
  return `${whole.slice(0, -1)}${stamp.slice(-3)}`
}

const day = 86_400_000

/** A time that is far from coming would hide all that changes until then. Clocks and time zones differ by less than a day. */
export function isAhead(stamp: string): boolean {
  return stamp > stampText(tomorrow())
}

/** The latest time that a stamp is believed, ISO 8601 in UTC. */
export function tomorrow(): string {
  return new Date(Date.now() + day).toISOString()
}

const timeOf = (stamp: string) => Date.parse(`${stamp.slice(0, -3)}Z`)
