import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { dataQualityContract } from '../../contract.ts'
import type { Dispute } from '../../contract/disputes.ts'
import { timeLeft } from './time-left.ts'
import styles from './trust.module.css'
import { useTrustAct } from './use-trust-act.ts'
import { ValueInput } from './ValueInput.tsx'
import { useValueWords } from './value-words.ts'

type DialogProps = { dispute: Dispute; onClose: () => void }

/** A dispute: who says what; whoever may decides it here, and who raised it may withdraw it. */
export function SettleDialog({ dispute, onClose }: DialogProps) {
  const t = useT()
  const words = useValueWords()
  const { field, maySettle, mayWithdraw } = dispute
  const settling = useSettling(dispute, onClose)
  const { right, problem, moved, sending, settle } = settling
  const withdraw = mayWithdraw && (
    <Button variant="default" onClick={() => void settle('withdrawn')} disabled={sending}>
      {t('data-quality.trust.withdraw')}
    </Button>
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('data-quality.trust.settleTitle', { field: words.labelOf(field) })}
      size={440}
    >
      <FormFrame
        onSend={() => void settle('accepted')}
        ready={maySettle && problem === null && right !== null}
        sending={sending}
        act={t('data-quality.trust.accept')}
        aside={
          <>
            {withdraw}
            {maySettle && (
              <Button variant="default" onClick={() => void settle('rejected')} disabled={sending}>
                {t('data-quality.trust.reject')}
              </Button>
            )}
          </>
        }
      >
        <Sides dispute={dispute} />
        {moved !== undefined && (
          <p role="alert" className={styles.moved}>
            {t('data-quality.trust.moved', {
              value: moved === null ? t('data-quality.trust.empty') : isolated(words.show(field, moved)),
            })}
          </p>
        )}
        {maySettle ? <Decision dispute={dispute} settling={settling} /> : <Waiting dispute={dispute} />}
      </FormFrame>
    </Modal>
  )
}

type Settling = ReturnType<typeof useSettling>

/** The right value and an answer, by whoever may decide. */
function Decision({ dispute: { field, value }, settling }: { dispute: Dispute; settling: Settling }) {
  const t = useT()
  const words = useValueWords()
  const { right, setRight, answer, setAnswer, problem, setProblem } = settling
  return (
    <>
      <ValueInput
        field={field}
        value={right}
        onChange={setRight}
        label={t('data-quality.trust.rightIs')}
        onProblem={setProblem}
        problem={problem}
      />
      <Textarea
        label={t('data-quality.trust.answer')}
        value={answer}
        maxLength={2000}
        dir="auto"
        onChange={event => setAnswer(event.currentTarget.value)}
      />
      <p className={styles.hint}>
        {t('data-quality.trust.settleHint', { value: isolated(words.show(field, value)) })}
      </p>
    </>
  )
}

/** For everybody else: whom it waits for. */
function Waiting({ dispute: { owner } }: { dispute: Dispute }) {
  const t = useT()
  const who = owner?.name ?? t('data-quality.trust.stewards')
  return <p className={styles.hint}>{t('data-quality.trust.waitsFor', { who })}</p>
}

/** What stands there, and what is held against it. */
function Sides({ dispute }: { dispute: Dispute }) {
  const t = useT()
  const format = useFormat()
  const words = useValueWords()
  const { field, value, proposed, reason, raisedAt, raisedBy, dueAt } = dispute
  const who = raisedBy.name ?? t('data-quality.trust.someone')
  const left = timeLeft(dueAt, new Date(), t)
  return (
    <dl className={styles.sides}>
      <div>
        <dt>{t('data-quality.trust.now')}</dt>
        <dd>
          <bdi>{words.show(field, value)}</bdi>
        </dd>
      </div>
      <div data-side="proposed">
        <dt>{t('data-quality.trust.says', { who })}</dt>
        <dd>
          <bdi>{proposed === null ? t('data-quality.trust.wrong') : words.show(field, proposed)}</bdi>
        </dd>
        {reason && (
          <dd className={styles.reason} dir="auto">
            {reason}
          </dd>
        )}
        <dd className={styles.when} data-late={left.late || undefined}>
          {format.relative(raisedAt)} · {left.words}
        </dd>
      </div>
    </dl>
  )
}

function useSettling({ customerId, id, proposed }: Dispute, onClose: () => void) {
  const t = useT()
  const act = useTrustAct()
  const [right, setRight] = useState<unknown>(proposed ?? null)
  const [answer, setAnswer] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [moved, setMoved] = useState<string | null>()
  const [sending, setSending] = useState(false)
  const settle = async (outcome: 'accepted' | 'rejected' | 'withdrawn') => {
    setSending(true)
    const done = await act(
      dataQualityContract.settle,
      {
        params: { id: customerId, childId: id },
        body: {
          outcome,
          reason: answer.trim() || null,
          ...(outcome === 'accepted' ? { value: right as string } : {}),
          ...(moved === undefined ? {} : { seen: moved }),
        },
      },
      { done: t(`data-quality.trust.done.${outcome}`), onMoved: current => setMoved(current.value) },
    )
    setSending(false)
    if (done) onClose()
  }
  return { right, setRight, answer, setAnswer, problem, setProblem, moved, sending, settle }
}
