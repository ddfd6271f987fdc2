import { Popover } from '@mantine/core'
import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Condition, EntityDescriptor } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { fieldOf } from '../field/record.ts'
import { ConditionForm } from './ConditionForm.tsx'
import { wordsOfCondition } from './condition-words.ts'
import styles from './FilterBar.module.css'
import { useReferenceTitles } from './reference-titles.ts'

type FilterChipProps = {
  entity: EntityDescriptor
  condition: Condition
  not: boolean
  onChange: (condition: Condition) => void
  onRemove: () => void
}

/** One condition: press it to change it, Delete or the cross takes it away. */
export function FilterChip({ entity, condition, not, onChange, onRemove }: FilterChipProps) {
  const t = useT()
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  const titles = useReferenceTitles()
  const field = fieldOf(entity, condition.field)
  const { name, rest } = useMemo(
    () => wordsOfCondition(condition, { entity, t, format, titles }),
    [condition, entity, t, format, titles],
  )
  const words = `${name} ${rest}`
  return (
    <Popover opened={opened} onChange={setOpened} width={280} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <span className={styles.chip}>
          <button
            type="button"
            className={styles.words}
            aria-label={t('ui.filter.edit', { filter: words })}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
            onKeyDown={event => (event.key === 'Delete' || event.key === 'Backspace') && onRemove()}
          >
            {not && <span>{t('ui.filter.not')}</span>}
            <span>{name}</span> <b>{rest}</b>
          </button>
          <button
            type="button"
            className={styles.remove}
            aria-label={t('ui.filter.remove', { filter: words })}
            onClick={onRemove}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        {opened && field && (
          <ConditionForm
            entity={entity}
            field={field}
            condition={condition}
            onApply={next => {
              onChange(next)
              setOpened(false)
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
