import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { CustomerPart } from '../../../customers/web/index.ts'
import { dayContract, type Tier } from '../../contract.ts'
import { useAct } from '../use-act.ts'
import { TierPicker } from './TierPicker.tsx'
import styles from './visits.module.css'

/** How often this customer is visited, when last, and when next. */
export function VisitPlanCard({ id }: CustomerPart) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const act = useAct()
  const asked = useCall(dayContract.visitPlan, { params: { id } })
  const title = t('sales.visits.set')
  const set = (tier: Tier | null) =>
    void act(dayContract.planVisits, { params: { id }, body: { tier } }, t('sales.visits.done', { count: 1 }))
  const plan = asked.data
  const day = (on: string) => format.date(on)
  return (
    <Card title={title} aria-label={title}>
      {plan ? (
        <div className={styles.plan}>
          <TierPicker label={title} value={plan.tier} onChange={set} disabled={!may('sales.write')} />
          {(plan.tier !== null || plan.lastVisit || plan.coming) && (
            <p className={styles.quiet}>
              {plan.coming
                ? t('sales.visits.coming', { when: day(plan.coming) })
                : plan.dueOn && t('sales.visits.dueOn', { when: day(plan.dueOn) })}
              {(plan.coming ?? plan.dueOn) && ' · '}
              {plan.lastVisit
                ? t('sales.visits.last', { when: format.relative(plan.lastVisit) })
                : t('sales.visits.never')}
            </p>
          )}
        </div>
      ) : (
        <Reading of={asked} lines={2} />
      )}
    </Card>
  )
}
