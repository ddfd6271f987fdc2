import { SegmentedControl, Select } from '@mantine/core'
import { Trophy, X } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Board } from '../../../../ui/board/Board.tsx'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { SidePanel } from '../../../../ui/record/SidePanel.tsx'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { useUrlStates } from '../../../../ui/shell/url-state.ts'
import { salesContract } from '../../contract.ts'
import { CloseDialog } from '../closing/CloseDialog.tsx'
import { NewButton } from '../list/OpportunitiesPage.tsx'
import { OpportunityPanel } from '../list/OpportunityPanel.tsx'
import { opportunityOf, pathOf } from '../opportunity.ts'
import { SalesReferences } from '../references.tsx'
import { SalesTabs } from '../SalesTabs.tsx'
import styles from '../sales.module.css'
import { CriteriaDialog } from './CriteriaDialog.tsx'
import { DealCard } from './DealCard.tsx'
import { useColumns, type Whose } from './use-columns.tsx'
import { useMoving } from './use-moving.ts'

const reads = [salesContract.board, salesContract.boardCards]
const everyone: readonly Whose[] = ['mine', 'team', 'all']

/** The open deals of a pipeline, stage by stage. */
export default function BoardPage() {
  const t = useT()
  const may = useMay()
  const entity = useEntity('opportunity')
  const [url, setUrl] = useUrlStates(['pipeline', 'whose'])
  const whose = everyone.find(one => one === url['whose']) ?? 'mine'
  const pipeline = typeof url['pipeline'] === 'string' ? { pipeline: url['pipeline'] } : {}
  const asked = useCall(salesContract.board, { query: { whose, ...pipeline } }, { keepPrevious: true })
  const columns = useColumns(asked.data, whose)
  const [open, setOpen] = useState<RecordRow | null>(null)
  const { move, asked: question, answer, onKey } = useMoving(asked.data)
  useLive(['opportunity', 'sales-settings', 'batch'], { invalidates: reads })
  const targets = [
    { value: 'won', label: t('sales.close.won'), icon: <Trophy size={16} aria-hidden />, tone: 'accent' },
    { value: 'lost', label: t('sales.close.lost'), icon: <X size={16} aria-hidden />, tone: 'red' },
  ] as const
  return (
    <SalesReferences>
      <Page title={t('sales.board.title')} layout="fill" acts={<NewButton />}>
        <SalesTabs filled />
        <div className={styles.bar}>
          {asked.data && asked.data.pipelines.length > 1 && (
            <Select
              aria-label={t('entity.opportunity.pipeline')}
              data={asked.data.pipelines.map(({ id, name }) => ({ value: id, label: name }))}
              value={asked.data.pipeline}
              onChange={id => setUrl({ pipeline: id ?? undefined })}
              allowDeselect={false}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={t('sales.board.whose')}
            data={everyone.map(value => ({ value, label: t(`sales.board.of.${value}`) }))}
            value={whose}
            onChange={value => setUrl({ whose: value })}
          />
        </div>
        {asked.data ? (
          <Board
            entity={entity}
            columns={columns}
            targets={targets}
            card={record => <DealCard card={record} />}
            onOpen={setOpen}
            openId={open?.id ?? null}
            {...(may('sales.write') ? { onMove: move, onKey } : {})}
          />
        ) : (
          <Reading of={asked} lines={9} />
        )}
        {open && (
          <SidePanel title={opportunityOf(open).name} to={pathOf(open)} onClose={() => setOpen(null)}>
            <OpportunityPanel key={open.id} id={open.id} />
          </SidePanel>
        )}
        {question?.about === 'end' && (
          <CloseDialog opportunity={question.deal} outcome={question.outcome} onDone={answer} />
        )}
        {question?.about === 'criteria' && <CriteriaDialog {...question} onAnswer={answer} />}
      </Page>
    </SalesReferences>
  )
}
