import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { salesContract } from '../../contract.ts'
import { opportunityOf, pathOf } from '../opportunity.ts'
import { DealFacts } from '../page/DealFacts.tsx'
import { StagePath } from '../page/StagePath.tsx'
import styles from '../sales.module.css'

/** An opportunity beside the list or the board. */
export function OpportunityPanel({ id }: { id: string }) {
  const t = useT()
  const asked = useCall(salesContract.getOpportunity, { params: { id } })
  if (!asked.isSuccess) return <Reading of={asked} lines={8} />
  const deal = opportunityOf(asked.data)
  return (
    <div className={styles.panel}>
      <StagePath opportunity={deal} />
      {deal.customer && (
        <Link to={`/customers/${deal.customer.id}`}>
          <bdi>{deal.customer.title}</bdi>
        </Link>
      )}
      <DealFacts record={asked.data} />
      <Button component={Link} to={pathOf(deal)} variant="filled">
        {t('sales.page.open')}
      </Button>
    </div>
  )
}
