import { type Random, idFrom, randomFrom } from '../../../../platform/random.ts'
import type { DemoUser, StorySettings } from './story-shape.ts'

/** Who tells the story: its own luck, its own day, and the people of the demo company. */
export type Author = {
  random: Random
  today: Date
  users: readonly DemoUser[]
  /** Users who look after customers. */
  keepers: readonly DemoUser[]
  idAt: (at: Date) => string
}

const keeping = new Set(['agent', 'seller', 'manager'])

export function authorOf(settings: StorySettings): Author {
  const random = randomFrom(settings.seed)
  const keepers = settings.users.filter(user => keeping.has(user.role))
  return {
    random,
    today: settings.today,
    users: settings.users,
    keepers: keepers.length > 0 ? keepers : settings.users,
    idAt: at => idFrom(random, at),
  }
}

const dayLength = 86_400_000

/** A time `days` away from the story's day (negative = before), at a full or half hour of work. */
export function workTime(author: Author, days: number): Date {
  const at = daysFrom(author.today, days)
  const weekday = at.getUTCDay()
  if (weekday === 0) at.setUTCDate(at.getUTCDate() + 1)
  if (weekday === 6) at.setUTCDate(at.getUTCDate() - 1)
  at.setUTCHours(author.random.between(7, 15), author.random.pick([0, 10, 20, 30, 40, 50]), 0, 0)
  return at
}

export function daysFrom(day: Date, days: number): Date {
  return new Date(day.getTime() + days * dayLength)
}

export function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000)
}

/** The day only, as `2026-11-22`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
