import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { RecordOpened } from '../../../../ui/record/RecordOpened.tsx'
import { RecordPage } from '../../../../ui/record/RecordPage.tsx'
import { useLive } from '../../../../ui/shell/live.ts'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { Badge, Card } from '../../../../ui/theme/parts.tsx'
import { dealContract, type OpportunityPage as OpportunityPageData } from '../../contract.ts'
import { CloseDialog } from '../closing/CloseDialog.tsx'
import { type Opportunity, opportunityOf } from '../opportunity.ts'
import { QuotesCard } from '../quotes/QuotesCard.tsx'
import { SalesReferences } from '../references.tsx'
import { reads } from '../use-act.ts'
import { CriteriaCard } from './CriteriaCard.tsx'
import styles from './deal.module.css'
import { DealActs } from './DealActs.tsx'
import { DealFacts } from './DealFacts.tsx'
import { DealStory } from './DealStory.tsx'
import { NextStep } from './NextStep.tsx'
import { PeopleCard } from './PeopleCard.tsx'
import { RivalsCard } from './RivalsCard.tsx'
import { StagePath } from './StagePath.tsx'
import { Stalled } from './Stalled.tsx'
import { useMoving } from './use-moving.ts'

/** The page of one opportunity. */
export default function OpportunityPage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const asked = useCall(dealContract.opportunityPage, { params: { id } })
  useLive(['opportunity', 'batch'], { invalidates: reads })
  return (
    <RecordOpened
      asked={asked}
      title={t('entity.opportunity.$one')}
      gone={t('sales.page.gone')}
      list={{ path: '/sales/opportunities', title: t('entity.opportunity.$title') }}
    >
      {page => (
        <SalesReferences>
          <Deal key={id} page={page} />
        </SalesReferences>
      )}
    </RecordOpened>
  )
}

function Deal({ page }: { page: OpportunityPageData }) {
  const t = useT()
  const { record, criteria, involved, competition } = page
  const deal = opportunityOf(record)
  const moving = useMoving(deal, criteria)
  const [closing, setClosing] = useState<'won' | 'lost' | null>(null)
  return (
    <>
      <RecordPage
        title={deal.name}
        id={deal.id}
        subtitle={
          deal.customer && (
            <Link to={`/customers/${deal.customer.id}`}>
              <bdi>{deal.customer.title}</bdi>
            </Link>
          )
        }
        badges={<Worth deal={deal} />}
        footing={<Expected deal={deal} />}
        trail={
          <>
            <Link to="/sales/opportunities">{t('entity.opportunity.$title')}</Link> /
          </>
        }
        acts={<DealActs opportunity={deal} onClose={setClosing} />}
        nextStep={
          <>
            <StagePath opportunity={deal} moving={moving} keys />
            <Stalled opportunity={deal} moving={moving} onClose={setClosing} />
            <NextStep record={record} />
          </>
        }
        left={
          <Card title={t('ui.record.facts')} aria-label={t('ui.record.facts')}>
            <DealFacts record={record} />
          </Card>
        }
        middle={<DealStory page={page} />}
        right={
          <>
            {!deal.outcome && <CriteriaCard opportunity={deal} criteria={criteria} />}
            <QuotesCard opportunity={deal} />
            <PeopleCard opportunity={deal} involved={involved} />
            <RivalsCard opportunity={deal} competition={competition} />
          </>
        }
      />
      {closing && <CloseDialog opportunity={deal} outcome={closing} onDone={() => setClosing(null)} />}
    </>
  )
}

/** How much it is, and how it ended. */
function Worth({ deal: { outcome, amount, currency } }: { deal: Opportunity }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      {outcome && (
        <Badge tone={outcome === 'won' ? 'accent' : 'neutral'}>
          {t(`entity.opportunity.outcome.${outcome}`)}
        </Badge>
      )}
      {amount !== null && <span className={styles.amount}>{format.money(amount, currency)}</span>}
    </>
  )
}

/** When it may be decided, or was. */
function Expected({ deal: { outcome, expectedClose, closedAt } }: { deal: Opportunity }) {
  const t = useT()
  const format = useFormat()
  if (outcome) return closedAt && format.date(closedAt)
  return expectedClose && t('sales.deal.expected', { date: format.date(expectedClose) })
}
