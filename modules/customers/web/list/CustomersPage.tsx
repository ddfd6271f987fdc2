import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Download, Plus, Upload } from 'lucide-react'
import { useMemo } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { Kbd } from '../../../../ui/theme/parts.tsx'
import { RecordBrowser } from '../../../../ui/views/RecordBrowser.tsx'
import { useListState } from '../../../../ui/views/use-list-state.ts'
import { customersContract } from '../../contract.ts'
import { WithReferences } from '../references.tsx'
import { useWarmUp } from '../warm-up.ts'
import { customerViews } from './built-in-views.ts'
import { CustomerPreview } from './CustomerPreview.tsx'
import { NoCustomersYet } from './NoCustomersYet.tsx'
import styles from './list.module.css'
import { nameInOrder } from './name-in-order.ts'
import { useBulkActs } from './use-bulk-acts.tsx'
import { useExport } from '../../../../ui/views/use-export.ts'
import { useViews } from '../../../../ui/views/use-views.ts'

const changed = [customersContract.list, customersContract.count]

const next = [() => import('../page/CustomerPage.tsx')]

/** All customers: views, filters, table and board, acts on many. */
export default function CustomersPage() {
  const t = useT()
  const may = useMay()
  const entity = useEntity('customer')
  const fixed = useMemo(() => customerViews(t), [t])
  const views = useViews('customer', fixed)
  const { bulk, dialog } = useBulkActs()
  useWarmUp(next)
  useLive(['customer', 'batch'], { invalidates: changed })
  return (
    <WithReferences>
      <RecordBrowser
        entity={entity}
        source={customersContract.list}
        count={customersContract.count}
        {...(may('customers.write') ? { update: customersContract.change } : {})}
        pathOf={record => `/customers/${record.id}`}
        views={views}
        bulk={bulk}
        cells={{ name: nameInOrder }}
        panel={record => <CustomerPreview key={record.id} id={record.id} />}
        acts={<ListActs views={views.list} />}
        empty={<NoCustomersYet />}
      />
      {dialog}
    </WithReferences>
  )
}

function ListActs({ views }: { views: Parameters<typeof useListState>[1] }) {
  const t = useT()
  const may = useMay()
  const navigate = useNavigate()
  const entity = useEntity('customer')
  const { state, q } = useListState(entity, views)
  const startExport = useExport('customer')
  return (
    <>
      {may('customers.import') && (
        <Button
          component={Link}
          to="/imports/new"
          search={{ entity: 'customer' } as never}
          className={styles.wide ?? ''}
          leftSection={<Upload size={15} strokeWidth={1.75} aria-hidden />}
        >
          {t('customers.list.import')}
        </Button>
      )}
      {may('customers.export') && (
        <Button
          className={styles.wide ?? ''}
          leftSection={<Download size={15} strokeWidth={1.75} aria-hidden />}
          onClick={() => void startExport({ filter: state.filter, sort: state.sort, q })}
        >
          {t('customers.list.export')}
        </Button>
      )}
      {may('customers.write') && (
        <Button
          variant="filled"
          leftSection={<Plus size={15} aria-hidden />}
          rightSection={<Kbd on="accent">C</Kbd>}
          aria-keyshortcuts="c"
          onClick={() => void navigate({ to: '/customers/new' })}
        >
          {t('customers.list.new')}
        </Button>
      )}
    </>
  )
}
