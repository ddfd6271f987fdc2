import { Award, CheckCheck, Download, Tag, Trash2, UserRoundCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Suspense, useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useSlot } from '../../../../ui/shell/slots.tsx'
import type { BulkAct } from '../../../../ui/table/BulkBar.tsx'
import { customersContract } from '../../contract.ts'
import { customerBulkActs } from '../slots.ts'
import { useAct } from '../use-act.ts'
import { type Chosen, exportOf, selectionOf } from './chosen.ts'
import { BulkDialog, type BulkChangeKind } from './BulkDialog.tsx'
import { useExport } from '../../../../ui/views/use-export.ts'

/** Acts on the selected customers, and the dialog of the one that is being asked about. */
export function useBulkActs(): { bulk: (chosen: Chosen) => readonly BulkAct[]; dialog: ReactNode } {
  const t = useT()
  const may = useMay()
  const startExport = useExport('customer')
  const remove = useBulkRemoval()
  const added = useSlot(customerBulkActs)
  const [asked, setAsked] = useState<{ kind: BulkChangeKind | number; chosen: Chosen } | null>(null)
  const bulk = (chosen: Chosen): BulkAct[] => {
    const ask = (kind: BulkChangeKind | number) => () => setAsked({ kind, chosen })
    return [
      ...(may('customers.write')
        ? [
            { id: 'owner', label: t('ui.table.bulkAssign'), icon: UserRoundCheck, run: ask('owner') },
            { id: 'level', label: t('entity.customer.level'), icon: Award, run: ask('level') },
            { id: 'tag', label: t('ui.table.bulkTag'), icon: Tag, run: ask('tag') },
          ]
        : []),
      ...added.map(({ label = '', icon = CheckCheck }, at) => ({
        id: label,
        label: t(label),
        icon,
        run: ask(at),
      })),
      ...(may('customers.export')
        ? [
            {
              id: 'export',
              label: t('ui.table.bulkExport'),
              icon: Download,
              run: () => void startExport(exportOf(chosen)),
            },
          ]
        : []),
      ...(may('customers.delete')
        ? [{ id: 'remove', label: t('ui.table.bulkDelete'), icon: Trash2, run: () => void remove(chosen) }]
        : []),
    ]
  }
  const close = () => setAsked(null)
  const Added = typeof asked?.kind === 'number' ? added[asked.kind]?.component : undefined
  const dialog = asked && (
    <Suspense>
      {typeof asked.kind === 'string' && (
        <BulkDialog kind={asked.kind} chosen={asked.chosen} onClose={close} />
      )}
      {Added && <Added chosen={asked.chosen} onClose={close} />}
    </Suspense>
  )
  return { bulk, dialog }
}

/** Removal asks nothing: the toast takes it back. */
function useBulkRemoval(): (chosen: Chosen) => Promise<void> {
  const t = useT()
  const act = useAct()
  return async chosen => {
    const answer = await act(customersContract.bulkRemove, { body: selectionOf(chosen) }, null)
    if (!answer) return
    act.tell(t('customers.done.removedMany', { count: answer.data.removed }), answer.batch)
    chosen.clear()
  }
}
