import { Modal, Select, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMutate } from '../../../platform/contract/hooks.ts'
import { fieldsContract, ownFieldKinds } from '../../../platform/entities/contract.ts'
import { useT } from '../../../platform/i18n/react.ts'
import { FormFrame } from '../../form/FormFrame.tsx'
import { kindName } from '../imports/words.ts'
import { useSession } from '../../shell/session.tsx'
import { wordsOf } from '../../shell/undo.ts'
import styles from './Fields.module.css'
import type { OwnField, OwnKind } from './own-field.ts'
import { choicesFrom, choicesOf, keyFor } from './own-field.ts'

type FieldDialogProps = {
  entity: string
  /** null makes a new one. */
  field: OwnField | null
  onClose: () => void
  onChanged: () => void
}

/** Makes an own field, or changes name and choices of one; its kind stays, since values have it. */
export function FieldDialog({ entity, field, onClose, onChanged }: FieldDialogProps) {
  const t = useT()
  const { entities } = useSession()
  const known = field ? choicesOf(field) : []
  const [label, setLabel] = useState(field?.label ?? '')
  const [kind, setKind] = useState<OwnKind>(field?.kind ?? 'text')
  const [choices, setChoices] = useState(known.map(choice => choice.label ?? choice.value))
  const settings = {
    invalidates: [fieldsContract.list],
    onDone: () => {
      onChanged()
      onClose()
    },
  }
  const create = useMutate(fieldsContract.create, settings)
  const change = useMutate(fieldsContract.change, settings)
  const problem = create.error ?? change.error
  const save = () => {
    const given = kind === 'choice' ? { choices: choicesFrom(choices, known) } : {}
    if (field) return change.mutate({ params: { id: field.id }, body: { label: label.trim(), ...given } })
    const taken = entities
      .find(({ name }) => name === entity)
      ?.fields.map(({ key }) => key.replace(/^custom\./, ''))
    create.mutate({ body: { entity, key: keyFor(label, taken ?? []), label: label.trim(), kind, ...given } })
  }
  const complete = label.trim() !== '' && (kind !== 'choice' || choices.length > 0)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(field ? 'pages.fields.change' : 'pages.fields.add')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FormFrame
        onSend={save}
        ready={complete}
        sending={create.isPending || change.isPending}
        onCancel={onClose}
      >
        <TextInput
          label={t('pages.fields.label')}
          value={label}
          maxLength={100}
          data-autofocus
          onChange={event => setLabel(event.currentTarget.value)}
        />
        <Select
          label={t('pages.fields.kind')}
          description={field ? t('pages.fields.kindStays') : undefined}
          data={ownFieldKinds.map(value => ({ value, label: kindName(t, value) }))}
          value={kind}
          disabled={field !== null}
          onChange={value => value && setKind(value as OwnKind)}
          allowDeselect={false}
        />
        {kind === 'choice' && (
          <TagsInput
            label={t('pages.fields.choices')}
            description={t('pages.fields.choicesHint')}
            value={choices}
            onChange={setChoices}
          />
        )}
        {problem && (
          <p role="alert" className={styles.error}>
            {wordsOf(problem, t)}
          </p>
        )}
      </FormFrame>
    </Modal>
  )
}
