import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMutate } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { useTellDone } from '../../../../ui/shell/undo.ts'
import { peopleEndpoints } from '../../contract/people.ts'
import { Refusal } from '../entrance/Entrance.tsx'
import { fieldWords } from '../entrance/InvitationPage.tsx'
import { CopyBox } from './CopyBox.tsx'
import { useStaffChoices } from './role-choices.ts'
import styles from './Settings.module.css'

type Handed = { email: string; link: string; reason: string | null }

/** Inviting somebody; where no mail went out, the link to hand over is shown. */
export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT()
  const [handed, setHanded] = useState<Handed | null>(null)
  const close = () => {
    setHanded(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('staff.people.inviteTitle')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {handed ? (
        <HandOver handed={handed} onClose={close} />
      ) : (
        <InviteForm onHanded={setHanded} onClose={close} />
      )}
    </Modal>
  )
}

function InviteForm({ onHanded, onClose }: { onHanded: (handed: Handed) => void; onClose: () => void }) {
  const t = useT()
  const choices = useStaffChoices()
  const done = useTellDone()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<string>('agent')
  const [teamId, setTeamId] = useState<string | null>(null)
  const [unitId, setUnitId] = useState<string | null>(null)
  const invite = useMutate(peopleEndpoints.invite, {
    invalidates: [peopleEndpoints.listInvitations],
    onDone: ({ data }) => {
      if (data.path) return onHanded({ email, link: window.location.origin + data.path, reason: data.reason })
      done(t('staff.people.invited', { email }), null)
      onClose()
    },
  })
  return (
    <FormFrame
      onSend={() => invite.mutate({ body: { email: email.trim(), role, teamId, unitId } })}
      ready={email.trim() !== ''}
      sending={invite.isPending}
      act={t('staff.people.inviteSend')}
      onCancel={onClose}
    >
      {invite.error && <Refusal>{fieldWords(invite.error, t)}</Refusal>}
      <TextInput
        type="email"
        label={t('staff.people.inviteEmail')}
        dir="ltr"
        maxLength={254}
        required
        withAsterisk={false}
        data-autofocus
        value={email}
        onChange={event => setEmail(event.currentTarget.value)}
      />
      <Select
        label={t('staff.people.role')}
        data={choices.roles}
        value={role}
        allowDeselect={false}
        onChange={value => value && setRole(value)}
      />
      <div className={styles.columns}>
        <Select
          label={t('staff.people.team')}
          data={choices.teams}
          value={teamId}
          clearable
          onChange={setTeamId}
          clearButtonProps={{ 'aria-label': t('ui.form.clear') }}
        />
        <Select
          label={t('staff.people.unit')}
          data={choices.units}
          value={unitId}
          clearable
          onChange={setUnitId}
          clearButtonProps={{ 'aria-label': t('ui.form.clear') }}
        />
      </div>
      <p className={styles.hint}>{t('staff.people.inviteHint')}</p>
    </FormFrame>
  )
}

function HandOver({ handed, onClose }: { handed: Handed; onClose: () => void }) {
  const t = useT()
  return (
    <div className={styles.form}>
      <p>{t('staff.people.handOver', { email: handed.email })}</p>
      <CopyBox value={handed.link} label={t('staff.people.copy')} />
      <p className={styles.hint}>{t('staff.people.notMailed', { reason: handed.reason ?? 'other' })}</p>
      <div className={styles.end}>
        <Button onClick={onClose}>{t('ui.close')}</Button>
      </div>
    </div>
  )
}
