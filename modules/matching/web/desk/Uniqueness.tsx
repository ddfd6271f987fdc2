import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Area } from '../../../../ui/chart/small.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { dataQualityContract } from '../../../data-quality/contract.ts'
import styles from './why.module.css'

/** Fewer days than these are no trend. */
const fewest = 3

/** How many customers are there once: over twelve weeks as the daily check counted them, and now. */
export function Uniqueness({ now }: { now: number }) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const board = useCall(
    dataQualityContract.board,
    { query: {} },
    { enabled: may('data-quality.read'), staleTime: 300_000 },
  )
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 })
  const trend = board.data?.dimensions.find(({ dimension }) => dimension === 'uniqueness')?.trend ?? []
  const [first, last] = [trend[0], trend.at(-1)]
  return (
    <section>
      {first && last && trend.length >= fewest ? (
        <>
          <h3 className={styles.label}>{t('matching.desk.uniquenessWeeks')}</h3>
          <Area
            values={trend.map(({ share }) => share)}
            label={t('matching.desk.uniquenessTrend', {
              from: percent(first.share),
              to: percent(last.share),
              since: format.date(first.day, 'medium'),
            })}
          />
          <p className={styles.text}>
            {percent(first.share)} <bdi aria-hidden>→</bdi> {percent(last.share)}
          </p>
        </>
      ) : (
        <h3 className={styles.label}>{t('matching.desk.uniqueness')}</h3>
      )}
      <p className={styles.text}>{t('matching.desk.uniquenessWords', { percent: percent(now) })}</p>
    </section>
  )
}
