/** How well pairs were found: shares from 0 to 1; `pairs` is how many were said to be one. */
export type Quality = { pairs: number; precision: number; recall: number; f1: number }

/** Precision, recall and their harmonic mean; without any pair said, precision is 1 only if there was none to find. */
export function qualityOf({ said, right, truth }: { said: number; right: number; truth: number }): Quality {
  const precision = said === 0 ? Number(truth === 0) : right / said
  const recall = truth === 0 ? 1 : right / truth
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { pairs: said, precision, recall, f1 }
}

/** Pairs of rows with their weights, and 1 where the answers say that both are one: arrays, as there are millions. */
export type Judged = { a: Uint32Array; b: Uint32Array; weight: Float32Array; right: Uint8Array }

/** Quality of all pairs from a weight on. */
export function qualityFrom(judged: Judged, least: number, truth: number): Quality {
  let [said, right] = [0, 0]
  judged.weight.forEach((weight, at) => {
    if (weight < least) return
    said++
    right += judged.right[at] as number
  })
  return qualityOf({ said, right, truth })
}

/** The best F1 that any threshold gives, known only because the answers are: an upper bound. */
export function bestQuality(judged: Judged, truth: number): Quality & { threshold: number } {
  const all = judged.weight.toSorted()
  const ofRight = judged.weight.filter((_, at) => judged.right[at] === 1).sort()
  let best = { ...qualityOf({ said: 0, right: 0, truth }), threshold: 0 }
  let place = ofRight.length
  for (let at = all.length - 1; at >= 0; at--) {
    const threshold = all[at] as number
    if (all[at - 1] === threshold) continue
    while (place > 0 && (ofRight[place - 1] as number) >= threshold) place--
    const quality = qualityOf({ said: all.length - at, right: ofRight.length - place, truth })
    if (quality.f1 > best.f1) best = { ...quality, threshold }
  }
  return best
}

/** Quality by group: a pair counts in each group that one of its rows belongs to. */
export function qualityByGroup(
  judged: Judged,
  {
    least,
    labels,
    truth,
  }: { least: number; labels: readonly string[][]; truth: Iterable<readonly [number, number]> },
): { group: string; quality: Quality; truth: number }[] {
  const counts = new Map<string, { said: number; right: number; truth: number }>()
  const count = (a: number, b: number, what: 'said' | 'right' | 'truth') => {
    const [here = [], there = []] = [labels[a], labels[b]]
    for (const label of here === there ? here : new Set([...here, ...there])) {
      const of = counts.get(label) ?? { said: 0, right: 0, truth: 0 }
      of[what]++
      counts.set(label, of)
    }
  }
  judged.weight.forEach((weight, at) => {
    if (weight < least) return
    const [a, b] = [judged.a[at] as number, judged.b[at] as number]
    count(a, b, 'said')
    if (judged.right[at] === 1) count(a, b, 'right')
  })
  for (const [a, b] of truth) count(a, b, 'truth')
  return [...counts]
    .map(([group, of]) => ({ group, quality: qualityOf(of), truth: of.truth }))
    .sort((a, b) => (a.group < b.group ? -1 : 1))
}
