/** Milliseconds of many repetitions, sorted. */
export type Latency = { p50: number; p95: number; p99: number; count: number }

/** What one operation does, with the number of the repetition; it throws when the answer is wrong. */
export type Operation = (turn: number) => Promise<unknown>

const runs = 3

/**
 * Times `operation` one after the other: a warm-up of `warm`, then three runs of `count`; each percentile is the
 * median of the runs, so that one disturbed run does not count.
 */
export async function latencyOf(
  operation: Operation,
  { count, warm }: { count: number; warm: number },
): Promise<Latency> {
  let turn = 0
  for (; turn < warm; turn++) await operation(turn)
  const found: Latency[] = []
  for (let run = 0; run < runs; run++) {
    const times = new Float64Array(count)
    for (let at = 0; at < count; at++) {
      const from = performance.now()
      await operation(turn++)
      times[at] = performance.now() - from
    }
    found.push(percentiles(times))
  }
  const middle = (pick: (latency: Latency) => number) => median(found.map(pick))
  return { p50: middle(x => x.p50), p95: middle(x => x.p95), p99: middle(x => x.p99), count: count * runs }
}

export type Throughput = { perSecond: number; latency: Latency; seconds: number; done: number }

/** Keeps every worker busy for `seconds` and counts what is done. `workers[i](turn)` is one operation of worker i. */
export async function throughputOf(workers: readonly Operation[], seconds: number): Promise<Throughput> {
  const times: number[] = []
  let turn = 0
  const from = performance.now()
  const until = from + seconds * 1000
  await Promise.all(
    workers.map(async operation => {
      while (performance.now() < until) {
        const begun = performance.now()
        await operation(turn++)
        times.push(performance.now() - begun)
      }
    }),
  )
  const passed = (performance.now() - from) / 1000
  return {
    perSecond: times.length / passed,
    latency: percentiles(Float64Array.from(times)),
    seconds: passed,
    done: times.length,
  }
}

/** Percentiles of times in any order. */
export function percentiles(times: Float64Array): Latency {
  const sorted = times.slice().sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
