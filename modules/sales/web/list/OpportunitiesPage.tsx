import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Download, Plus, Trophy } from 'lucide-react'
import { useMemo } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { EmptyState, Kbd } from '../../../../ui/theme/parts.tsx'
import { RecordBrowser } from '../../../../ui/views/RecordBrowser.tsx'
import { useOpenedWith } from '../../../../ui/views/use-opened-with.ts'
import { useExport } from '../../../../ui/views/use-export.ts'
import { useListState } from '../../../../ui/views/use-list-state.ts'
import { useViews } from '../../../../ui/views/use-views.ts'
import { salesContract } from '../../contract.ts'
import { NextStepMark } from '../NextStepMark.tsx'
import { opportunityOf, pathOf } from '../opportunity.ts'
import { SalesReferences } from '../references.tsx'
import { SalesTabs } from '../SalesTabs.tsx'
import styles from '../sales.module.css'
import { opportunityViews } from './built-in-views.ts'
import { OpportunityPanel } from './OpportunityPanel.tsx'

const changed = [salesContract.opportunities, salesContract.countOpportunities]

const cells = {
  nextStep: (record: RecordRow) => <NextStepMark opportunity={opportunityOf(record)} />,
}

/** All opportunities: views, filters, table and calendar. */
export default function OpportunitiesPage() {
  const t = useT()
  const may = useMay()
  const entity = useEntity('opportunity')
  const fixed = useMemo(() => opportunityViews(t), [t])
  const views = useViews('opportunity', fixed)
  useLive(['opportunity', 'batch'], { invalidates: changed })
  useOpenedWith('mine', '/sales/opportunities')
  return (
    <SalesReferences>
      <RecordBrowser
        entity={entity}
        source={salesContract.opportunities}
        count={salesContract.countOpportunities}
        {...(may('sales.write') ? { update: salesContract.changeOpportunity } : {})}
        pathOf={pathOf}
        views={views}
        cells={cells}
        panel={record => <OpportunityPanel key={record.id} id={record.id} />}
        acts={<ListActs views={views.list} />}
        above={<SalesTabs filled />}
        empty={<NothingYet />}
      />
    </SalesReferences>
  )
}

function ListActs({ views }: { views: Parameters<typeof useListState>[1] }) {
  const t = useT()
  const may = useMay()
  const { state, q } = useListState(useEntity('opportunity'), views)
  const startExport = useExport('opportunity')
  return (
    <>
      {may('sales.export') && (
        <Button
          className={styles.wide ?? ''}
          leftSection={<Download size={15} strokeWidth={1.75} aria-hidden />}
          onClick={() => void startExport({ filter: state.filter, sort: state.sort, q })}
        >
          {t('sales.list.export')}
        </Button>
      )}
      <NewButton />
    </>
  )
}

/** Leads to the form of a new opportunity. */
export function NewButton() {
  const t = useT()
  const may = useMay()
  const navigate = useNavigate()
  if (!may('sales.write')) return null
  return (
    <Button
      variant="filled"
      leftSection={<Plus size={15} aria-hidden />}
      rightSection={<Kbd on="accent">O</Kbd>}
      aria-keyshortcuts="o"
      onClick={() => void navigate({ to: '/sales/opportunities/new' })}
    >
      {t('sales.list.new')}
    </Button>
  )
}

/** No opportunity yet: what one is, and how to begin. */
export function NothingYet() {
  const t = useT()
  return (
    <EmptyState icon={<Trophy size={20} aria-hidden />} title={t('sales.list.none')} acts={<NewButton />}>
      {t('sales.list.noneHint')}
    </EmptyState>
  )
}
