import { dayOf } from '../../../../platform/i18n/index.ts'
import { instantOf } from '../../../../ui/form/instant.ts'

/** Days from today that one plans for with a click. */
export const nearDays = [
  { key: 'today', days: 0 },
  { key: 'tomorrow', days: 1 },
  { key: 'in3days', days: 3 },
  { key: 'inAWeek', days: 7 },
] as const

const hour = '09:00:00'
const lateHour = '17:00:00'

/** Nine in the morning so many days from today on the person's own clock; today it is five in the afternoon. */
export function nearDay(days: number, timeZone: string, now: Date): string {
  const day = dayOf(new Date(now.getTime() + days * 86_400_000), timeZone)
  return instantOf(`${day} ${days === 0 ? lateHour : hour}`, timeZone)
}
