import { Button } from '@mantine/core'
import { MapPin } from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card, EmptyState } from '../../../../ui/theme/parts.tsx'
import { dayContract } from '../../contract.ts'
import { SalesTabs } from '../SalesTabs.tsx'
import { RhythmCard } from './RhythmCard.tsx'
import { useVisits, useWhich } from './use-visits.ts'
import { VisitFilters } from './VisitFilters.tsx'
import { VisitLine } from './VisitLine.tsx'
import styles from './visits.module.css'

const reads = [dayContract.visits]

/** Whom to visit next, by place and tier. */
export default function VisitsPage() {
  const t = useT()
  const may = useMay()
  const { which, change } = useWhich()
  const visits = useVisits(which)
  useLive(['timeline-entry', 'batch'], { invalidates: reads })
  const items = visits.data?.pages.flatMap(page => page.items) ?? []
  const title = t(which.due ? 'sales.visits.due' : 'sales.visits.all')
  return (
    <Page title={t('sales.visits.title')}>
      <SalesTabs />
      <div className={styles.page}>
        <VisitFilters which={which} onChange={change} />
        <Card title={title} aria-label={title}>
          <Reading of={visits} lines={8} />
          {visits.data && items.length === 0 && (
            <EmptyState icon={<MapPin size={20} aria-hidden />} title={t('sales.visits.none')}>
              {t('sales.visits.noneHint')}
            </EmptyState>
          )}
          <ul className={styles.list}>
            {items.map(visit => (
              <VisitLine key={visit.customer.id} visit={visit} showOwner={which.whose !== 'mine'} />
            ))}
          </ul>
          {visits.hasNextPage && (
            <Button loading={visits.isFetchingNextPage} onClick={() => void visits.fetchNextPage()}>
              {t('sales.visits.more')}
            </Button>
          )}
        </Card>
        {may('sales.manage') && <RhythmCard />}
      </div>
    </Page>
  )
}
