import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { fieldOf } from '../../../../../ui/field/record.ts'
import { FieldEditor } from '../../../../../ui/form/FieldEditor.tsx'
import { FormFrame } from '../../../../../ui/form/FormFrame.tsx'
import { useEntity } from '../../../../../ui/shell/session.tsx'
import { leadContract } from '../../../contract.ts'
import type { Lead } from '../lead.ts'
import styles from '../leads.module.css'
import { useLeadAct } from '../use-lead-act.ts'

/** Asks why a lead is put aside, and when it is worth another look. */
export function AsideDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const t = useT()
  const act = useLeadAct()
  const entity = useEntity('lead')
  const day = fieldOf(entity, 'recycleOn')
  const [why, setWhy] = useState('')
  const [recycleOn, setRecycleOn] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    const answer = await act(
      leadContract.disqualifyLead,
      { params: { id: lead.id }, body: { why: why.trim(), recycleOn } },
      t('sales.leads.done.aside', { name: lead.name }),
    )
    setSending(false)
    if (answer) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('sales.leads.aside.title', { name: lead.name })}>
      <FormFrame
        onSend={send}
        ready={why.trim() !== ''}
        sending={sending}
        act={t('sales.leads.aside.act')}
        onCancel={onClose}
      >
        <Textarea
          data-autofocus
          label={t('sales.leads.aside.why')}
          value={why}
          dir="auto"
          maxLength={2000}
          autosize
          minRows={2}
          onChange={event => setWhy(event.currentTarget.value)}
        />
        {day && (
          <FieldEditor
            entity={entity}
            field={day}
            label={t('sales.leads.aside.again')}
            value={recycleOn}
            onChange={value => setRecycleOn(value as string | null)}
          />
        )}
        <p className={styles.quiet}>{t('sales.leads.aside.againHint')}</p>
      </FormFrame>
    </Modal>
  )
}
