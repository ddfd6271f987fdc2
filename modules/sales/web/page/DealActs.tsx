import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { RotateCcw, Trash2, Trophy, X } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { salesContract } from '../../contract.ts'
import { CloseDialog } from '../closing/CloseDialog.tsx'
import type { Opportunity } from '../opportunity.ts'
import { useAct } from '../use-act.ts'

/** Won, lost, open again, remove. */
export function DealActs({ opportunity }: { opportunity: Opportunity }) {
  const t = useT()
  const may = useMay()
  const act = useAct()
  const navigate = useNavigate()
  const [closing, setClosing] = useState<'won' | 'lost' | null>(null)
  const params = { id: opportunity.id }
  const remove = () => {
    // First away from the page, which would find nothing to show.
    void navigate({ to: '/sales/opportunities' })
    void act(salesContract.removeOpportunity, { params }, t('sales.done.removed', { name: opportunity.name }))
  }
  const reopen = () => void act(salesContract.reopenOpportunity, { params }, t('sales.done.reopened'))
  return (
    <>
      {may('sales.delete') && (
        <Button leftSection={<Trash2 size={14} aria-hidden />} onClick={remove}>
          {t('ui.delete')}
        </Button>
      )}
      {may('sales.write') && opportunity.outcome && (
        <Button leftSection={<RotateCcw size={14} aria-hidden />} onClick={reopen}>
          {t('sales.close.reopen')}
        </Button>
      )}
      {may('sales.write') && !opportunity.outcome && (
        <>
          <Button leftSection={<X size={14} aria-hidden />} onClick={() => setClosing('lost')}>
            {t('sales.close.lost')}
          </Button>
          <Button
            variant="filled"
            leftSection={<Trophy size={14} aria-hidden />}
            onClick={() => setClosing('won')}
          >
            {t('sales.close.won')}
          </Button>
        </>
      )}
      {closing && <CloseDialog opportunity={opportunity} outcome={closing} onDone={() => setClosing(null)} />}
    </>
  )
}
