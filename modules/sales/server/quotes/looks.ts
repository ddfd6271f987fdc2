import { TooMuch } from '../../../../platform/errors.ts'

/**
 * How often links are asked for, counted in this process: a count in the database would be undone with every refused request,
 * and a link cannot be guessed anyway. It keeps one from being hammered.
 */
const minute = 60_000
const perLink = 60
const misses = 600
const mostLinks = 10_000

type Count = { since: number; n: number }
const counts = new Map<string, Count>()
const missed: Count = { since: 0, n: 0 }

function count(one: Count, { now, most }: { now: number; most: number }): void {
  if (now - one.since >= minute) Object.assign(one, { since: now, n: 0 })
  one.n++
  if (one.n <= most) return
  const seconds = Math.max(1, Math.ceil((one.since + minute - now) / 1000))
  throw new TooMuch(429, 'sales.too-many-looks', `Too many requests. Try again in ${seconds} seconds.`, {
    seconds,
  })
}

/** Counts a look at a link that works. */
export function countLook(hash: string, now: Date): void {
  if (counts.size >= mostLinks) counts.clear()
  const one = counts.get(hash) ?? { since: now.getTime(), n: 0 }
  counts.set(hash, one)
  count(one, { now: now.getTime(), most: perLink })
}

/** Counts a link that leads nowhere, whosever: those that work are not hindered by it. */
export function countMiss(now: Date): void {
  count(missed, { now: now.getTime(), most: misses })
}
