import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { Badge } from '../../../ui/theme/parts.tsx'
import type { Opportunity } from './opportunity.ts'
import { stepOf } from './opportunity.ts'
import styles from './sales.module.css'

/** What is to be done next, in one line; in amber where nothing is planned or its day has passed. */
export function NextStepMark({ opportunity }: { opportunity: Opportunity }) {
  const t = useT()
  const format = useFormat()
  const step = stepOf(opportunity, new Date())
  if (step === 'none') return null
  if (step === 'missing') return <Badge tone="amber">{t('sales.step.missing')}</Badge>
  const { nextStep, nextStepAt } = opportunity
  return (
    <span className={styles.step} data-late={step === 'late' || undefined}>
      <bdi>{nextStep ?? t('sales.step.unnamed')}</bdi>
      {nextStepAt && (
        <time dateTime={nextStepAt} title={format.dateTime(nextStepAt)}>
          {format.relative(nextStepAt)}
        </time>
      )}
    </span>
  )
}
