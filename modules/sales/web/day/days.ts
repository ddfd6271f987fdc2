import { dayOf } from '../../../../platform/i18n/index.ts'
import { instantOf } from '../../../../ui/form/instant.ts'

/** Days that one puts something off to with a click. */
export const nextDays = [
  { key: 'tomorrow', days: 1 },
  { key: 'days3', days: 3 },
  { key: 'week', days: 7 },
  { key: 'weeks2', days: 14 },
  { key: 'month', days: 30 },
] as const

/** The day so many days from today on the person's own calendar. */
export function dayIn(days: number, timeZone: string, now: Date): string {
  return dayOf(new Date(now.getTime() + days * 86_400_000), timeZone)
}

/** Nine in the morning of that day. */
export function morningIn(days: number, timeZone: string, now: Date): string {
  return instantOf(`${dayIn(days, timeZone, now)} 09:00:00`, timeZone)
}
