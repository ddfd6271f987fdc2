import { Button, SegmentedControl } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { Tone } from '../../platform/entities/descriptor.ts'
import { dayOf } from '../../platform/i18n/index.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import styles from './Calendar.module.css'
import { addDays, addMonths, firstWeekday, weekOf, weeksOf } from './days.ts'

/**
 * Something on a day. `start` is an ISO instant, or a plain day for the whole day. Where the tone says what it is, `hint`
 * says it in words.
 */
export type CalendarEvent = { id: string; start: string; title: string; tone?: Tone; hint?: string }

export type CalendarProps = {
  events: readonly CalendarEvent[]
  /** A day of the shown month or week: `2026-11-22`. */
  shown: string
  mode: 'month' | 'week'
  onShown: (day: string) => void
  onMode: (mode: 'month' | 'week') => void
  onOpen?: (event: CalendarEvent) => void
}

/** Days from and until (excluded) which the calendar shows; what its events must cover. */
export function shownDays(
  shown: string,
  mode: 'month' | 'week',
  locale: string,
): { from: string; until: string } {
  const weeks = mode === 'week' ? [weekOf(shown, firstWeekday(locale))] : weeksOf(shown, firstWeekday(locale))
  return { from: weeks[0]?.[0] ?? shown, until: addDays(weeks.at(-1)?.[6] ?? shown, 1) }
}

/** A month or a week with its events. */
export function Calendar({ events, shown, mode, onShown, onMode, onOpen }: CalendarProps) {
  const t = useT()
  const format = useFormat()
  const first = firstWeekday(format.locale)
  const weeks = mode === 'week' ? [weekOf(shown, first)] : weeksOf(shown, first)
  const byDay = Map.groupBy(events, event => dayIn(event.start, format.timeZone))
  const step = (sign: number) => onShown(mode === 'week' ? addDays(shown, 7 * sign) : addMonths(shown, sign))
  const title = format.dateParts(`${shown}T12:00:00Z`, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const modes = (['month', 'week'] as const).map(value => ({ value, label: t(`ui.calendar.${value}`) }))
  return (
    <section className={styles.calendar}>
      <header className={styles.head}>
        <h2 aria-live="polite">{title}</h2>
        <Button onClick={() => onShown(dayOf(new Date(), format.timeZone))}>{t('ui.calendar.today')}</Button>
        <Button onClick={() => step(-1)} aria-label={t('ui.calendar.before')}>
          <ChevronLeft size={15} className={styles.arrow} aria-hidden />
        </Button>
        <Button onClick={() => step(1)} aria-label={t('ui.calendar.after')}>
          <ChevronRight size={15} className={styles.arrow} aria-hidden />
        </Button>
        <span className={styles.space} />
        <SegmentedControl
          size="xs"
          data={modes}
          value={mode}
          onChange={value => onMode(value as 'month')}
          aria-label={t('ui.views.calendar')}
        />
      </header>
      <div className={styles.days} data-mode={mode}>
        {weeks[0]?.map(day => (
          <span key={day} className={styles.weekday}>
            {format.dateParts(`${day}T12:00:00Z`, { weekday: 'short', timeZone: 'UTC' })}
          </span>
        ))}
        {weeks.flat().map(day => (
          <Day
            key={day}
            day={day}
            outside={mode === 'month' && !day.startsWith(shown.slice(0, 7))}
            events={byDay.get(day) ?? []}
            mode={mode}
            onOpen={onOpen}
            onMore={() => {
              onShown(day)
              onMode('week')
            }}
          />
        ))}
      </div>
    </section>
  )
}

type DayProps = {
  day: string
  outside: boolean
  events: readonly CalendarEvent[]
  mode: 'month' | 'week'
  onOpen: CalendarProps['onOpen']
  onMore: () => void
}

function Day({ day, outside, events, mode, onOpen, onMore }: DayProps) {
  const t = useT()
  const format = useFormat()
  const sorted = events.toSorted((a, b) => a.start.localeCompare(b.start))
  const room = mode === 'month' ? 3 : 40
  return (
    <div
      className={styles.day}
      data-outside={outside || undefined}
      data-today={day === dayOf(new Date(), format.timeZone) || undefined}
    >
      <span className={styles.number}>{format.number(Number(day.slice(8)))}</span>
      {sorted.slice(0, room).map(event => (
        <button
          key={event.id}
          type="button"
          className={styles.event}
          data-tone={event.tone ?? 'accent'}
          onClick={() => onOpen?.(event)}
          title={event.hint ?? event.title}
          {...(event.hint ? { 'aria-label': event.hint } : {})}
        >
          {event.start.length > 10 && <span className={styles.time}>{format.time(event.start)}</span>}
          <span className={styles.title} dir="auto">
            {event.title}
          </span>
        </button>
      ))}
      {sorted.length > room && (
        <button type="button" className={styles.more} onClick={onMore}>
          {t('ui.calendar.more', { count: sorted.length - room })}
        </button>
      )}
    </div>
  )
}

function dayIn(start: string, timeZone: string): string {
  return start.length === 10 ? start : dayOf(start, timeZone)
}
