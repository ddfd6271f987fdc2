import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import { customersContract, type CustomerPage } from '../../contract.ts'
import { familyParting } from '../slots.ts'
import { useAct } from '../use-act.ts'
import styles from './related.module.css'

/** One record that leaves its family, or all. */
export type Parting = { member: { id: string; name: string } } | 'all'

type DialogProps = { page: CustomerPage; parting: Parting; onClose: () => void }

/** Says what will be when a record leaves, and has it leave; Undo in the toast takes it back. */
export function PartDialog({ page, parting, onClose }: DialogProps) {
  const t = useT()
  const act = useAct()
  const [sending, setSending] = useState(false)
  const ids = [page.record.id, ...page.family.map(({ id }) => id)]
  const leave = parting === 'all' ? ids : [parting.member.id]
  const stay = ids.filter(id => !leave.includes(id))
  const part = async () => {
    setSending(true)
    const answer =
      parting === 'all'
        ? await act(
            customersContract.dissolve,
            { params: { id: page.record.id } },
            t('customers.family.done.parted'),
          )
        : await act(
            customersContract.takeOut,
            { params: { id: parting.member.id } },
            t('customers.family.done.takenOut', { name: parting.member.name }),
          )
    setSending(false)
    if (answer) onClose()
  }
  const name = parting === 'all' ? '' : parting.member.name
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t(`customers.family.part.${parting === 'all' ? 'allTitle' : 'title'}`, { name })}
    >
      <FormFrame
        onSend={part}
        ready
        sending={sending}
        act={t(`customers.family.part.${parting === 'all' ? 'allAct' : 'act'}`)}
        onCancel={onClose}
      >
        <p>
          {t(`customers.family.part.${parting === 'all' ? 'allText' : 'text'}`, { name, count: ids.length })}{' '}
          {stay.length > 0 && t('customers.family.part.rest', { count: stay.length })}
        </p>
        <SlotOutlet of={familyParting} props={{ stay, leave }} />
        <p className={styles.aside}>{t('customers.family.part.safe')}</p>
      </FormFrame>
    </Modal>
  )
}
