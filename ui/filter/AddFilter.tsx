import { TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import type { Condition, EntityDescriptor, Field } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import { labelOf } from '../field/record.ts'
import { ConditionForm } from './ConditionForm.tsx'
import { firstCondition } from './filter-model.ts'
import styles from './FilterBar.module.css'

/** Picks a field by typing or arrows, then asks for operator and value. */
export function AddFilter({
  entity,
  onAdd,
}: {
  entity: EntityDescriptor
  onAdd: (condition: Condition) => void
}) {
  const t = useT()
  const [field, setField] = useState<Field | null>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  if (field)
    return <ConditionForm entity={entity} field={field} condition={firstCondition(field)} onApply={onAdd} />
  const found = entity.fields
    .filter(candidate => candidate.filterable)
    .filter(candidate => labelOf(entity, candidate, t).toLocaleLowerCase().includes(text.toLocaleLowerCase()))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setActive((active + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter') setField(found[active] ?? null)
    else return
    event.preventDefault()
  }
  return (
    <div onKeyDown={onKeyDown}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="filter-fields"
        aria-activedescendant={found[active] ? `filter-field-${found[active].key}` : undefined}
        aria-label={t('ui.filter.addTitle')}
        placeholder={t('ui.filter.find')}
        value={text}
        onChange={event => {
          setText(event.currentTarget.value)
          setActive(0)
        }}
      />
      <div className={styles.fields} id="filter-fields" role="listbox" aria-label={t('ui.filter.addTitle')}>
        {found.map((candidate, at) => (
          <div
            key={candidate.key}
            id={`filter-field-${candidate.key}`}
            role="option"
            aria-selected={at === active}
            className={styles.field}
            onPointerMove={() => at !== active && setActive(at)}
            onClick={() => setField(candidate)}
          >
            {labelOf(entity, candidate, t)}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.nothing}>{t('ui.form.noMatch')}</p>}
    </div>
  )
}
