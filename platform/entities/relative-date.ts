/** A half-open range of time: from (inclusive) to (exclusive); null is unbounded. */
export type Range = { from: Date | null; to: Date | null }

const pattern =
  /^(?:(last|next|older-than|later-than)-(\d{1,4})-days|(today|yesterday|tomorrow|this-week|last-week|next-week|this-month|last-month|next-month|this-quarter|last-quarter|this-year|last-year))$/

/**
 * The range a relative date means now, in the person's time zone. Weeks start on Monday (ISO 8601).
 * Returns undefined for words it does not know.
 */
export function relativeRange(text: string, now: Date, timeZone: string): Range | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const today = startOfDay(now, timeZone)
  const shift = (days: number) =>
    startOfDay(new Date(today.getTime() + days * 86_400_000 + 43_200_000), timeZone)
  const days = Number(match[2])
  switch (match[1]) {
    case 'last':
      return { from: shift(-days), to: new Date(now.getTime() + 1) }
    case 'next':
      return { from: now, to: shift(days + 1) }
    case 'older-than':
      return { from: null, to: shift(-days) }
    case 'later-than':
      return { from: shift(days + 1), to: null }
  }
  return namedRange(match[3] as string, today, { shift, timeZone })
}

type Calendar = { shift: (days: number) => Date; timeZone: string }

function namedRange(name: string, today: Date, { shift, timeZone }: Calendar): Range | undefined {
  const { year, month, weekday } = partsOf(today, timeZone)
  const monday = -((weekday + 6) % 7)
  const firstOf = (offset: number) =>
    startOfDay(new Date(Date.UTC(year, month - 1 + offset, 1, 12)), timeZone)
  const newYear = (offset: number) => startOfDay(new Date(Date.UTC(year + offset, 0, 1, 12)), timeZone)
  switch (name) {
    case 'today':
      return { from: today, to: shift(1) }
    case 'yesterday':
      return { from: shift(-1), to: today }
    case 'tomorrow':
      return { from: shift(1), to: shift(2) }
    case 'this-week':
      return { from: shift(monday), to: shift(monday + 7) }
    case 'last-week':
      return { from: shift(monday - 7), to: shift(monday) }
    case 'next-week':
      return { from: shift(monday + 7), to: shift(monday + 14) }
    case 'this-month':
      return { from: firstOf(0), to: firstOf(1) }
    case 'last-month':
      return { from: firstOf(-1), to: firstOf(0) }
    case 'next-month':
      return { from: firstOf(1), to: firstOf(2) }
    case 'this-quarter':
      return { from: firstOf(-((month - 1) % 3)), to: firstOf(3 - ((month - 1) % 3)) }
    case 'last-quarter':
      return { from: firstOf(-3 - ((month - 1) % 3)), to: firstOf(-((month - 1) % 3)) }
    case 'this-year':
      return { from: newYear(0), to: newYear(1) }
    case 'last-year':
      return { from: newYear(-1), to: newYear(0) }
  }
  return undefined
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function partsOf(at: Date, timeZone: string) {
  let format = formatters.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
    formatters.set(timeZone, format)
  }
  const part = Object.fromEntries(format.formatToParts(at).map(p => [p.type, Number(p.value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
  }
}

/** Midnight before `at` in the zone. The offset is taken at midnight itself, so a change of clock on that day is right. */
function startOfDay(at: Date, timeZone: string): Date {
  const { year, month, day } = partsOf(at, timeZone)
  const wanted = Date.UTC(year, month - 1, day)
  let guess = wanted
  for (let round = 0; round < 2; round++) {
    const seen = partsOf(new Date(guess), timeZone)
    guess += wanted - Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute, seen.second)
  }
  return new Date(guess)
}

/** The calendar day of `at` in the zone, as `YYYY-MM-DD`. */
export function dayOf(at: Date, timeZone: string): string {
  const { year, month, day } = partsOf(at, timeZone)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
