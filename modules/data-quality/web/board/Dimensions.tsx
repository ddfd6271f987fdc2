import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Area } from '../../../../ui/chart/small.tsx'
import type { Board } from '../../contract/board.ts'
import styles from './board.module.css'
import { Drill } from './Drill.tsx'
import { interval, percent } from './percent.ts'

type Dimension = Board['dimensions'][number]

/** The five sides of quality, each with its number, its interval, how it went, and what is to be mended. */
export function Dimensions({ board }: { board: Board }) {
  return (
    <ul className={styles.dimensions}>
      {board.dimensions.map(dimension => (
        <DimensionCard key={dimension.dimension} dimension={dimension} />
      ))}
    </ul>
  )
}

function DimensionCard({ dimension }: { dimension: Dimension }) {
  const t = useT()
  const format = useFormat()
  const { share, filter, rules } = dimension
  const broken = share.asked - share.good
  const name = t(`data-quality.dimension.${dimension.dimension}.name`)
  return (
    <li className={styles.dimension} title={t(`data-quality.dimension.${dimension.dimension}.why`)}>
      <h3>{name}</h3>
      {share.share === null ? (
        <>
          <p className={styles.big} data-none>
            –
          </p>
          <p className={styles.small}>
            {t(rules === 0 ? 'data-quality.board.noRules' : 'data-quality.board.notYet')}
          </p>
        </>
      ) : (
        <>
          <p className={styles.big}>{percent(share.share, format)}</p>
          <p className={styles.small}>
            {t('data-quality.board.interval', { interval: interval(share, format) ?? '' })}
          </p>
          <Trend dimension={dimension} name={name} />
          <p className={styles.foot}>
            {broken === 0 ? (
              t('data-quality.board.allGood')
            ) : (
              <Drill filter={filter}>{t('data-quality.board.toMend', { count: broken })}</Drill>
            )}
          </p>
        </>
      )}
    </li>
  )
}

function Trend({ dimension: { trend }, name }: { dimension: Dimension; name: string }) {
  const t = useT()
  const format = useFormat()
  const [first] = trend
  const last = trend.at(-1)
  if (!first || !last || trend.length < 3)
    return <p className={styles.noTrend}>{t('data-quality.board.noTrend')}</p>
  const words = t('data-quality.board.trend', {
    from: percent(first.share, format),
    to: percent(last.share, format),
    since: format.date(first.day, 'medium'),
  })
  return (
    <div className={styles.trend}>
      <Area values={trend.map(({ share }) => share)} label={`${name}: ${words}`} height={40} />
      <span className={styles.small}>
        {percent(first.share, format)} <bdi aria-hidden>→</bdi> {percent(last.share, format)}
      </span>
    </div>
  )
}
