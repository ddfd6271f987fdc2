import { Button } from '@mantine/core'
import { UserRoundPlus } from 'lucide-react'
import { useMemo } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import type { RecordRow } from '../../../../../ui/field/record.ts'
import { useLive } from '../../../../../ui/shell/live.ts'
import { useEntity, useMay } from '../../../../../ui/shell/session.tsx'
import { EmptyState, Kbd } from '../../../../../ui/theme/parts.tsx'
import { RecordBrowser } from '../../../../../ui/views/RecordBrowser.tsx'
import { useOpenedWith } from '../../../../../ui/views/use-opened-with.ts'
import { useViews } from '../../../../../ui/views/use-views.ts'
import { leadContract } from '../../../contract.ts'
import { SalesReferences } from '../../references.tsx'
import { SalesTabs } from '../../SalesTabs.tsx'
import { askCapture } from '../capture/capture-asked.ts'
import { leadOf, leadPath } from '../lead.ts'
import { SeenMark, StateMark } from '../Marks.tsx'
import { NoticesBell } from '../notices/NoticesBell.tsx'
import { LeadPanel } from './LeadPanel.tsx'
import { leadViews } from './lead-views.ts'
import { TeamSums } from './TeamSums.tsx'

const changed = [leadContract.leads, leadContract.countLeads, leadContract.leadNotices]

const cells = {
  state: (record: RecordRow) => <StateMark lead={leadOf(record)} />,
  sharedAt: (record: RecordRow) => <SeenMark lead={leadOf(record)} day />,
}

/** Leads: one's own, what is shared, what is worth another look. */
export default function LeadsPage() {
  const t = useT()
  const may = useMay()
  const entity = useEntity('lead')
  const fixed = useMemo(() => leadViews(t), [t])
  const views = useViews('lead', fixed)
  useLive(['lead', 'batch'], { invalidates: changed })
  useOpenedWith('mine', '/sales/leads')
  return (
    <SalesReferences>
      <RecordBrowser
        entity={entity}
        source={leadContract.leads}
        count={leadContract.countLeads}
        {...(may('sales.write') ? { update: leadContract.changeLead } : {})}
        pathOf={leadPath}
        views={views}
        cells={cells}
        panel={record => <LeadPanel key={record.id} id={record.id} />}
        acts={
          <>
            <NoticesBell />
            <CaptureButton />
          </>
        }
        above={
          <>
            <SalesTabs filled />
            <TeamSums />
          </>
        }
        empty={<NothingYet />}
      />
    </SalesReferences>
  )
}

function CaptureButton() {
  const t = useT()
  const may = useMay()
  if (!may('sales.write')) return null
  return (
    <Button
      variant="filled"
      leftSection={<UserRoundPlus size={15} aria-hidden />}
      rightSection={<Kbd on="accent">L</Kbd>}
      aria-keyshortcuts="l"
      onClick={askCapture}
    >
      {t('sales.leads.capture.act')}
    </Button>
  )
}

function NothingYet() {
  const t = useT()
  return (
    <EmptyState
      icon={<UserRoundPlus size={20} aria-hidden />}
      title={t('sales.leads.none')}
      acts={<CaptureButton />}
    >
      {t('sales.leads.noneHint')}
    </EmptyState>
  )
}
