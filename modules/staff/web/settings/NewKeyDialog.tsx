import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { keyEndpoints } from '../../contract/keys.ts'
import { Refusal } from '../entrance/Entrance.tsx'
import { fieldWords } from '../entrance/InvitationPage.tsx'
import { CopyBox } from './CopyBox.tsx'
import { useStaffChoices } from './role-choices.ts'
import styles from './Settings.module.css'

const lifetimes = [30, 90, 365]

/** Making a key: what for, what it may, how long. Then its secret, once. */
export function NewKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT()
  const [secret, setSecret] = useState<string | null>(null)
  const close = () => {
    setSecret(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      closeOnClickOutside={secret === null}
      title={t('staff.keys.new')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {secret ? (
        <div className={styles.form}>
          <p>{t('staff.keys.secret')}</p>
          <CopyBox value={secret} label={t('staff.keys.copy')} />
          <div className={styles.end}>
            <Button onClick={close}>{t('ui.close')}</Button>
          </div>
        </div>
      ) : (
        <NewKeyForm onMade={setSecret} onClose={close} />
      )}
    </Modal>
  )
}

function NewKeyForm({ onMade, onClose }: { onMade: (secret: string) => void; onClose: () => void }) {
  const t = useT()
  const { roles } = useStaffChoices()
  const [name, setName] = useState('')
  const [role, setRole] = useState('reader')
  const [days, setDays] = useState('90')
  const create = useMutate(keyEndpoints.createKey, {
    invalidates: [keyEndpoints.listKeys],
    onDone: ({ data }) => onMade(data.secret),
  })
  const expiresAt = () =>
    days === '0' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString()
  return (
    <FormFrame
      onSend={() => create.mutate({ body: { name: name.trim(), role, expiresAt: expiresAt() } })}
      ready={name.trim() !== ''}
      sending={create.isPending}
      act={t('staff.keys.create')}
      onCancel={onClose}
    >
      {create.error && <Refusal>{fieldWords(create.error, t)}</Refusal>}
      <TextInput
        label={t('staff.keys.name')}
        placeholder={t('staff.keys.nameHint')}
        dir="auto"
        maxLength={120}
        data-autofocus
        value={name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <div className={styles.columns}>
        <Select
          label={t('staff.keys.role')}
          data={roles}
          value={role}
          allowDeselect={false}
          onChange={value => value && setRole(value)}
        />
        <Select
          label={t('staff.keys.expires')}
          data={[
            ...lifetimes.map(count => ({ value: String(count), label: t('staff.keys.days', { count }) })),
            { value: '0', label: t('staff.keys.forever') },
          ]}
          value={days}
          allowDeselect={false}
          onChange={value => value && setDays(value)}
        />
      </div>
    </FormFrame>
  )
}
