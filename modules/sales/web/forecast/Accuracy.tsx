import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { type ForecastAccuracy, forecastLockContract as api, type JudgedForecast } from '../../contract.ts'
import { Meant } from '../pictures/Rows.tsx'
import styles from './forecast.module.css'
import { Judged } from './Judged.tsx'
import { usePeriodName } from '../periods/use-period-name.ts'

const figures = ['commit', 'weighted', 'expected', 'adjusted'] as const

type AccuracyProps = { pipeline: string | undefined; every: 'month' | 'quarter' }

/** How good the forecasts of past periods were, as they were locked when these began. */
export function Accuracy({ pipeline, every }: AccuracyProps) {
  const t = useT()
  const asked = useCall(
    api.forecastAccuracy,
    { query: { every, ...(pipeline ? { pipeline } : {}) } },
    { keepPrevious: true },
  )
  const title = t('sales.forecast.accuracy.title')
  const found = asked.data
  return (
    <Card title={title} aria-label={title}>
      <Reading of={asked} lines={5} />
      {found && found.periods.length === 0 && (
        <p className={styles.told}>{t('sales.forecast.accuracy.none')}</p>
      )}
      {found && found.periods.length > 0 && (
        <>
          <Said whole={found.whole} />
          <div className={styles.pair}>
            <Levels accuracy={found} />
            <Judged accuracy={found} />
          </div>
        </>
      )}
      {found && <Unjudged accuracy={found} />}
    </Card>
  )
}

/** The most telling figure in words. */
function Said({ whole }: { whole: ForecastAccuracy['whole'] }) {
  const t = useT()
  const format = useFormat()
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 0 })
  const { commit, expected } = whole
  if (commit.wmape === null) return <p className={styles.told}>{t('sales.forecast.accuracy.nothingWon')}</p>
  const bias = commit.bias ?? 0
  const way = Math.abs(bias) < 0.005 ? 'even' : bias > 0 ? 'much' : 'little'
  return (
    <p className={styles.told}>
      {t('sales.forecast.accuracy.commit', { error: percent(commit.wmape) })}{' '}
      {t(`sales.forecast.accuracy.${way}`, { bias: percent(Math.abs(bias)) })}
      {expected.wmape !== null && (
        <> {t('sales.forecast.accuracy.expected', { error: percent(expected.wmape) })}</>
      )}
    </p>
  )
}

function Levels({ accuracy }: { accuracy: ForecastAccuracy }) {
  const t = useT()
  const { whole, teams, sellers } = accuracy
  const levels = [
    { key: 'whole', name: t('sales.forecast.together'), figures: whole, level: 'whole' },
    ...(teams.length > 1
      ? teams.map(({ team, ...of }) => ({
          key: `team ${team.id}`,
          name: team.name ?? t('sales.forecast.noTeam'),
          figures: of,
          level: 'team',
        }))
      : []),
    ...sellers.map(({ owner, ...of }) => ({
      key: `seller ${owner.id}`,
      name: owner.name ?? t('sales.forecast.nobody'),
      figures: of,
      level: 'seller',
    })),
  ]
  return (
    <table className={styles.levels}>
      <caption>
        <Meant means={t('sales.forecast.means.wmape')}>{t('sales.forecast.accuracy.wmape')}</Meant>
        <Meant means={t('sales.forecast.means.bias')}>{t('sales.forecast.accuracy.bias')}</Meant>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('sales.forecast.accuracy.level')}</th>
          {figures.map(figure => (
            <th key={figure} scope="col">
              <Meant means={t(`sales.forecast.means.judged.${figure}`)}>
                {t(`sales.forecast.judged.${figure}`)}
              </Meant>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {levels.filter(judgedAtAll).map(({ key, name, figures: of, level }) => (
          <tr key={key} data-level={level}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            {figures.map(figure => (
              <td key={figure} data-label={t(`sales.forecast.judged.${figure}`)}>
                <Error of={of[figure]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Somebody of whom nothing was foreseen and who won nothing has no line. */
const judgedAtAll = ({ figures: of }: { figures: Record<(typeof figures)[number], JudgedForecast> }) =>
  figures.some(figure => of[figure].wmape !== null || of[figure].forecast !== 0)

function Error({ of: { wmape, bias, n } }: { of: JudgedForecast }) {
  const t = useT()
  const format = useFormat()
  if (wmape === null || n === 0) return <span className={styles.none}>–</span>
  const percent = (share: number, signed = false) =>
    format.number(share, {
      style: 'percent',
      maximumFractionDigits: 0,
      signDisplay: signed ? 'exceptZero' : 'auto',
    })
  return (
    <span title={t('sales.forecast.accuracy.of', { count: n })}>
      <bdi>{percent(wmape)}</bdi> {bias !== null && <small>{percent(bias, true)}</small>}
    </span>
  )
}

function Unjudged({ accuracy }: { accuracy: ForecastAccuracy }) {
  const t = useT()
  const format = useFormat()
  const nameOf = usePeriodName('short')
  const { withoutLock, otherCurrency } = accuracy
  const list = (periods: readonly string[]) => format.list(periods.map(nameOf))
  return (
    <>
      {withoutLock.length > 0 && (
        <p className={styles.note}>
          {t('sales.forecast.accuracy.withoutLock', { periods: list(withoutLock) })}
        </p>
      )}
      {otherCurrency.length > 0 && (
        <p className={styles.note}>
          {t('sales.forecast.accuracy.otherCurrency', { periods: list(otherCurrency) })}
        </p>
      )}
    </>
  )
}
