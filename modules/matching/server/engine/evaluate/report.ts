import type { Evaluation } from './evaluate.ts'

const share = (value: number) => value.toFixed(4)
const row = (cells: readonly (string | number)[], widths: readonly number[]) =>
  cells
    .map((cell, at) =>
      at === 0 ? String(cell).padEnd(widths[at] ?? 0) : String(cell).padStart(widths[at] ?? 0),
    )
    .join('  ')

/** The table that a person reads. */
export function tableOf({
  rows,
  truth,
  roles,
  matching,
  quality,
  best,
  clusters,
  byGroup,
}: Evaluation): string {
  const widths = [34, 10, 10, 10, 10]
  const { chosen, candidates } = matching
  const line = (name: string, { pairs, precision, recall, f1 }: typeof quality) =>
    row([name, pairs, share(precision), share(recall), share(f1)], widths)
  const columns = Object.entries(roles).map(([column, role]) => `${column}: ${role}`)
  const held = Object.entries(clusters.held).map(([reason, count]) => `${reason} ${count}`)
  return [
    `Columns: ${columns.join(', ')}`,
    `${rows} rows, ${truth} true pairs; ${candidates} pairs compared.`,
    `Expected without answers: ${Math.round(chosen.expectedMatches)} pairs, F1 ${share(chosen.expectedF1)}.`,
    '',
    row(['', 'pairs', 'precision', 'recall', 'F1'], widths),
    line(`threshold it chose (${chosen.balanced.toFixed(2)} bits)`, quality),
    line(`best with answers (${best.threshold.toFixed(2)} bits)`, best),
    line(`linked by itself (${chosen.link.toFixed(2)} bits)`, clusters),
    `Largest cluster: ${clusters.largest}. Left to a person: ${held.join(', ') || 'none'}.`,
    '',
    ...(byGroup.length > 0 ? [row(['by group', 'true pairs', 'precision', 'recall', 'F1'], widths)] : []),
    ...byGroup.map(({ group, quality: of, truth: count }) =>
      row([group, count, share(of.precision), share(of.recall), share(of.f1)], widths),
    ),
  ].join('\n')
}

/** The line that a program reads. */
export function lineOf(
  { truth, matching, quality, best, clusters }: Evaluation,
  cost: { cpuSeconds: number; peakMemoryMiB: number },
): string {
  const round = (value: number, digits = 5) => Number(value.toFixed(digits))
  return JSON.stringify({
    pairs: truth,
    precision: round(quality.precision),
    recall: round(quality.recall),
    f1: round(quality.f1),
    bestF1: round(best.f1),
    threshold: round(matching.chosen.balanced, 2),
    clusterPrecision: round(clusters.precision),
    clusterRecall: round(clusters.recall),
    clusterF1: round(clusters.f1),
    largestCluster: clusters.largest,
    cpuSeconds: round(cost.cpuSeconds, 1),
    peakMemoryMiB: Math.round(cost.peakMemoryMiB),
  })
}
