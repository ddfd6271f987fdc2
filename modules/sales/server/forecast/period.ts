/** A period of the calendar, of UTC: `from` and `to` are its first and last days, `end` the day after it. */
export type Period = { name: string; from: string; to: string; end: string; daysLeft: number }

const day = 86_400_000

/** Reads `2026-11` or `2026-Q4`; without it, the month of `now`. `daysLeft` counts today; 0 when it is over, all where it has not begun. */
export function periodOf(text: string | undefined, now: Date): Period {
  const name = text ?? now.toISOString().slice(0, 7)
  const [year = 0, rest = ''] = name.split(/-(.*)/)
  const quarter = rest.startsWith('Q')
  const first = quarter ? (Number(rest.slice(1)) - 1) * 3 : Number(rest) - 1
  const begin = Date.UTC(Number(year), first, 1)
  const end = Date.UTC(Number(year), first + (quarter ? 3 : 1), 1)
  const today = Math.floor(now.getTime() / day) * day
  return {
    name,
    from: dayOf(begin),
    to: dayOf(end - day),
    end: dayOf(end),
    daysLeft: Math.max(0, (end - Math.max(today, begin)) / day),
  }
}

/** The names of the months or quarters from a day on (`YYYY-MM-DD`) that are over. */
export function periodNamesBetween(
  from: string,
  { every, now }: { every: 'month' | 'quarter'; now: Date },
): string[] {
  const names: string[] = []
  for (let at = Date.parse(from); ; ) {
    const month = new Date(at).toISOString().slice(0, 7)
    const quarter = `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`
    const period = periodOf(every === 'month' ? month : quarter, now)
    if (Date.parse(period.end) > now.getTime()) return names
    names.push(period.name)
    at = Date.parse(period.end)
  }
}

/** As it is told. */
export function periodView({ name, from, to, daysLeft }: Period): Omit<Period, 'end'> {
  return { name, from, to, daysLeft }
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)
