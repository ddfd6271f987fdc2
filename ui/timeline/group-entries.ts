import { dayOf } from '../../platform/i18n/index.ts'
import type { Formats, Translate } from '../../platform/i18n/react.ts'
import type { TimelineEntry } from './Timeline.tsx'

/** Entries under one heading, and how their times are written there. */
export type EntryGroup = { title: string; entries: TimelineEntry[]; timeOf: (at: string) => string }

type Setting = { format: Formats; t: Translate; now: Date }

/** Pinned entries, what is coming (soonest first), then days from today back, by the person's time zone. */
export function groupEntries(entries: readonly TimelineEntry[], { format, t, now }: Setting): EntryGroup[] {
  const today = dayOf(now, format.timeZone)
  const withDay = (at: string) =>
    format.dateParts(at, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
    })
  const pinned = entries.filter(entry => entry.pinned)
  const coming = entries
    .filter(entry => !entry.pinned && new Date(entry.at) > now)
    .toSorted((a, b) => a.at.localeCompare(b.at))
  const past = entries
    .filter(entry => !entry.pinned && new Date(entry.at) <= now)
    .toSorted((a, b) => b.at.localeCompare(a.at))
  const groups: EntryGroup[] = []
  if (pinned.length > 0) groups.push({ title: t('ui.timeline.pinned'), entries: pinned, timeOf: withDay })
  if (coming.length > 0) groups.push({ title: t('ui.timeline.coming'), entries: coming, timeOf: withDay })
  const days = new Map<string, EntryGroup>()
  for (const entry of past) {
    const day = dayOf(entry.at, format.timeZone)
    const known = days.get(day) ?? {
      title: dayTitle(day, today, { format, t }),
      entries: [],
      timeOf: (at: string) => format.time(at),
    }
    known.entries.push(entry)
    days.set(day, known)
  }
  return [...groups, ...days.values()]
}

function dayTitle(day: string, today: string, { format, t }: Pick<Setting, 'format' | 't'>): string {
  if (day === today) return t('ui.timeline.today')
  if (day === dayBefore(today)) return t('ui.timeline.yesterday')
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
  return format.dateParts(`${day}T12:00:00Z`, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...year,
  })
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
