/**
 * A token bucket: `together` calls at once, then as many as have been put in since. `take` says whether there was one.
 * Times in milliseconds.
 */
export type Tokens = { take: () => boolean; put: (tokens: number) => void }

/** Filled by the clock: `perSecond` on average. */
export function tokensPerSecond(
  { perSecond, together }: { perSecond: number; together: number },
  now: () => number = () => performance.now(),
): Tokens {
  const bucket = tokensGiven(together)
  let at = now()
  return {
    put: bucket.put,
    take: () => {
      const moment = now()
      bucket.put(((moment - at) / 1000) * perSecond)
      at = moment
      return bucket.take()
    },
  }
}

/** Filled by whoever earns them; holds `together` at most and begins full. */
export function tokensGiven(together: number): Tokens {
  let tokens = together
  return {
    put: more => {
      tokens = Math.min(together, tokens + more)
    },
    take: () => {
      if (tokens < 1) return false
      tokens--
      return true
    },
  }
}
