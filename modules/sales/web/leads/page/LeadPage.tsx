import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../../platform/contract/hooks.ts'
import { useT } from '../../../../../platform/i18n/react.ts'
import { RecordOpened } from '../../../../../ui/record/RecordOpened.tsx'
import { RecordPage } from '../../../../../ui/record/RecordPage.tsx'
import { useLive } from '../../../../../ui/shell/live.ts'
import { usePathParams } from '../../../../../ui/shell/url-state.ts'
import { Card } from '../../../../../ui/theme/parts.tsx'
import { leadContract, type LeadPage as LeadPageData } from '../../../contract.ts'
import { SalesReferences } from '../../references.tsx'
import { leadOf } from '../lead.ts'
import { SeenMark, StateMark } from '../Marks.tsx'
import { leadReads } from '../use-lead-act.ts'
import { AsideSentence } from './AsideSentence.tsx'
import { LeadActs } from './LeadActs.tsx'
import { LeadFacts } from './LeadFacts.tsx'
import { LeadHistory } from './LeadHistory.tsx'
import { Became, Openings, Origin, Typed } from './LeadParts.tsx'
import { WhoSees } from './WhoSees.tsx'

/** The page of one lead. */
export default function LeadPage() {
  const t = useT()
  const { id = '' } = usePathParams()
  const asked = useCall(leadContract.leadPage, { params: { id } })
  useLive(['lead', 'batch'], { invalidates: leadReads })
  return (
    <RecordOpened
      asked={asked}
      title={t('entity.lead.$one')}
      gone={t('sales.leads.gone')}
      list={{ path: '/sales/leads', title: t('entity.lead.$title') }}
    >
      {page => (
        <SalesReferences>
          <One key={id} page={page} />
        </SalesReferences>
      )}
    </RecordOpened>
  )
}

function One({ page: { record, sharing, openings } }: { page: LeadPageData }) {
  const t = useT()
  const lead = leadOf(record)
  const company = lead.company === lead.name ? null : lead.company
  const at = [lead.jobTitle, company].filter(Boolean).join(' · ')
  return (
    <RecordPage
      title={lead.name}
      id={lead.id}
      subtitle={at !== '' && <bdi>{at}</bdi>}
      badges={<StateMark lead={lead} />}
      footing={<SeenMark lead={lead} />}
      trail={
        <>
          <Link to="/sales/leads">{t('entity.lead.$title')}</Link> /
        </>
      }
      acts={<LeadActs lead={lead} />}
      nextStep={
        <>
          <WhoSees lead={lead} sharing={sharing} />
          <AsideSentence lead={lead} />
        </>
      }
      left={
        <Card title={t('ui.record.facts')} aria-label={t('ui.record.facts')}>
          <LeadFacts record={record} />
        </Card>
      }
      middle={
        <>
          {lead.typed && <Typed text={lead.typed} />}
          <LeadHistory id={lead.id} />
        </>
      }
      right={
        <>
          <Became lead={lead} />
          {openings && <Openings openings={openings} shared={lead.sharedAt !== null} />}
          <Origin lead={lead} />
        </>
      }
    />
  )
}
