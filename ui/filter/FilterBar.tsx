import { Popover } from '@mantine/core'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Fragment, useState } from 'react'
import type { Condition, EntityDescriptor, Filter } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import { TextLink } from '../theme/parts.tsx'
import { AddFilter, type ReadyMade } from './AddFilter.tsx'
import { FilterChip } from './FilterChip.tsx'
import styles from './FilterBar.module.css'
import type { FilterGroup, FilterPart } from './filter-model.ts'
import { filterOf, groupOf, isComplete, withAlternative, withCondition, withPart } from './filter-model.ts'

export type FilterBarProps = {
  entity: EntityDescriptor
  filter: Filter | undefined
  onFilter: (filter: Filter | undefined) => void
  /** Stands at the end of the bar: what the list is sorted by, the state of the view. */
  end?: ReactNode
  /** Whole conditions offered beside the fields. */
  ready?: readonly ReadyMade[]
  /** What the button that adds a condition says. */
  addLabel?: string
}

/** The filter of a list as chips that can be read, changed and taken away. */
export function FilterBar({ entity, filter, onFilter, end, ready, addLabel }: FilterBarProps) {
  const t = useT()
  const group = groupOf(filter)
  const change = (next: FilterGroup) => onFilter(filterOf(next))
  return (
    <div className={styles.bar} role="group" aria-label={t('ui.filter.add')}>
      <Parts entity={entity} group={group} onChange={change} ready={ready} />
      <AddButton
        entity={entity}
        ready={ready}
        onAdd={condition => change(withCondition(group, condition))}
        label={addLabel ?? t('ui.filter.add')}
      />
      {group.parts.length > 1 && (
        <TextLink onClick={() => onFilter(undefined)}>{t('ui.filter.clear')}</TextLink>
      )}
      {end && <div className={styles.end}>{end}</div>}
    </div>
  )
}

type PartsProps = {
  entity: EntityDescriptor
  group: FilterGroup
  onChange: (group: FilterGroup) => void
  ready: readonly ReadyMade[] | undefined
}

/** The parts of a group with the connective between them; a group within is framed. */
function Parts({ entity, group, onChange, ready }: PartsProps) {
  const t = useT()
  const turn = () => onChange({ ...group, joined: group.joined === 'and' ? 'or' : 'and' })
  return group.parts.map((part, at) => (
    // Parts have no identity of their own; their place is all there is.
    // eslint-disable-next-line react/no-array-index-key
    <Fragment key={at}>
      {at > 0 && (
        <button type="button" className={styles.joint} onClick={turn} title={t('ui.filter.toggle')}>
          {t(`ui.filter.${group.joined}`)}
        </button>
      )}
      <Part
        entity={entity}
        ready={ready}
        part={part}
        onPart={next => onChange(withPart(group, at, next))}
        onAlternative={condition =>
          onChange(
            group.joined === 'or' ? withCondition(group, condition) : withAlternative(group, at, condition),
          )
        }
      />
    </Fragment>
  ))
}

type PartProps = {
  entity: EntityDescriptor
  ready: readonly ReadyMade[] | undefined
  part: FilterPart
  onPart: (part: FilterPart | null) => void
  onAlternative: (condition: Condition) => void
}

function Part({ entity, part, onPart, onAlternative, ready }: PartProps) {
  const t = useT()
  if (part.kind === 'condition') {
    return (
      <FilterChip
        entity={entity}
        condition={part.condition}
        not={part.not}
        onChange={condition => onPart({ ...part, condition })}
        onRemove={() => onPart(null)}
        onAlternative={onAlternative}
        ready={ready}
      />
    )
  }
  const { group } = part
  const change = (next: FilterGroup) => onPart(next.parts.length === 0 ? null : { ...part, group: next })
  return (
    <span className={styles.group}>
      {part.not && <span className={styles.word}>{t('ui.filter.not')}</span>}
      <Parts entity={entity} group={group} onChange={change} ready={ready} />
    </span>
  )
}

type AddButtonProps = {
  entity: EntityDescriptor
  label: string
  ready: readonly ReadyMade[] | undefined
  onAdd: (condition: Condition) => void
}

function AddButton({ entity, label, ready, onAdd }: AddButtonProps) {
  const [opened, setOpened] = useState(false)
  const add = (condition: Condition) => {
    if (!isComplete(condition)) return
    onAdd(condition)
    setOpened(false)
  }
  return (
    <Popover opened={opened} onChange={setOpened} width={280} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.add} onClick={() => setOpened(!opened)}>
          <Plus size={13} aria-hidden /> {label}
        </button>
      </Popover.Target>
      <Popover.Dropdown>{opened && <AddFilter entity={entity} ready={ready} onAdd={add} />}</Popover.Dropdown>
    </Popover>
  )
}
