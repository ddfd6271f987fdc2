/** Morning until eleven, day until five in the afternoon, then evening, by the person's own clock. */
export function partOfDay(now: Date, timeZone: string): 'morning' | 'day' | 'evening' {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now),
  )
  if (hour >= 4 && hour < 11) return 'morning'
  return hour >= 11 && hour < 17 ? 'day' : 'evening'
}
