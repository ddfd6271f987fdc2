import { isolated } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { CommissionPlan, MyNumbers, MyPlan } from '../../contract.ts'
import styles from './targets.module.css'

/** What a plan pays, in words: its rate, its steps, and within what they are measured. */
export function usePlanWords(): (plan: MyPlan | CommissionPlan) => string {
  const t = useT()
  const format = useFormat()
  const percent = (basisPoints: number) =>
    isolated(format.number(basisPoints / 10_000, { style: 'percent', maximumFractionDigits: 2 }))
  return ({ basisPoints, steps, per }) =>
    [
      percent(basisPoints),
      ...steps.map(step =>
        t(`sales.targets.stepFrom.${per}`, {
          from: isolated(format.number(step.fromPercent / 100, { style: 'percent' })),
          rate: percent(step.basisPoints),
        }),
      ),
    ].join(t('sales.targets.stepJoin'))
}

/** By which plan one is paid, and since when. */
export function PlanSentence({ numbers }: { numbers: MyNumbers }) {
  const t = useT()
  const format = useFormat()
  const words = usePlanWords()
  const { plan } = numbers
  return (
    <p className={styles.quiet}>
      {plan
        ? t('sales.targets.byPlan', {
            plan: isolated(plan.name),
            rates: words(plan),
            day: isolated(format.date(plan.fromOn)),
          })
        : t('sales.targets.noPlan')}
    </p>
  )
}
