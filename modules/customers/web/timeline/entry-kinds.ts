import {
  CalendarDays,
  CircleCheck,
  History,
  type LucideIcon,
  Mail,
  MailOpen,
  MapPin,
  MessageSquare,
  PhoneIncoming,
  PhoneOutgoing,
  StickyNote,
} from 'lucide-react'
import type { Tone } from '../../../../platform/entities/descriptor.ts'
import type { Translate } from '../../../../platform/i18n/react.ts'
import type { TimelineEntry } from '../../contract.ts'

/** Kinds that people write and may change; others are fed by parts of the product. */
export const writtenKinds: readonly string[] = ['note', 'call', 'email', 'meeting', 'visit']

/** What the timeline can be narrowed to. */
export const timelineFilters = [
  { id: 'note', kinds: 'note' },
  { id: 'call', kinds: 'call' },
  { id: 'email', kinds: 'email' },
  { id: 'meeting', kinds: 'meeting,visit' },
  { id: 'task', kinds: 'task' },
] as const

type Look = { icon: LucideIcon; tone: Tone }

/** Icon and colour of an entry by what it is. */
export function lookOf({ kind, direction }: Pick<TimelineEntry, 'kind' | 'direction'>): Look {
  switch (kind) {
    case 'note':
      return { icon: StickyNote, tone: 'violet' }
    case 'call':
      return { icon: direction === 'in' ? PhoneIncoming : PhoneOutgoing, tone: 'accent' }
    case 'email':
      return { icon: direction === 'in' ? MailOpen : Mail, tone: 'blue' }
    case 'meeting':
      return { icon: CalendarDays, tone: 'blue' }
    case 'visit':
      return { icon: MapPin, tone: 'blue' }
    case 'task':
      return { icon: CircleCheck, tone: 'accent' }
    case 'change':
      return { icon: History, tone: 'neutral' }
    default:
      return { icon: MessageSquare, tone: 'neutral' }
  }
}

/** What happened, in a few words: “Called”, “Mail from them”. */
export function whatHappened({ kind, direction }: TimelineEntry, t: Translate): string {
  if (kind === 'call' || kind === 'email') {
    return t(`customers.entry.${kind}.${direction ?? 'unknown'}`)
  }
  return writtenKinds.includes(kind) || kind === 'task' ? t(`customers.entry.${kind}`) : ''
}

/** How long something took, in minutes; null when it has no end. */
export function minutesOf({ at, endsAt }: Pick<TimelineEntry, 'at' | 'endsAt'>): number | null {
  if (!endsAt) return null
  const minutes = Math.round((Date.parse(endsAt) - Date.parse(at)) / 60_000)
  return minutes > 0 ? minutes : null
}
