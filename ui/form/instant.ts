/** What a clock on the wall of the time zone shows at an instant: `2026-11-22 14:05:00`. */
export function wallClock(instant: string, timeZone: string): string {
  const shape = { timeZone, dateStyle: 'short', timeStyle: 'medium' } as const
  return new Intl.DateTimeFormat('sv-SE', shape).format(new Date(instant))
}

/** The instant at which the wall clock of the time zone shows a time; the earlier one when it shows it twice. */
export function instantOf(wall: string, timeZone: string): string {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}Z`)
  const offsetAt = (moment: number) =>
    Date.parse(`${wallClock(new Date(moment).toISOString(), timeZone).replace(' ', 'T')}Z`) - moment
  const first = asUtc - offsetAt(asUtc)
  return new Date(asUtc - offsetAt(first)).toISOString()
}
