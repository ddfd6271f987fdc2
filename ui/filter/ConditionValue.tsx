import { MultiSelect, NumberInput, Select, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import { useDebouncedValue } from '@mantine/hooks'
import type { Condition, EntityDescriptor, Field, FilterValue } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import { choiceLabelOf } from '../field/record.ts'
import { FieldEditor } from '../form/FieldEditor.tsx'
import { ReferenceContext } from '../form/ReferencePicker.tsx'
import { meValue } from './condition-words.ts'
import { isList } from './filter-model.ts'
import styles from './FilterBar.module.css'
import { rememberTitles, useReferenceTitles } from './reference-titles.ts'
import type { DayRange } from './relative-ranges.ts'
import { dayRangeOf, namedRanges, rangeFrom } from './relative-ranges.ts'

type ValueProps = {
  entity: EntityDescriptor
  field: Field
  condition: Condition
  onValue: (value: FilterValue) => void
}

const inside = { withinPortal: false }

/** The value of a condition, asked for as its operator and field need it. */
export function ConditionValue(props: ValueProps) {
  const { entity, field, condition, onValue } = props
  const t = useT()
  if (condition.op === 'within') return <RangeValue {...props} />
  if (condition.op === 'between') return <BetweenValue {...props} />
  if (field.kind === 'reference') return <ReferenceValues {...props} />
  if (field.kind === 'choice' && isList(condition.op)) {
    const data = (field.choices ?? []).map(({ value }) => ({
      value,
      label: choiceLabelOf(entity, field, value, t),
    }))
    return (
      <MultiSelect
        data-autofocus
        aria-label={t('ui.filter.value')}
        data={data}
        value={listOf(condition)}
        onChange={onValue}
        comboboxProps={inside}
      />
    )
  }
  if (isList(condition.op)) {
    return (
      <TagsInput
        data-autofocus
        aria-label={t('ui.filter.value')}
        value={listOf(condition)}
        onChange={onValue}
        comboboxProps={inside}
      />
    )
  }
  return (
    <FieldEditor
      key={condition.op}
      entity={entity}
      field={{ ...field, kind: field.kind === 'longtext' ? 'text' : field.kind }}
      value={condition.value ?? null}
      onChange={value => onValue(value as FilterValue)}
      aria-label={t('ui.filter.value')}
      autoFocus
    />
  )
}

function listOf({ value }: Condition): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function BetweenValue({ entity, field, condition, onValue }: ValueProps) {
  const t = useT()
  const [from = null, to = null] = Array.isArray(condition.value) ? condition.value : []
  const set = (ends: readonly unknown[]) => onValue(ends.map(end => end ?? '') as (string | number)[])
  return (
    <div className={styles.pair}>
      <FieldEditor
        entity={entity}
        field={field}
        value={from}
        label={t('ui.filter.from')}
        onChange={value => set([value, to])}
        autoFocus
      />
      <FieldEditor
        entity={entity}
        field={field}
        value={to}
        label={t('ui.filter.to')}
        onChange={value => set([from, value])}
      />
    </div>
  )
}

function RangeValue({ condition, onValue }: ValueProps) {
  const t = useT()
  const range = typeof condition.value === 'string' ? condition.value : ''
  const counted = dayRangeOf(range)
  const days = counted?.days ?? 30
  const kinds: DayRange['kind'][] = ['last', 'next', 'older']
  const data = [
    ...namedRanges.map(value => ({ value, label: t(`ui.filter.range.${value}`) })),
    ...kinds.map(kind => ({ value: kind, label: t(`ui.filter.range.${kind}`, { count: days }) })),
  ]
  const pick = (value: string | null) => {
    const kind = kinds.find(candidate => candidate === value)
    if (kind) onValue(rangeFrom({ kind, days }))
    else if (value) onValue(value)
  }
  return (
    <>
      <Select
        data-autofocus
        aria-label={t('ui.filter.value')}
        data={data}
        value={counted?.kind ?? (range || null)}
        onChange={pick}
        comboboxProps={inside}
        maxDropdownHeight={260}
      />
      {counted && (
        <NumberInput
          label={t('ui.filter.days')}
          min={1}
          max={3650}
          value={counted.days}
          onChange={next =>
            typeof next === 'number' && next > 0 && onValue(rangeFrom({ kind: counted.kind, days: next }))
          }
        />
      )}
    </>
  )
}

function ReferenceValues({ field, condition, onValue }: ValueProps) {
  const t = useT()
  const find = useContext(ReferenceContext)
  const titles = useReferenceTitles()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text, 150)
  const entity = field.references ?? ''
  const found = useQuery({
    queryKey: ['ui.references', entity, asked],
    queryFn: ({ signal }) => find(entity, asked, signal),
    staleTime: 30_000,
    placeholderData: former => former,
  })
  const picked = isList(condition.op)
    ? listOf(condition)
    : typeof condition.value === 'string'
      ? [condition.value]
      : []
  const options = new Map([
    [meValue, t('ui.filter.me')],
    ...picked.map(id => [id, titles.get(id) ?? id] as const),
    ...(found.data ?? []).map(({ id, title }) => [id, title] as const),
  ])
  options.set(meValue, t('ui.filter.me'))
  const shared = {
    'aria-label': t('ui.filter.value'),
    'data-autofocus': true,
    data: [...options].map(([value, label]) => ({ value, label })),
    searchable: true,
    onSearchChange: setText,
    comboboxProps: inside,
    nothingFoundMessage: t('ui.form.noMatch'),
  }
  const set = (ids: string[]) => {
    rememberTitles((found.data ?? []).filter(({ id }) => ids.includes(id)))
    onValue(isList(condition.op) ? ids : (ids[0] ?? ''))
  }
  return isList(condition.op) ? (
    <MultiSelect {...shared} value={picked} onChange={set} />
  ) : (
    <Select {...shared} value={picked[0] ?? null} onChange={id => set(id ? [id] : [])} />
  )
}
