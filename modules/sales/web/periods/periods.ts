/** A month (`2026-11`) or a quarter (`2026-Q4`), as the forecast names them. */
type Read = { year: number; quarter: boolean; at: number }

/** The month of today or its quarter, in UTC as the server counts. */
export function periodNow(every: 'month' | 'quarter', now: Date): string {
  const month = now.getUTCMonth()
  return written({
    year: now.getUTCFullYear(),
    quarter: every === 'quarter',
    at: every === 'quarter' ? Math.floor(month / 3) : month,
  })
}

/** Null for what is no period. */
export function readPeriod(text: unknown): Read | null {
  const found = typeof text === 'string' ? /^([1-9]\d{3})-(?:(0[1-9]|1[0-2])|Q([1-4]))$/.exec(text) : null
  if (!found) return null
  const [, year, month, quarter] = found
  return { year: Number(year), quarter: quarter !== undefined, at: Number(quarter ?? month) - 1 }
}

/** So many periods later; earlier below zero. */
export function shifted(period: string, by: number): string {
  const read = readPeriod(period)
  if (!read) return period
  const count = read.quarter ? 4 : 12
  const all = read.year * count + read.at + by
  return written({ ...read, year: Math.floor(all / count), at: all % count })
}

/** The quarter that a month is in, and the first month of a quarter: today's where it is the quarter of today. */
export function inOther(period: string, now: Date): string {
  const read = readPeriod(period)
  if (!read) return period
  if (!read.quarter) return written({ ...read, quarter: true, at: Math.floor(read.at / 3) })
  if (period === periodNow('quarter', now)) return periodNow('month', now)
  return written({ ...read, quarter: false, at: read.at * 3 })
}

function written({ year, quarter, at }: Read): string {
  return `${year}-${quarter ? `Q${at + 1}` : String(at + 1).padStart(2, '0')}`
}
