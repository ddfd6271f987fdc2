import { intervalOfShare } from '../../../../platform/interval.ts'
import type { EvaluationResult } from '../../contract.ts'
import type { Evaluation as Found } from '../engine/evaluate/index.ts'

type Quality = { pairs: number; precision: number; recall: number; f1: number }

/** A share of a whole with its interval; the engine tells shares, from which the hits come back by rounding. */
const shareOf = (share: number, of: number) => ({
  value: share,
  ...intervalOfShare(Math.round(share * of), of),
})

const judged = ({ pairs, precision, recall, f1 }: Quality, truth: number) => ({
  pairs,
  precision: shareOf(precision, pairs),
  recall: shareOf(recall, truth),
  f1,
})

/** What is kept of an evaluation: figures, no records. */
export function summaryOf(found: Found): Omit<EvaluationResult, 'cost'> {
  const { rows, truth, matching, quality, best, clusters, byGroup } = found
  return {
    rows,
    pairs: truth,
    compared: matching.candidates,
    threshold: matching.chosen.balanced,
    found: judged(quality, truth),
    best: { f1: best.f1, precision: best.precision, recall: best.recall, threshold: best.threshold },
    linked: {
      ...judged(clusters, truth),
      from: matching.chosen.link,
      largest: clusters.largest,
      held: Object.entries(clusters.held).map(([because, pairs]) => ({ because, pairs })),
    },
    groups: byGroup.map(({ group, quality: of, truth: pairs }) => {
      const { precision, recall, f1 } = judged(of, pairs)
      return { ...groupOf(group), pairs, precision, recall, f1 }
    }),
  }
}

/** The engine names groups for its report: “name in Arabic”, “gender f”. */
function groupOf(label: string): { by: 'script' | 'gender'; value: string } {
  const script = /^name in (.+)$/.exec(label)?.[1]
  return script ? { by: 'script', value: script } : { by: 'gender', value: label.replace(/^gender /, '') }
}
