import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { dataQualityContract } from '../../contract.ts'
import type { ValueTrustView } from '../../contract/trust.ts'
import styles from './trust.module.css'
import { useTrustAct } from './use-trust-act.ts'
import { ValueInput } from './ValueInput.tsx'
import { useValueWords } from './value-words.ts'

type DialogProps = { customerId: string; value: ValueTrustView; onClose: () => void }

/** Says that a value is wrong: which one would be right, and why, both if one knows. */
export function DisputeDialog({ customerId, value, onClose }: DialogProps) {
  const t = useT()
  const words = useValueWords()
  const act = useTrustAct()
  const [proposed, setProposed] = useState<unknown>(null)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const { field, pointId } = value
  const send = async () => {
    setSending(true)
    const answer = await act(
      dataQualityContract.dispute,
      {
        params: { id: customerId },
        body: {
          field,
          pointId,
          value: value.value,
          proposed: proposed as string | null,
          reason: reason.trim() || null,
        },
      },
      { done: t('data-quality.trust.done.disputed') },
    )
    setSending(false)
    if (answer) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('data-quality.trust.disputeTitle', { field: words.labelOf(field) })}
      size={400}
    >
      <FormFrame
        onSend={() => void send()}
        ready={problem === null}
        sending={sending}
        onCancel={onClose}
        act={t('data-quality.trust.disputeSend')}
      >
        <p className={styles.stands}>
          <span>{t('data-quality.trust.now')}</span> <bdi>{words.show(field, value.value)}</bdi>
        </p>
        <ValueInput
          field={field}
          value={proposed}
          onChange={setProposed}
          label={t('data-quality.trust.right')}
          onProblem={setProblem}
          problem={problem}
        />
        <Textarea
          label={t('data-quality.trust.reason')}
          placeholder={t('data-quality.trust.reasonExample')}
          value={reason}
          maxLength={2000}
          dir="auto"
          onChange={event => setReason(event.currentTarget.value)}
        />
        <p className={styles.hint}>{t('data-quality.trust.disputeHint')}</p>
      </FormFrame>
    </Modal>
  )
}
