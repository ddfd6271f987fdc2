/** How well pairs were found: shares from 0 to 1; `pairs` is how many were said to be one. */
export type Quality = { pairs: number; precision: number; recall: number; f1: number }

/** Precision, recall and their harmonic mean; without any pair said, precision is 1 only if there was none to find. */
export function qualityOf({ said, right, truth }: { said: number; right: number; truth: number }): Quality {
  const precision = said === 0 ? Number(truth === 0) : right / said
  const recall = truth === 0 ? 1 : right / truth
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { pairs: said, precision, recall, f1 }
}

/** A pair of rows with its weight and whether the answers say that it is one. */
export type Judged = { a: number; b: number; weight: number; right: boolean }

/** Quality of all pairs from a weight on. */
export function qualityFrom(judged: readonly Judged[], least: number, truth: number): Quality {
  const said = judged.filter(({ weight }) => weight >= least)
  return qualityOf({ said: said.length, right: said.filter(({ right }) => right).length, truth })
}

/** The best F1 that any threshold gives, known only because the answers are: an upper bound. */
export function bestQuality(judged: readonly Judged[], truth: number): Quality & { threshold: number } {
  const falling = [...judged].sort((a, b) => b.weight - a.weight)
  let best = { ...qualityOf({ said: 0, right: 0, truth }), threshold: 0 }
  let right = 0
  falling.forEach((pair, at) => {
    right += Number(pair.right)
    if (falling[at + 1]?.weight === pair.weight) return
    const quality = qualityOf({ said: at + 1, right, truth })
    if (quality.f1 > best.f1) best = { ...quality, threshold: pair.weight }
  })
  return best
}

/** Quality by group: a pair counts in each group that one of its rows belongs to. */
export function qualityByGroup(
  judged: readonly Judged[],
  {
    least,
    labels,
    truth,
  }: { least: number; labels: readonly string[][]; truth: Iterable<readonly [number, number]> },
): { group: string; quality: Quality; truth: number }[] {
  const counts = new Map<string, { said: number; right: number; truth: number }>()
  const count = (a: number, b: number, what: 'said' | 'right' | 'truth') => {
    for (const label of new Set([...(labels[a] ?? []), ...(labels[b] ?? [])])) {
      const of = counts.get(label) ?? { said: 0, right: 0, truth: 0 }
      of[what]++
      counts.set(label, of)
    }
  }
  for (const { a, b, weight, right } of judged) {
    if (weight < least) continue
    count(a, b, 'said')
    if (right) count(a, b, 'right')
  }
  for (const [a, b] of truth) count(a, b, 'truth')
  return [...counts]
    .map(([group, of]) => ({ group, quality: qualityOf(of), truth: of.truth }))
    .sort((a, b) => (a.group < b.group ? -1 : 1))
}
