import type { Translate } from '../../../../platform/i18n/react.ts'

const hour = 3_600_000

/** How long until an hour, in words; or how long it is past. */
export function timeLeft(dueAt: string, now: Date, t: Translate): { words: string; late: boolean } {
  const left = Date.parse(dueAt) - now.getTime()
  const hours = Math.abs(left) / hour
  const late = left < 0
  const [unit, count] =
    hours >= 48
      ? ['days', Math.floor(hours / 24)]
      : hours >= 1
        ? ['hours', Math.floor(hours)]
        : ['minutes', Math.ceil(hours * 60)]
  return { words: t(`data-quality.trust.${late ? 'late' : 'left'}.${unit}`, { count: Number(count) }), late }
}
