import { Button, Select } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { Condition, EntityDescriptor, Field, Operator } from '../../platform/entities/descriptor.ts'
import { operatorsOf } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import { labelOf } from '../field/record.ts'
import { Label } from '../theme/parts.tsx'
import { operatorWords } from './condition-words.ts'
import { ConditionValue } from './ConditionValue.tsx'
import { isComplete, isUnary, withOperator } from './filter-model.ts'
import styles from './FilterBar.module.css'

type ConditionFormProps = {
  entity: EntityDescriptor
  field: Field
  condition: Condition
  onApply: (condition: Condition) => void
}

/** Operator and value of one condition; Enter applies. */
export function ConditionForm({ entity, field, condition, onApply }: ConditionFormProps) {
  const t = useT()
  const [draft, setDraft] = useState(condition)
  const operators = operatorsOf[field.kind].map(op => ({ value: op, label: operatorWords(field, op, t) }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isComplete(draft)) onApply(draft)
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Label>{labelOf(entity, field, t)}</Label>
      <Select
        aria-label={labelOf(entity, field, t)}
        data={operators}
        value={draft.op}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={op => op && setDraft(withOperator(draft, op as Operator))}
      />
      {!isUnary(draft.op) && (
        <ConditionValue
          entity={entity}
          field={field}
          condition={draft}
          onValue={value => setDraft({ field: draft.field, op: draft.op, value })}
        />
      )}
      <Button type="submit" variant="filled" disabled={!isComplete(draft)}>
        {t('ui.filter.apply')}
      </Button>
    </form>
  )
}
