/** Calendar days are written `2026-11-22`; arithmetic on them knows no time zone. */

/** The day that lies some days after another. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The same day of another month, or that month's last day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last), 12)).toISOString().slice(0, 10)
}

/** First day of the week by locale: 1 = Monday … 7 = Sunday. */
export function firstWeekday(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number }
    weekInfo?: { firstDay: number }
  }
  return info.getWeekInfo?.().firstDay ?? info.weekInfo?.firstDay ?? 1
}

/** The days of a week that contains `day`. */
export function weekOf(day: string, first: number): string[] {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7
  const start = addDays(day, -((weekday - first + 7) % 7))
  return Array.from({ length: 7 }, (_, at) => addDays(start, at))
}

/** The weeks that a month touches, each with all its days. */
export function weeksOf(day: string, first: number): string[][] {
  const month = day.slice(0, 7)
  const weeks: string[][] = []
  for (
    let at = weekOf(`${month}-01`, first);
    at.some(other => other.startsWith(month));
    at = weekOf(addDays(at[0] ?? day, 7), first)
  )
    weeks.push(at)
  return weeks
}
