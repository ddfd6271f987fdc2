import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { PairView } from '../../contract.ts'
import styles from './desk.module.css'

/** Why this pair is asked about, and how often people found such pairs to be one. */
export function Asked({ pair }: { pair: PairView }) {
  const t = useT()
  const format = useFormat()
  const bits = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  const percent = (value: number) =>
    format.number(100 * value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const { review, link } = pair.asked
  const key = pair.weight >= link ? 'askedAbove' : pair.weight < review ? 'askedBelow' : 'asked'
  const { experience } = pair
  return (
    <div className={styles.asked}>
      <p>
        {t(`matching.desk.${key}`, { weight: bits(pair.weight), review: bits(review), link: bits(link) })}{' '}
        {experience ? (
          <>
            {t('matching.desk.learnt', { decided: experience.decided, same: experience.same })}{' '}
            <span className={styles.interval}>
              {t('matching.desk.interval', { low: percent(experience.low), high: percent(experience.high) })}
            </span>
          </>
        ) : (
          t('matching.desk.unlearnt')
        )}
      </p>
      {pair.veto.length > 0 && (
        <p className={styles.veto}>
          {t('matching.desk.veto')} {pair.veto.map(name => t(`matching.veto.${name}`)).join(' ')}
        </p>
      )}
      {pair.linked && <p className={styles.veto}>{t('matching.desk.linked')}</p>}
      <Decided pair={pair} bits={bits} />
    </div>
  )
}

function Decided({ pair, bits }: { pair: PairView; bits: (value: number) => string }) {
  const t = useT()
  const format = useFormat()
  const { decision } = pair
  if (!decision) return null
  const words = {
    by: decision.by ?? t('matching.desk.someone'),
    verdict: t(`matching.desk.verdict.${decision.verdict}`),
    when: format.relative(decision.at),
  }
  const again = decision.verdict === 'different' && decision.weight !== null && !pair.linked
  return (
    <p className={styles.veto}>
      {decision.reason
        ? t('matching.desk.decidedBecause', { ...words, reason: decision.reason })
        : t('matching.desk.decided', words)}{' '}
      {again &&
        decision.weight !== null &&
        pair.weight - decision.weight >= 1 &&
        t('matching.desk.again', { ...words, before: bits(decision.weight), now: bits(pair.weight) })}
    </p>
  )
}
