import { Checkbox } from '@mantine/core'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import { Nothing } from '../../../customers/web/index.ts'
import { dealContract, type OpportunityPage } from '../../contract.ts'
import type { Opportunity } from '../opportunity.ts'
import { useAct } from '../use-act.ts'
import styles from './deal.module.css'

type Criterion = OpportunityPage['criteria'][number]
type CriteriaCardProps = { opportunity: Opportunity; criteria: readonly Criterion[] }

/** What should hold before the deal leaves its stage: ticked by whom, and when. */
export function CriteriaCard({ opportunity, criteria }: CriteriaCardProps) {
  const t = useT()
  const format = useFormat()
  const title = t('sales.deal.criteria.title', { stage: opportunity.stage.title })
  const met = criteria.filter(({ metAt }) => metAt !== null).length
  return (
    <Card
      title={title}
      aria-label={title}
      aside={
        criteria.length > 0 &&
        t('sales.deal.criteria.count', { met: format.number(met), all: format.number(criteria.length) })
      }
    >
      {criteria.length === 0 && <Nothing>{t('sales.deal.criteria.none')}</Nothing>}
      <ul className={styles.criteria}>
        {criteria.map(criterion => (
          <li key={criterion.key}>
            <CriterionLine opportunity={opportunity} criterion={criterion} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function CriterionLine({ opportunity, criterion }: { opportunity: Opportunity; criterion: Criterion }) {
  const t = useT()
  const may = useMay()
  const act = useAct()
  const format = useFormat()
  const { key, text, metAt, metBy } = criterion
  const tick = (met: boolean) =>
    void act(
      dealContract.tickCriterion,
      { params: { id: opportunity.id }, body: { key, met } },
      t(met ? 'sales.deal.criteria.ticked' : 'sales.deal.criteria.unticked', { text }),
    )
  const when = metAt && format.relative(metAt)
  return (
    <Checkbox
      size="xs"
      classNames={{
        label: styles.tickWords ?? '',
        body: styles.tick ?? '',
        description: styles.tickWhen ?? '',
      }}
      checked={metAt !== null}
      disabled={!may('sales.write') || opportunity.outcome !== null}
      label={<bdi>{text}</bdi>}
      description={
        when &&
        (metBy?.title
          ? t('sales.deal.criteria.met', { name: metBy.title, when })
          : t('sales.deal.criteria.metAt', { when }))
      }
      onChange={event => tick(event.currentTarget.checked)}
    />
  )
}
