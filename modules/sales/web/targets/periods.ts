import type { Formats, Translate } from '../../../../platform/i18n/react.ts'

/** A month (`2026-11`) or quarter (`2026-Q4`) of the calendar, of UTC. */
export type PeriodText = string

export const isQuarter = (period: PeriodText) => period.includes('Q')

export const thisMonth = (now = new Date()): PeriodText => now.toISOString().slice(0, 7)

const written = (year: number, month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7)

/** The quarter that a month is in; its first month back again. */
export function otherKind(period: PeriodText): PeriodText {
  const [year = '', rest = ''] = period.split('-')
  if (rest.startsWith('Q')) return `${year}-${String(Number(rest.slice(1)) * 3 - 2).padStart(2, '0')}`
  return `${year}-Q${Math.ceil(Number(rest) / 3)}`
}

/** The period that many steps away. */
export function stepped(period: PeriodText, by: number): PeriodText {
  const [year = '', rest = ''] = period.split('-')
  if (!rest.startsWith('Q')) return written(Number(year), Number(rest) - 1 + by)
  return otherKind(written(Number(year), (Number(rest.slice(1)) - 1 + by) * 3))
}

/** “November 2026”, “4th quarter 2026”. */
export function periodName(period: PeriodText, { format, t }: { format: Formats; t: Translate }): string {
  const [year = '', rest = ''] = period.split('-')
  if (rest.startsWith('Q')) return t('sales.targets.quarterOf', { quarter: rest.slice(1), year })
  return format.dateParts(`${period}-01`, { month: 'long', year: 'numeric', timeZone: 'UTC' })
}
