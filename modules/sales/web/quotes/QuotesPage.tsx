import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Download, FileText, Percent } from 'lucide-react'
import { useMemo } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { type Translate, useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { EmptyState, Sentence } from '../../../../ui/theme/parts.tsx'
import { RecordBrowser } from '../../../../ui/views/RecordBrowser.tsx'
import type { SavedView } from '../../../../ui/views/saved-view.ts'
import { useExport } from '../../../../ui/views/use-export.ts'
import { useListState } from '../../../../ui/views/use-list-state.ts'
import { useViews } from '../../../../ui/views/use-views.ts'
import { quoteContract } from '../../contract.ts'
import { percentOf } from '../rates.ts'
import { SalesReferences } from '../references.tsx'
import { SalesTabs } from '../SalesTabs.tsx'
import sales from '../sales.module.css'
import styles from './quotes.module.css'

const changed = [quoteContract.quotes, quoteContract.countQuotes, quoteContract.waitingApprovals]

const pathOf = ({ id }: RecordRow) => `/quotes/${id}`

/** All quotes one may see, and above them what waits for one's approval. */
export default function QuotesPage() {
  const t = useT()
  const fixed = useMemo(() => builtIn(t), [t])
  const views = useViews('quote', fixed)
  useLive(['quote', 'opportunity', 'batch'], { invalidates: changed })
  return (
    <SalesReferences>
      <RecordBrowser
        entity={useEntity('quote')}
        source={quoteContract.quotes}
        count={quoteContract.countQuotes}
        pathOf={pathOf}
        views={views}
        acts={<ExportButton views={views.list} />}
        above={
          <>
            <SalesTabs filled />
            <Waiting />
          </>
        }
        empty={
          <EmptyState icon={<FileText size={20} aria-hidden />} title={t('sales.quoting.none')}>
            {t('sales.quoting.noneHint')}
          </EmptyState>
        }
      />
    </SalesReferences>
  )
}

function ExportButton({ views }: { views: Parameters<typeof useListState>[1] }) {
  const t = useT()
  const may = useMay()
  const { state, q } = useListState(useEntity('quote'), views)
  const startExport = useExport('quote')
  if (!may('sales.export')) return null
  return (
    <Button
      className={sales.wide ?? ''}
      leftSection={<Download size={15} strokeWidth={1.75} aria-hidden />}
      onClick={() => void startExport({ filter: state.filter, sort: state.sort, q })}
    >
      {t('sales.list.export')}
    </Button>
  )
}

/** What waits for one's approval, the oldest first. */
function Waiting() {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const { data } = useCall(quoteContract.waitingApprovals, {}, { enabled: may('sales.approve') })
  const [first, ...others] = data?.items ?? []
  if (!first) return null
  return (
    <div className={styles.waiting}>
      <Sentence
        tone="amber"
        icon={<Percent size={16} aria-hidden />}
        acts={
          <Button component={Link} to={`/quotes/${first.quote.id}`}>
            {t('sales.quoting.look')}
          </Button>
        }
      >
        {t('sales.quoting.waitsFor', {
          name: first.askedBy.title ?? '',
          percent: percentOf(first.share, format),
          customer: first.customer.title ?? '',
        })}{' '}
        {others.length > 0 && t('sales.quoting.waitMore', { count: others.length })}
      </Sentence>
    </div>
  )
}

const states = {
  open: ['draft', 'asked', 'approved', 'refused', 'sent'],
  sent: ['sent'],
  answered: ['accepted', 'declined'],
}

/** Views of the list of quotes that every installation has. */
function builtIn(t: Translate): SavedView[] {
  return Object.entries(states).map(([id, value], at) => ({
    id,
    entity: 'quote',
    name: t(`sales.quoting.view.${id}`),
    visibility: 'all',
    layout: 'table',
    filter: { field: 'state', op: 'in', value },
    sort: [],
    columns: [],
    position: at - 100,
    version: 0,
    fixed: true,
  }))
}
