import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card, Sentence } from '../../../../ui/theme/parts.tsx'
import { hasText } from '../../../../platform/i18n/index.ts'
import type { EvaluationResult } from '../../contract.ts'
import styles from './evaluations.module.css'

type Share = EvaluationResult['found']['precision']

function usePercent() {
  const format = useFormat()
  return (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 1 })
}

/** What came of an evaluation: how much was found and how much of it was right, by threshold and by group, and what it took. */
export function Result({ result }: { result: EvaluationResult }) {
  const t = useT()
  const percent = usePercent()
  return (
    <>
      <Sentence>
        {t('matching.evaluation.result.sentence', {
          pairs: result.pairs,
          rows: result.rows,
          recall: percent(result.found.recall.value),
          precision: percent(result.found.precision.value),
        })}
      </Sentence>
      <QualityCard result={result} />
      {result.groups.length > 0 && <Groups groups={result.groups} />}
      <CostCard result={result} />
    </>
  )
}

function Heads({ first, second }: { first: string; second: string }) {
  const t = useT()
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col" className={`${styles.figure} ${styles.hideNarrow}`}>
          {second}
        </th>
        {(['precision', 'recall', 'f1'] as const).map(name => (
          <th key={name} scope="col" className={styles.figure}>
            {t(`matching.evaluation.result.${name}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function QualityCard({ result: { found, best, linked, threshold } }: { result: EvaluationResult }) {
  const t = useT()
  const format = useFormat()
  const of = (key: string, values?: Record<string, string | number>) =>
    t(`matching.evaluation.result.${key}`, values)
  const held = linked.held.map(({ because, pairs }) => of(`held.${because}`, { count: pairs }))
  return (
    <Card title={of('quality')}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <Heads first="" second={of('pairs')} />
          <tbody>
            <Row name={of('threshold')} from={threshold} {...found} />
            <Row
              name={of('best')}
              from={best.threshold}
              precision={{ value: best.precision }}
              recall={{ value: best.recall }}
              f1={best.f1}
            />
            <Row name={of('linked')} {...linked} />
          </tbody>
        </table>
      </div>
      <div className={styles.notes}>
        <p>
          {of('clusters', {
            largest: format.number(linked.largest),
            held: held.join(', ') || of('heldNone'),
          })}
        </p>
        <p>{of('intervalHint')}</p>
        <p>{of('bestHint')}</p>
      </div>
    </Card>
  )
}

type RowProps = {
  name: string
  from?: number
  pairs?: number
  precision: Partial<Share> & { value: number }
  recall: Partial<Share> & { value: number }
  f1: number
}

function Row({ name, from, pairs, precision, recall, f1 }: RowProps) {
  const t = useT()
  const format = useFormat()
  const percent = usePercent()
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
        {from !== undefined && (
          <span className={styles.small}>
            {t('matching.evaluation.result.from', {
              weight: format.number(from, { maximumFractionDigits: 1 }),
            })}
          </span>
        )}
      </th>
      <td className={`${styles.figure} ${styles.hideNarrow}`}>
        {pairs === undefined ? '' : format.number(pairs)}
      </td>
      <ShareCell share={precision} />
      <ShareCell share={recall} />
      <td className={styles.figure}>{percent(f1)}</td>
    </tr>
  )
}

function ShareCell({ share: { value, low, high } }: { share: RowProps['precision'] }) {
  const t = useT()
  const percent = usePercent()
  return (
    <td className={styles.figure}>
      {percent(value)}
      {low !== undefined && high !== undefined && (
        <span className={styles.small}>
          {t('matching.evaluation.result.interval', { low: percent(low), high: percent(high) })}
        </span>
      )}
    </td>
  )
}

function Groups({ groups }: { groups: EvaluationResult['groups'] }) {
  const t = useT()
  const named = ({ by, value }: EvaluationResult['groups'][number]) => {
    const script = `matching.evaluation.result.script.${value}`
    return t(`matching.evaluation.result.by.${by}`, {
      value: by === 'script' && hasText(script) ? t(script) : value,
    })
  }
  return (
    <Card title={t('matching.evaluation.result.groups')}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <Heads
            first={t('matching.evaluation.result.group')}
            second={t('matching.evaluation.result.truePairs')}
          />
          <tbody>
            {groups.map(group => (
              <Row key={`${group.by} ${group.value}`} name={named(group)} {...group} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.notes}>
        <p>{t('matching.evaluation.result.groupsHint')}</p>
      </div>
    </Card>
  )
}

function CostCard({ result: { cost, compared } }: { result: EvaluationResult }) {
  const t = useT()
  const format = useFormat()
  const of = (value: number, unit: 'second' | 'megabyte') =>
    format.number(value, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: unit === 'second' ? 1 : 0,
    })
  return (
    <Card title={t('matching.evaluation.result.cost')}>
      <p>
        {t('matching.evaluation.result.costWords', {
          seconds: of(cost.seconds, 'second'),
          cpu: of(cost.cpuSeconds, 'second'),
          memory: of(cost.peakMemoryMiB, 'megabyte'),
          compared: format.number(compared),
        })}
      </p>
    </Card>
  )
}
