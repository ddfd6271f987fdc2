import { ActionIcon, Button } from '@mantine/core'
import { ChevronDown, ChevronUp, Pencil, Trash2 } from 'lucide-react'
import { useMutate } from '../../../platform/contract/hooks.ts'
import { fieldsContract } from '../../../platform/entities/contract.ts'
import { useFormat, useT } from '../../../platform/i18n/react.ts'
import { kindName } from '../imports/words.ts'
import { useTellDone, useTellProblem } from '../../shell/undo.ts'
import styles from './Fields.module.css'
import type { OwnField } from './own-field.ts'
import { choicesOf } from './own-field.ts'

type FieldLineProps = {
  field: OwnField
  /** Absent at the ends of the list. */
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onEdit: () => void
  onChanged: () => void
}

/** One own field with its acts. */
export function FieldLine({ field, onUp, onDown, onEdit, onChanged }: FieldLineProps) {
  const t = useT()
  const format = useFormat()
  const tellProblem = useTellProblem()
  const tellDone = useTellDone()
  const remove = useMutate(fieldsContract.remove, {
    invalidates: [fieldsContract.list],
    onDone: ({ batch }) => {
      onChanged()
      tellDone(t('pages.fields.removed', { label: field.label }), batch)
    },
  })
  const choices = choicesOf(field).map(choice => choice.label ?? choice.value)
  return (
    <li className={styles.line}>
      <div>
        <b>
          <bdi>{field.label}</bdi>
        </b>
        <small>
          {kindName(t, field.kind)}
          {choices.length > 0 && ` · ${format.list(choices)}`}
        </small>
      </div>
      <ActionIcon
        aria-label={t('pages.fields.up', { label: field.label })}
        disabled={!onUp}
        {...(onUp ? { onClick: onUp } : {})}
      >
        <ChevronUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={t('pages.fields.down', { label: field.label })}
        disabled={!onDown}
        {...(onDown ? { onClick: onDown } : {})}
      >
        <ChevronDown size={15} aria-hidden />
      </ActionIcon>
      <Button leftSection={<Pencil size={14} aria-hidden />} onClick={onEdit}>
        {t('ui.edit')}
      </Button>
      <ActionIcon
        aria-label={t('pages.fields.remove', { label: field.label })}
        loading={remove.isPending}
        onClick={() => remove.mutate({ params: { id: field.id } }, { onError: tellProblem })}
      >
        <Trash2 size={15} aria-hidden />
      </ActionIcon>
    </li>
  )
}
