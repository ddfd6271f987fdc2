import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { RotateCcw, Trash2, Trophy, X } from 'lucide-react'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { Kbd } from '../../../../ui/theme/parts.tsx'
import { salesContract } from '../../contract.ts'
import type { Opportunity } from '../opportunity.ts'
import { useAct } from '../use-act.ts'

type DealActsProps = { opportunity: Opportunity; onClose: (outcome: 'won' | 'lost') => void }

/** Won and lost, by a key each; open again, remove. */
export function DealActs({ opportunity, onClose }: DealActsProps) {
  const t = useT()
  const may = useMay()
  const act = useAct()
  const navigate = useNavigate()
  const params = { id: opportunity.id }
  const open = may('sales.write') && opportunity.outcome === null
  useShortcut(open ? { keys: 'w', label: t('sales.close.won'), run: () => onClose('won') } : null)
  useShortcut(open ? { keys: 'l', label: t('sales.close.lost'), run: () => onClose('lost') } : null)
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
      {open && (
        <>
          <Button
            leftSection={<X size={14} aria-hidden />}
            rightSection={<Kbd>L</Kbd>}
            aria-keyshortcuts="l"
            onClick={() => onClose('lost')}
          >
            {t('sales.close.lost')}
          </Button>
          <Button
            variant="filled"
            leftSection={<Trophy size={14} aria-hidden />}
            rightSection={<Kbd on="accent">W</Kbd>}
            aria-keyshortcuts="w"
            onClick={() => onClose('won')}
          >
            {t('sales.close.won')}
          </Button>
        </>
      )}
    </>
  )
}
