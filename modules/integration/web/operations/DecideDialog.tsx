import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useMay } from '../../../../ui/shell/session.tsx'
import type { OperationView } from '../../contract/operations.ts'
import { type Choice, ChoiceOfValue, choiceOf } from './ChoiceOfValue.tsx'
import { reasonOf } from './operation-words.ts'
import styles from './operations.module.css'
import { type One, useDeciding } from './use-operations.ts'

type DialogProps = { operation: OperationView; onClose: () => void }

/** Base, theirs and mine of one operation, and what may be done about it. */
export function DecideDialog({ operation, onClose }: DialogProps) {
  const t = useT()
  const { customer, system, state, goneThere } = operation
  const named = { name: isolated(customer.name), system: isolated(system.name) }
  const title =
    state === 'conflict'
      ? t('integration.operation.conflictTitle', named)
      : t(`integration.operation.${state === 'asked' ? 'asked' : 'failed'}Title`, named)
  const isNew = operation.kind === 'make'
  const hint = isNew ? 'make' : goneThere ? 'gone' : state === 'asked' ? 'asked' : state
  return (
    <Modal opened onClose={onClose} title={title} size={560}>
      <p className={styles.hint}>{t(`integration.operation.${hint}Hint`, named)}</p>
      {operation.said && (
        <blockquote className={styles.quote}>
          <p>{t('integration.operation.said', named)}</p>
          <p dir="auto">{operation.said}</p>
        </blockquote>
      )}
      {operation.kind === 'make' ? (
        <Making operation={operation} onClose={onClose} />
      ) : state === 'asked' ? (
        <Agreeing operation={operation} onClose={onClose} />
      ) : (
        <Deciding operation={operation} onClose={onClose} />
      )}
    </Modal>
  )
}

/** A conflict or a failure, decided field by field. */
function Deciding({ operation, onClose }: DialogProps) {
  const t = useT()
  const may = useMay()
  const { fields, state, goneThere, hidden } = operation
  const { one, sending } = useDeciding()
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>(() =>
    Object.fromEntries(fields.map(field => [field.field, choiceOf(field)])),
  )
  const send = async (decision: One, values?: Record<string, string | null>) => {
    if (await one(operation, decision, values)) onClose()
  }
  const decide = () => {
    const wanted = fields.map(field => ({ field, choice: choices[field.field] as Choice }))
    const all = (of: Choice['of']) => wanted.every(({ choice }) => choice.of === of)
    if (all('mine')) return send(state === 'failed' ? 'replay' : 'mine')
    if (all('theirs') && hidden === 0) return send('theirs')
    return send(
      'edit',
      Object.fromEntries(
        wanted.flatMap(({ field, choice }) =>
          field.target ? [[field.target, choice.value === '' ? null : choice.value]] : [],
        ),
      ),
    )
  }
  const mayWrite = may('customers.write')
  const allMine = fields.every(({ field }) => choices[field]?.of === 'mine')
  return (
    <FormFrame
      onSend={decide}
      ready={mayWrite && !goneThere}
      sending={sending}
      act={t(state === 'failed' && allMine ? 'integration.operation.replay' : 'integration.operation.write')}
      aside={
        mayWrite && (
          <Button variant="default" disabled={sending} onClick={() => void send('give-up')}>
            {t('integration.operation.giveUp')}
          </Button>
        )
      }
    >
      {fields.map(field => (
        <ChoiceOfValue
          key={field.field}
          operation={operation}
          field={field}
          choice={choices[field.field] as Choice}
          onChange={choice => setChoices(before => ({ ...before, [field.field]: choice }))}
        />
      ))}
      {hidden > 0 && <p className={styles.hint}>{t('integration.operation.hidden', { count: hidden })}</p>}
    </FormFrame>
  )
}

/** A new record that was not taken: sent again as it is composed now, or given up. */
function Making({ operation, onClose }: DialogProps) {
  const t = useT()
  const may = useMay()
  const { many, sending } = useDeciding()
  const mayOperate = may('integration.operate')
  const send = async (decision: 'replay' | 'give-up') => {
    if (await many([operation], decision)) onClose()
  }
  return (
    <FormFrame
      onSend={() => send('replay')}
      ready={mayOperate}
      sending={sending}
      act={t('integration.operation.replay')}
      aside={
        mayOperate && (
          <Button variant="default" disabled={sending} onClick={() => void send('give-up')}>
            {t('integration.operation.giveUp')}
          </Button>
        )
      }
    >
      <p>{reasonOf(operation, t)}</p>
    </FormFrame>
  )
}

/** A change that needs somebody who agrees. */
function Agreeing({ operation, onClose }: DialogProps) {
  const t = useT()
  const may = useMay()
  const { many, sending } = useDeciding()
  const mayOperate = may('integration.operate')
  const send = async (decision: 'approve' | 'refuse') => {
    if (await many([operation], decision)) onClose()
  }
  return (
    <FormFrame
      onSend={() => send('approve')}
      ready={mayOperate}
      sending={sending}
      act={t('integration.operation.approve')}
      aside={
        mayOperate && (
          <Button variant="default" disabled={sending} onClick={() => void send('refuse')}>
            {t('integration.operation.refuse')}
          </Button>
        )
      }
    >
      {operation.fields.map(field => (
        <ChoiceOfValue
          key={field.field}
          operation={operation}
          field={field}
          choice={choiceOf(field)}
          onChange={null}
        />
      ))}
    </FormFrame>
  )
}
