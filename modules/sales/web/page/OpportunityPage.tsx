import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { RecordPage } from '../../../../ui/record/RecordPage.tsx'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { usePathParams } from '../../../../ui/shell/url-state.ts'
import { Badge, Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { dealContract, type OpportunityPage as OpportunityPageData } from '../../contract.ts'
import { NextStepMark } from '../NextStepMark.tsx'
import { opportunityOf } from '../opportunity.ts'
import { QuotesCard } from '../quotes/QuotesCard.tsx'
import { SalesReferences } from '../references.tsx'
import { reads } from '../use-act.ts'
import { CourseCard } from './CourseCard.tsx'
import { DealActs } from './DealActs.tsx'
import { DealFacts } from './DealFacts.tsx'
import { StagePath } from './StagePath.tsx'

/** The page of one opportunity. */
export default function OpportunityPage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const asked = useCall(dealContract.opportunityPage, { params: { id } })
  useLive(['opportunity', 'batch'], { invalidates: reads })
  const title = t('entity.opportunity.$one')
  if (asked.error && [400, 404].includes(asked.error.status))
    return (
      <Page title={title}>
        <EmptyState
          title={t('sales.page.gone')}
          acts={<Link to="/sales/opportunities">{t('entity.opportunity.$title')}</Link>}
        />
      </Page>
    )
  if (!asked.data || asked.error)
    return (
      <Page title={title}>
        <Reading of={asked} lines={9} />
      </Page>
    )
  return (
    <SalesReferences>
      <Deal key={id} page={asked.data} />
    </SalesReferences>
  )
}

function Deal({ page: { record, visits, closure } }: { page: OpportunityPageData }) {
  const t = useT()
  const format = useFormat()
  const deal = opportunityOf(record)
  const { customer, amount, outcome } = deal
  return (
    <RecordPage
      title={deal.name}
      id={deal.id}
      subtitle={
        customer && (
          <Link to={`/customers/${customer.id}`}>
            <bdi>{customer.title}</bdi>
          </Link>
        )
      }
      badges={
        <>
          {outcome && (
            <Badge tone={outcome === 'won' ? 'accent' : 'neutral'}>
              {t(`entity.opportunity.outcome.${outcome}`)}
            </Badge>
          )}
          <NextStepMark opportunity={deal} />
        </>
      }
      footing={amount === null ? undefined : format.money(amount, deal.currency)}
      trail={
        <>
          <Link to="/sales/opportunities">{t('entity.opportunity.$title')}</Link> /
        </>
      }
      acts={<DealActs opportunity={deal} />}
      nextStep={<StagePath opportunity={deal} />}
      left={
        <Card title={t('ui.record.facts')} aria-label={t('ui.record.facts')}>
          <DealFacts record={record} />
        </Card>
      }
      middle={<CourseCard visits={visits} closure={closure} />}
      right={<QuotesCard opportunity={deal} />}
    />
  )
}
