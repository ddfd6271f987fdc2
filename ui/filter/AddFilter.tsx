import { TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import type { Condition, EntityDescriptor, Field } from '../../platform/entities/descriptor.ts'
import type { Translate } from '../../platform/i18n/react.ts'
import { useT } from '../../platform/i18n/react.ts'
import { labelOf } from '../field/record.ts'
import { ConditionForm } from './ConditionForm.tsx'
import { firstCondition } from './filter-model.ts'
import styles from './FilterBar.module.css'

/** A whole condition that is offered beside the fields. */
export type ReadyMade = { key: string; label: string; condition: Condition }

type AddFilterProps = {
  entity: EntityDescriptor
  ready?: readonly ReadyMade[] | undefined
  onAdd: (condition: Condition) => void
}

type Offer = { key: string; label: string; field?: Field; condition?: Condition }

function offersOf({ entity, ready = [] }: AddFilterProps, t: Translate): Offer[] {
  const fields = entity.fields.filter(candidate => candidate.filterable)
  return [...fields.map(field => ({ key: field.key, label: labelOf(entity, field, t), field })), ...ready]
}

/** Picks a field by typing or arrows, then asks for operator and value; a ready-made condition needs no more. */
export function AddFilter(props: AddFilterProps) {
  const { entity, onAdd } = props
  const t = useT()
  const [field, setField] = useState<Field | null>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  if (field)
    return <ConditionForm entity={entity} field={field} condition={firstCondition(field)} onApply={onAdd} />
  const found = offersOf(props, t).filter(({ label }) =>
    label.toLocaleLowerCase().includes(text.toLocaleLowerCase()),
  )
  const take = (offer: Offer | undefined) => {
    if (offer?.condition) onAdd(offer.condition)
    else setField(offer?.field ?? null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setActive((active + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter') take(found[active])
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
            onClick={() => take(candidate)}
          >
            {candidate.label}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.nothing}>{t('ui.form.noMatch')}</p>}
    </div>
  )
}
