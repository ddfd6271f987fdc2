import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { readPeriod } from './periods.ts'

/** Says a period in words: “November 2026”, “Q4 2026”. */
export function usePeriodName(style: 'long' | 'short' = 'long'): (period: string) => string {
  const t = useT()
  const format = useFormat()
  return period => {
    const read = readPeriod(period)
    if (!read) return period
    const { year, at } = read
    if (read.quarter) return t('sales.periods.quarterOf', { quarter: at + 1, year: String(year) })
    return format.dateParts(new Date(Date.UTC(year, at, 1)), {
      month: style,
      year: 'numeric',
      timeZone: 'UTC',
    })
  }
}
