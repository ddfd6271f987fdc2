import { Modal, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { salesContract } from '../../contract.ts'
import type { Opportunity } from '../opportunity.ts'
import { useAct } from '../use-act.ts'

type CloseDialogProps = {
  opportunity: Pick<Opportunity, 'id' | 'name'>
  outcome: 'won' | 'lost'
  /** Whether it was closed. */
  onDone: (closed: boolean) => void
}

/** Asks why a deal was won or lost, and closes it. */
export function CloseDialog({ opportunity, outcome, onDone }: CloseDialogProps) {
  const t = useT()
  const act = useAct()
  const choices = useCall(salesContract.choices, {}, { staleTime: 60_000 })
  const [reason, setReason] = useState<string | null>(null)
  const [competitor, setCompetitor] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [sending, setSending] = useState(false)
  const close = async () => {
    setSending(true)
    const answer = await act(
      salesContract.closeOpportunity,
      {
        params: { id: opportunity.id },
        body: { outcome, reason, competitor, note: note.trim() || null },
      },
      t(`sales.done.${outcome}`, { name: opportunity.name }),
    )
    setSending(false)
    if (answer) onDone(true)
  }
  const reasons = choices.data?.reasons.filter(one => one.outcome === outcome) ?? []
  const competitors = choices.data?.competitors ?? []
  return (
    <Modal opened onClose={() => onDone(false)} title={t(`sales.close.${outcome}Title`, opportunity)}>
      <FormFrame
        onSend={close}
        ready={outcome === 'won' || reason !== null || reasons.length === 0}
        sending={sending}
        act={t(`sales.close.${outcome}`)}
        onCancel={() => onDone(false)}
      >
        <Select
          data-autofocus
          label={t('sales.close.reason')}
          data={reasons.map(({ id, name }) => ({ value: id, label: name }))}
          value={reason}
          onChange={setReason}
          searchable
          // Opened by itself its options would lie over the button on a phone.
          openOnFocus={false}
        />
        {outcome === 'lost' && competitors.length > 0 && (
          <Select
            label={t('sales.close.competitor')}
            data={competitors.map(({ id, name }) => ({ value: id, label: name }))}
            value={competitor}
            onChange={setCompetitor}
            searchable
            clearable
          />
        )}
        <Textarea
          label={t('sales.close.note')}
          value={note}
          dir="auto"
          maxLength={5000}
          autosize
          minRows={2}
          onChange={event => setNote(event.currentTarget.value)}
        />
      </FormFrame>
    </Modal>
  )
}
