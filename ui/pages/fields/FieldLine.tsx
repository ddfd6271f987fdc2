import { ActionIcon, Button } from '@mantine/core'
import { ChevronDown, ChevronUp, Pencil, Trash2 } from 'lucide-react'
import { callWithBatch } from '../../../platform/contract/client.ts'
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
  before: OwnField | undefined
  after: OwnField | undefined
  onEdit: () => void
  onChanged: () => void
}

/** One own field with its acts. */
export function FieldLine({ field, before, after, onEdit, onChanged }: FieldLineProps) {
  const t = useT()
  const format = useFormat()
  const tellProblem = useTellProblem()
  const tellDone = useTellDone()
  const invalidates = [fieldsContract.list]
  const change = useMutate(fieldsContract.change, { invalidates, onDone: onChanged })
  const remove = useMutate(fieldsContract.remove, {
    invalidates,
    onDone: ({ batch }) => {
      onChanged()
      tellDone(t('pages.fields.removed', { label: field.label }), batch)
    },
  })
  const swap = (other: OwnField) => {
    // The neighbour goes first, so that a failure between the two leaves an order that a second try mends.
    const position = Math.min(field.position, other.position)
    const [first, second] = other === before ? [field, other] : [other, field]
    void callWithBatch(fieldsContract.change, { params: { id: second.id }, body: { position: position + 1 } })
      .then(() => change.mutate({ params: { id: first.id }, body: { position } }, { onError: tellProblem }))
      .catch(tellProblem)
  }
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
        disabled={!before}
        onClick={() => before && swap(before)}
      >
        <ChevronUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={t('pages.fields.down', { label: field.label })}
        disabled={!after}
        onClick={() => after && swap(after)}
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
