import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../../ui/form/FormFrame.tsx'
import { leadContract } from '../../../contract.ts'
import type { Lead } from '../lead.ts'
import styles from '../leads.module.css'
import { useLeadAct } from '../use-lead-act.ts'

/** Asks what speaks for a lead, and says that it is shared with that. */
export function QualifyDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const t = useT()
  const act = useLeadAct()
  const [why, setWhy] = useState('')
  const [sending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    const answer = await act(
      leadContract.qualifyLead,
      { params: { id: lead.id }, body: { why: why.trim() || null } },
      t('sales.leads.done.qualified', { name: lead.name }),
    )
    setSending(false)
    if (answer) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('sales.leads.qualify.title', { name: lead.name })}>
      <FormFrame
        onSend={send}
        ready
        byKey
        sending={sending}
        act={t('sales.leads.qualify.act')}
        onCancel={onClose}
      >
        <Textarea
          data-autofocus
          label={t('sales.leads.qualify.why')}
          value={why}
          dir="auto"
          maxLength={2000}
          autosize
          minRows={2}
          onChange={event => setWhy(event.currentTarget.value)}
        />
        {!lead.sharedAt && <p className={styles.quiet}>{t('sales.leads.qualify.shares')}</p>}
      </FormFrame>
    </Modal>
  )
}
