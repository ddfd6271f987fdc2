import { Link } from '@tanstack/react-router'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { SurvivorshipTrial } from '../../contract/golden.ts'
import { useFieldWords } from './field-words.ts'
import styles from './golden.module.css'

/** What other rules would change on existing customers: how much, in which fields, and some of it by name. */
export function TrialCard({ trial }: { trial: SurvivorshipTrial }) {
  const t = useT()
  const format = useFormat()
  const words = useFieldWords()
  const nothing = t('data-quality.golden.parting.empty')
  if (trial.families === 0)
    return (
      <Card title={t('data-quality.golden.settings.trial')}>
        <p>{t('data-quality.golden.settings.none')}</p>
      </Card>
    )
  return (
    <Card title={t('data-quality.golden.settings.trial')}>
      <p className={styles.found} role="status">
        {t('data-quality.golden.settings.found', {
          families: trial.families,
          values: trial.values,
        })}
      </p>
      {trial.checked < trial.families && (
        <p className={styles.hint}>
          {t('data-quality.golden.settings.drawn', { checked: format.number(trial.checked) })}
        </p>
      )}
      <p className={styles.hint}>
        {trial.byField
          .map(({ field, values }) => `${words.labelOf(field)} ${format.number(values)}`)
          .join(' · ')}
      </p>
      <ul className={styles.samples}>
        {trial.samples.map(sample => (
          <li key={`${sample.customerId} ${sample.field}`}>
            <span>
              <Link to={`/customers/${sample.customerId}`}>
                <bdi>{sample.name}</bdi>
              </Link>
              <br />
              <small>{words.labelOf(sample.field)}</small>
            </span>
            <span>
              <del>
                <bdi>{sample.was ?? nothing}</bdi>
              </del>{' '}
              → <bdi>{sample.becomes ?? nothing}</bdi>
              <br />
              <small>{t(`data-quality.golden.why.${sample.decided}`)}</small>
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{t('data-quality.golden.settings.trialHint')}</p>
    </Card>
  )
}
