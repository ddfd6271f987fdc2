import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { salesContract } from '../../contract.ts'
import { opportunityOf, pathOf } from '../opportunity.ts'
import { DealFacts } from '../page/DealFacts.tsx'
import { StagePath } from '../page/StagePath.tsx'
import { useMoving } from '../page/use-moving.ts'
import styles from '../sales.module.css'

/** An opportunity beside the list or the board. */
export function OpportunityPanel({ id }: { id: string }) {
  const asked = useCall(salesContract.getOpportunity, { params: { id } })
  return asked.isSuccess ? <Shown record={asked.data} /> : <Reading of={asked} lines={8} />
}

function Shown({ record }: { record: RecordRow }) {
  const t = useT()
  const deal = opportunityOf(record)
  const moving = useMoving(deal)
  return (
    <div className={styles.panel}>
      <StagePath opportunity={deal} moving={moving} />
      {deal.customer && (
        <Link to={`/customers/${deal.customer.id}`}>
          <bdi>{deal.customer.title}</bdi>
        </Link>
      )}
      <DealFacts record={record} />
      <Button component={Link} to={pathOf(deal)} variant="filled">
        {t('sales.page.open')}
      </Button>
    </div>
  )
}
