import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { type Chosen, selectionOf } from '../../../customers/web/index.ts'
import { dayContract, type Tier } from '../../contract.ts'
import { useAct } from '../use-act.ts'
import { TierPicker } from './TierPicker.tsx'

/** Puts all customers that were chosen in one tier of visits. */
export function PlanMany({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const t = useT()
  const act = useAct()
  const [tier, setTier] = useState<Tier | null>('B')
  const [sending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    const answer = await act(dayContract.planManyVisits, { body: { ...selectionOf(chosen), tier } }, null)
    setSending(false)
    if (!answer) return
    const count = answer.data.changed
    act.tell(t('sales.visits.done', { count }), count > 0 ? answer.batch : null)
    chosen.clear()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('sales.visits.set')} size={420}>
      <FormFrame onSend={send} ready sending={sending} onCancel={onClose}>
        <TierPicker label={t('sales.visits.tier')} value={tier} onChange={setTier} />
      </FormFrame>
    </Modal>
  )
}
