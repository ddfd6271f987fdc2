import { Checkbox, Select, TextInput } from '@mantine/core'
import { hasText } from '../../../platform/i18n/index.ts'
import { useT } from '../../../platform/i18n/react.ts'
import { Card } from '../../theme/parts.tsx'
import type { Draft } from './draft.ts'
import { type ImportOption, openOptions, sayForAll } from './for-all.ts'
import styles from './Imports.module.css'
import { RecordOption } from './RecordOption.tsx'
import { fieldName } from './words.ts'

type ForAllCardProps = { draft: Draft; onDraft: (draft: Draft) => void }

/** What is said once for all rows of the file, as far as this kind of record asks for anything and no column says it. */
export function ForAllCard({ draft, onDraft }: ForAllCardProps) {
  const t = useT()
  const options = openOptions(draft)
  if (options.length === 0) return null
  return (
    <Card title={t('pages.imports.forAll.title')} aside={t('pages.imports.forAll.aside')}>
      <div className={styles.options}>
        {options.map(option => (
          <OptionField key={option.key} option={option} draft={draft} onDraft={onDraft} />
        ))}
      </div>
    </Card>
  )
}

function OptionField({ option, draft, onDraft }: ForAllCardProps & { option: ImportOption }) {
  const t = useT()
  const { key, kind, always } = option
  const { entity } = draft.preview.import
  const hint = `entity.${entity}.${key}.$hint`
  const description = hasText(hint) ? t(hint) : undefined
  const label = fieldName(t, entity, option)
  const value = draft.options.constants?.[key] ?? null
  const say = (said: Parameters<typeof sayForAll>[2]) => onDraft(sayForAll(draft, key, said))
  if (option.references) {
    const chosen = value ? { id: value, title: draft.options.titles?.[value] ?? value } : null
    return <RecordOption option={option} {...{ label, description, chosen }} onChoose={say} />
  }
  if (kind === 'boolean')
    return (
      <Checkbox
        className={styles.tick ?? ''}
        label={label}
        description={description}
        checked={value === 'yes'}
        onChange={event => say(event.currentTarget.checked ? 'yes' : null)}
      />
    )
  if (option.choices) {
    const data = option.choices.map(each => ({ value: each, label: t(`entity.${entity}.${key}.${each}`) }))
    // The first is what holds when nobody says anything, where no column can.
    const standard = always ? (option.choices[0] ?? null) : null
    return (
      <Select
        {...{ label, description, data }}
        value={value ?? standard}
        onChange={next => say(next === standard ? null : next)}
        placeholder={t('ui.form.pick')}
        allowDeselect={!always}
        clearable={!always}
        clearButtonProps={{ 'aria-label': t('ui.form.clear') }}
      />
    )
  }
  return (
    <TextInput
      {...{ label, description }}
      value={value ?? ''}
      dir="auto"
      maxLength={300}
      onChange={event => say(event.currentTarget.value || null)}
    />
  )
}
