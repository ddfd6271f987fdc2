import { Button, Modal, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCall, useMutate } from '../../../../platform/contract/hooks.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { ReferencePicker } from '../../../../ui/form/ReferencePicker.tsx'
import { useEntity } from '../../../../ui/shell/session.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { Sentence } from '../../../../ui/theme/parts.tsx'
import { customersContract } from '../../../customers/contract.ts'
import { type CustomerPart, familyJoining, WithReferences } from '../../../customers/web/index.ts'
import { matchingContract } from '../../contract.ts'
import styles from './link.module.css'

const otherField: Field = { key: 'other', kind: 'reference', references: 'customer' }

/** Links the customer of the page with another one that somebody knows to be the same, after showing what they become. */
export function SameAs({ id, onClose }: CustomerPart & { onClose: () => void }) {
  const t = useT()
  const entity = useEntity('customer')
  const [other, setOther] = useState<string | null>(null)
  const itself = other === id
  return (
    <Modal opened onClose={onClose} size={820} title={t('matching.sameAs.title')}>
      <WithReferences>
        <div className={styles.form}>
          <p>{t('matching.sameAs.which')}</p>
          <ReferencePicker
            entity={entity}
            field={otherField}
            value={other}
            onChange={chosen => setOther(typeof chosen === 'string' ? chosen : null)}
            aria-label={t('matching.sameAs.other')}
          />
          {itself && <Sentence tone="amber">{t('matching.sameAs.itself')}</Sentence>}
          {other && !itself && <Joining key={other} id={id} other={other} onClose={onClose} />}
        </div>
      </WithReferences>
    </Modal>
  )
}

function Joining({ id, other, onClose }: { id: string; other: string; onClose: () => void }) {
  const t = useT()
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const [reason, setReason] = useState('')
  const asked = useCall(matchingContract.pair, { params: { id, otherId: other } }, { staleTime: 0 })
  const named = useCall(customersContract.get, { params: { id: other } })
  const before = asked.data?.decision
  const link = useMutate(matchingContract.decide, {
    onDone: ({ data }) => {
      tellDone(t('matching.sameAs.done', { name: String(named.data?.['name'] ?? '') }), data.batchId)
      void client.invalidateQueries()
      onClose()
    },
  })
  const body = {
    verdict: 'same' as const,
    ...(reason.trim() ? { reason: reason.trim() } : {}),
    // Whoever decided otherwise is told of below: this replaces it knowingly.
    ...(before ? { instead: before.id } : {}),
  }
  return (
    <>
      {before && <Decided by={before.by} verdict={before.verdict} at={before.at} />}
      <SlotOutlet of={familyJoining} props={{ ids: [id, other] }} />
      <p className={styles.hint}>{t('matching.sameAs.hint')}</p>
      <TextInput
        label={t('matching.sameAs.reason')}
        value={reason}
        maxLength={1000}
        onChange={event => setReason(event.currentTarget.value)}
      />
      <div className={styles.acts}>
        <Button
          variant="filled"
          loading={link.isPending}
          disabled={asked.isPending}
          onClick={() => link.mutate({ params: { id, otherId: other }, body }, { onError: tellProblem })}
        >
          {t('matching.sameAs.link')}
        </Button>
      </div>
    </>
  )
}

type DecidedProps = { by: string | null; verdict: string; at: string }

function Decided({ by, verdict, at }: DecidedProps) {
  const t = useT()
  const format = useFormat()
  return (
    <Sentence tone="amber">
      {t('matching.desk.decided', {
        by: by ?? t('matching.desk.someone'),
        verdict: t(`matching.desk.verdict.${verdict}`),
        when: format.relative(at),
      })}
    </Sentence>
  )
}
