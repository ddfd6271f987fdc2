import { Award, Download, Tag, Trash2, UserRoundCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import type { BulkAct } from '../../../../ui/table/BulkBar.tsx'
import { customersContract } from '../../contract.ts'
import { useAct } from '../use-act.ts'
import { type Chosen, exportOf, selectionOf } from './chosen.ts'
import { BulkDialog, type BulkChangeKind } from './BulkDialog.tsx'
import { useExport } from './use-export.ts'

/** Acts on the selected customers, and the dialog of the one that is being asked about. */
export function useBulkActs(): { bulk: (chosen: Chosen) => readonly BulkAct[]; dialog: ReactNode } {
  const t = useT()
  const may = useMay()
  const startExport = useExport()
  const remove = useBulkRemoval()
  const [asked, setAsked] = useState<{ kind: BulkChangeKind; chosen: Chosen } | null>(null)
  const bulk = (chosen: Chosen): BulkAct[] => {
    const ask = (kind: BulkChangeKind) => () => setAsked({ kind, chosen })
    return [
      ...(may('customers.write')
        ? [
            { id: 'owner', label: t('ui.table.bulkAssign'), icon: UserRoundCheck, run: ask('owner') },
            { id: 'level', label: t('entity.customer.level'), icon: Award, run: ask('level') },
            { id: 'tag', label: t('ui.table.bulkTag'), icon: Tag, run: ask('tag') },
          ]
        : []),
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
  const dialog = asked && (
    <BulkDialog kind={asked.kind} chosen={asked.chosen} onClose={() => setAsked(null)} />
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
