import { Popover } from '@mantine/core'
import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Condition, EntityDescriptor } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { fieldOf } from '../field/record.ts'
import { TextLink } from '../theme/parts.tsx'
import { AddFilter, type ReadyMade } from './AddFilter.tsx'
import { ConditionForm } from './ConditionForm.tsx'
import { wordsOfCondition } from './condition-words.ts'
import styles from './FilterBar.module.css'
import { isComplete } from './filter-model.ts'
import { useNamedTitles } from './named-titles.ts'
import { useReferenceTitles } from './reference-titles.ts'
import { useActTitle } from './use-act-title.ts'

type FilterChipProps = {
  entity: EntityDescriptor
  condition: Condition
  not: boolean
  onChange: (condition: Condition) => void
  onRemove: () => void
  /** Adds a condition beside this one, joined by “or”. */
  onAlternative?: ((condition: Condition) => void) | undefined
  ready?: readonly ReadyMade[] | undefined
}

/** One condition: press it to change it, Delete or the cross takes it away. */
export function FilterChip(props: FilterChipProps) {
  const { entity, condition, not, onChange, onRemove, onAlternative, ready } = props
  const t = useT()
  const format = useFormat()
  const [opened, setOpened] = useState<'change' | 'alternative' | null>(null)
  const titles = useReferenceTitles()
  useActTitle(condition)
  useNamedTitles(condition)
  const field = fieldOf(entity, condition.field)
  const { name, rest } = useMemo(
    () => wordsOfCondition(condition, { entity, t, format, titles }),
    [condition, entity, t, format, titles],
  )
  const words = `${name} ${rest}`
  const finish = (next: Condition, tell: ((condition: Condition) => void) | undefined) => {
    if (!isComplete(next)) return
    tell?.(next)
    setOpened(null)
  }
  return (
    <span className={styles.chip}>
      <Popover
        opened={opened !== null}
        onChange={open => !open && setOpened(null)}
        width={280}
        position="bottom-start"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <button
            type="button"
            className={styles.words}
            aria-label={t('ui.filter.edit', { filter: words })}
            onClick={() => setOpened(opened ? null : 'change')}
            onKeyDown={event => (event.key === 'Delete' || event.key === 'Backspace') && onRemove()}
          >
            {not && <span>{t('ui.filter.not')}</span>}
            <span>{name}</span> <b>{rest}</b>
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          {opened === 'change' && field && (
            <ConditionForm
              entity={entity}
              field={field}
              condition={condition}
              onApply={next => finish(next, onChange)}
            />
          )}
          {opened === 'change' && onAlternative && (
            <p className={styles.alternative}>
              <TextLink onClick={() => setOpened('alternative')}>{t('ui.filter.addOr')}</TextLink>
            </p>
          )}
          {opened === 'alternative' && (
            <AddFilter entity={entity} ready={ready} onAdd={next => finish(next, onAlternative)} />
          )}
        </Popover.Dropdown>
      </Popover>
      <button
        type="button"
        className={styles.remove}
        aria-label={t('ui.filter.remove', { filter: words })}
        onClick={onRemove}
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  )
}
