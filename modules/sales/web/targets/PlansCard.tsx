import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card, TextLink } from '../../../../ui/theme/parts.tsx'
import { type CommissionPlan, targetContract as api } from '../../contract.ts'
import { PlanDialog } from './PlanDialog.tsx'
import { usePlanWords } from './PlanSentence.tsx'
import styles from './targets.module.css'

/** What sellers get, by plan. What anybody got stands with himself only. */
export function PlansCard() {
  const t = useT()
  const asked = useCall(api.plans)
  const [making, setMaking] = useState(false)
  const [joining, setJoining] = useState<CommissionPlan | null>(null)
  const title = t('sales.targets.plans')
  const items = asked.data?.items ?? []
  return (
    <Card
      title={title}
      aria-label={title}
      aside={<TextLink onClick={() => setMaking(true)}>{t('sales.targets.newPlan')}</TextLink>}
    >
      <Reading of={asked} lines={3} />
      <p className={styles.quiet}>
        {t(items.length === 0 ? 'sales.targets.noPlans' : 'sales.targets.plansHint')}
      </p>
      <ul className={styles.list}>
        {items.map(plan => (
          <PlanLine key={plan.id} plan={plan} onJoin={() => setJoining(plan)} />
        ))}
      </ul>
      {(making || joining) && (
        <PlanDialog
          plan={joining}
          onDone={() => {
            setMaking(false)
            setJoining(null)
          }}
        />
      )}
    </Card>
  )
}

function PlanLine({ plan, onJoin }: { plan: CommissionPlan; onJoin: () => void }) {
  const t = useT()
  const format = useFormat()
  const words = usePlanWords()
  const sellers = plan.sellers.map(({ name, from, until }) =>
    t(until ? 'sales.targets.holdsUntil' : 'sales.targets.holdsFrom', {
      name: name ?? '–',
      from: format.date(from),
      until: until ? format.date(until) : '',
    }),
  )
  return (
    <li className={styles.plan}>
      <div className={styles.words}>
        <p>
          <bdi className={styles.name}>{plan.name}</bdi> {words(plan)}
        </p>
        <p className={styles.aside}>{sellers.join(' · ')}</p>
      </div>
      <TextLink onClick={onJoin}>{t('sales.targets.addSellers')}</TextLink>
    </li>
  )
}
