import { Modal, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { type QuotePage, quoteContract } from '../../contract.ts'
import { useQuoteAct } from './reads.ts'

type Verdict = 'accepted' | 'declined'

/** Writes down what the customer said on the telephone, or by letter. */
export function AnswerDialog({ page, onDone }: { page: QuotePage; onDone: () => void }) {
  const t = useT()
  const act = useQuoteAct()
  const [verdict, setVerdict] = useState<Verdict>('accepted')
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [sending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    const answer = await act(
      quoteContract.answerQuote,
      {
        params: { id: page.record.id },
        body: { verdict, name: name.trim(), reason: reason.trim() || null },
      },
      t(`sales.quoting.did.${verdict}`),
    )
    setSending(false)
    if (answer) onDone()
  }
  return (
    <Modal opened onClose={onDone} title={t('sales.quoting.writeAnswer')}>
      <FormFrame onSend={send} ready={name.trim() !== ''} sending={sending} onCancel={onDone}>
        <SegmentedControl
          aria-label={t('sales.quoting.answer')}
          data={(['accepted', 'declined'] as const).map(value => ({
            value,
            label: t(`entity.quote.state.${value}`),
          }))}
          value={verdict}
          onChange={next => setVerdict(next as Verdict)}
        />
        <TextInput
          data-autofocus
          label={t('sales.quoting.whoSaid')}
          value={name}
          dir="auto"
          maxLength={200}
          onChange={event => setName(event.currentTarget.value)}
        />
        {verdict === 'declined' && (
          <Textarea
            label={t('sales.quoting.reason')}
            value={reason}
            dir="auto"
            maxLength={2000}
            onChange={event => setReason(event.currentTarget.value)}
          />
        )}
      </FormFrame>
    </Modal>
  )
}
