import type { RemoteField, RemoteValue } from '../port.ts'

/** Names of columns by which a poll sees what is new. */
const stamps =
  /^(updated_?(at|on)|modified_?(at|on)|write_?date|last_?(modified|update|updated)|changed_?(at|on)|update_?time)$/i

/** The column of a table that looks as if it said when its row was changed last, where there is one. */
export function stampIn(fields: readonly RemoteField[]): string | undefined {
  return fields.find(({ kind, name }) => kind === 'moment' && stamps.test(name))?.name
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
