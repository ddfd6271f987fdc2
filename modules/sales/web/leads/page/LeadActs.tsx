import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { ArrowRightLeft, BadgeCheck, PauseCircle, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { useMay, useSession } from '../../../../../ui/shell/session.tsx'
import { leadContract } from '../../../contract.ts'
import { ConvertDialog } from '../converting/ConvertDialog.tsx'
import type { Lead } from '../lead.ts'
import { useLeadAct } from '../use-lead-act.ts'
import { AsideDialog } from './AsideDialog.tsx'
import { QualifyDialog } from './QualifyDialog.tsx'

type Asking = 'aside' | 'qualify' | 'convert' | null

/** Put aside, bring back, qualify, convert, remove. */
export function LeadActs({ lead }: { lead: Lead }) {
  const t = useT()
  const may = useMay()
  const act = useLeadAct()
  const [asking, ask] = useState<Asking>(null)
  const close = () => ask(null)
  const back = () =>
    void act(
      leadContract.recycleLead,
      { params: { id: lead.id } },
      t('sales.leads.done.back', { name: lead.name }),
    )
  const open = lead.state === 'new' || lead.state === 'qualified'
  if (!may('sales.write')) return null
  return (
    <>
      <RemoveAct lead={lead} />
      {lead.state === 'disqualified' && (
        <Button leftSection={<RotateCcw size={14} aria-hidden />} onClick={back}>
          {t('sales.leads.aside.back')}
        </Button>
      )}
      {open && (
        <Button leftSection={<PauseCircle size={14} aria-hidden />} onClick={() => ask('aside')}>
          {t('sales.leads.aside.act')}
        </Button>
      )}
      {lead.state === 'new' && (
        <Button leftSection={<BadgeCheck size={14} aria-hidden />} onClick={() => ask('qualify')}>
          {t('sales.leads.qualify.act')}
        </Button>
      )}
      {lead.state !== 'converted' && (
        <Button
          variant="filled"
          leftSection={<ArrowRightLeft size={14} aria-hidden />}
          onClick={() => ask('convert')}
        >
          {t('sales.leads.convert.act')}
        </Button>
      )}
      {asking === 'aside' && <AsideDialog lead={lead} onClose={close} />}
      {asking === 'qualify' && <QualifyDialog lead={lead} onClose={close} />}
      {asking === 'convert' && <ConvertDialog lead={lead} onClose={close} />}
    </>
  )
}

function RemoveAct({ lead }: { lead: Lead }) {
  const t = useT()
  const may = useMay()
  const { user } = useSession()
  const act = useLeadAct()
  const navigate = useNavigate()
  if (!may('sales.delete') && lead.owner?.id !== user.id) return null
  const remove = () => {
    // First away from the page, which would find nothing to show.
    void navigate({ to: '/sales/leads' })
    void act(
      leadContract.removeLead,
      { params: { id: lead.id } },
      t('sales.leads.done.removed', { name: lead.name }),
    )
  }
  return (
    <Button leftSection={<Trash2 size={14} aria-hidden />} onClick={remove}>
      {t('ui.delete')}
    </Button>
  )
}
