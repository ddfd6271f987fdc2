import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { FormFrame } from '../../../../ui/form/FormFrame.tsx'
import { Refusal } from '../entrance/Entrance.tsx'
import { fieldWords } from '../entrance/InvitationPage.tsx'

type PartFormProps = {
  name: string
  onName: (name: string) => void
  /** Why the last try failed. */
  problem: unknown
  onSave: () => void
  saving: boolean
  /** Only for what exists already. */
  removal: { words: string; run: () => void; running: boolean } | null
  /** The fields besides the name. */
  children: ReactNode
}

/** The form of a part of the organisation: its name, fields of its kind, saving and removing. */
export function PartForm({ name, onName, problem, onSave, saving, removal, children }: PartFormProps) {
  const t = useT()
  return (
    <FormFrame
      onSend={onSave}
      ready={name.trim() !== ''}
      sending={saving}
      aside={
        removal && (
          <Button color="red" variant="outline" loading={removal.running} onClick={removal.run}>
            {removal.words}
          </Button>
        )
      }
    >
      {problem !== null && <Refusal>{fieldWords(problem, t)}</Refusal>}
      <TextInput
        label={t('staff.teams.name')}
        dir="auto"
        maxLength={120}
        data-autofocus
        value={name}
        onChange={event => onName(event.currentTarget.value)}
      />
      {children}
    </FormFrame>
  )
}
