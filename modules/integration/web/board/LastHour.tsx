import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Sparkline } from '../../../../ui/chart/small.tsx'
import type { BoardLine } from '../../contract/board.ts'

/** How long answers took within the hour; its colour says how many failed. */
export function LastHour({ minutes }: Pick<BoardLine, 'minutes'>) {
  const t = useT()
  const format = useFormat()
  const asked = minutes.reduce((all, minute) => all + minute.asked, 0)
  const failed = minutes.reduce((all, minute) => all + minute.failed, 0)
  const share = asked === 0 ? 0 : failed / asked
  const label =
    asked === 0
      ? t('integration.board.sparkNone')
      : t('integration.board.spark', { failed: format.number(failed), asked: format.number(asked) })
  const tone = asked === 0 ? 'neutral' : share > 0.5 ? 'red' : share > 0.05 ? 'amber' : 'accent'
  return <Sparkline values={steady(minutes)} label={label} tone={tone} width={92} height={24} from={0} />
}

/** A step without answers takes as long as the one before: silence is no fast answer. */
function steady(minutes: BoardLine['minutes']): number[] {
  let last = minutes.find(({ p95 }) => p95 !== null)?.p95 ?? 0
  return minutes.map(({ p95 }) => {
    last = p95 ?? last
    return last
  })
}
