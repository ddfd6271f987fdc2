import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../../platform/contract/hooks.ts'
import { useT } from '../../../../../platform/i18n/react.ts'
import { Reading } from '../../../../../ui/shell/Reading.tsx'
import { leadContract } from '../../../contract.ts'
import salesStyles from '../../sales.module.css'
import { leadOf, leadPath } from '../lead.ts'
import { LeadFacts } from '../page/LeadFacts.tsx'
import { WhoSees } from '../page/WhoSees.tsx'

/** A lead beside the list. */
export function LeadPanel({ id }: { id: string }) {
  const t = useT()
  const asked = useCall(leadContract.leadPage, { params: { id } })
  if (!asked.isSuccess) return <Reading of={asked} lines={8} />
  const { record, sharing } = asked.data
  const lead = leadOf(record)
  return (
    <div className={salesStyles.panel}>
      <WhoSees lead={lead} sharing={sharing} />
      <LeadFacts record={record} />
      <Button component={Link} to={leadPath(lead)} variant="filled">
        {t('sales.leads.open')}
      </Button>
    </div>
  )
}
