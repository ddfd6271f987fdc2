const mostMarked = 0.6

/** A text cut in three where it differs from another: what both begin with, what differs, what both end with. */
export function marked(value: string, other: string): { start: string; middle: string; end: string } {
  const own = Array.from(value)
  const its = Array.from(other)
  let from = 0
  while (from < own.length && own[from] === its[from]) from++
  let back = 0
  const most = Math.min(own.length, its.length) - from
  while (back < most && own.at(-1 - back) === its.at(-1 - back)) back++
  // Where most of it differs, a letter that stays would only distract.
  if (own.length - back - from > own.length * mostMarked) return { start: '', middle: value, end: '' }
  const text = (start: number, end: number) => own.slice(start, end).join('')
  return {
    start: text(0, from),
    middle: text(from, own.length - back),
    end: text(own.length - back, own.length),
  }
}
