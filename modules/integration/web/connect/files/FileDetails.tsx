import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import type { FileForm } from '../../../contract/files.ts'
import type { Column } from './Columns.tsx'
import { FormatFields } from './FormatFields.tsx'
import styles from './files.module.css'
import { LateInput } from './LateInput.tsx'
import { Places } from './Places.tsx'

type FileDetailsProps = {
  form: FileForm
  columns: readonly Column[]
  lines: readonly string[]
  onForm: (form: FileForm) => void
  /** What is said makes the files look otherwise. */
  onLook: (form: FileForm) => void
}

/** Everything that was found, to be said otherwise; open as long as something is missing. */
export function FileDetails({ form, columns, lines, onForm, onLook }: FileDetailsProps) {
  const t = useT()
  const [open, setOpen] = useState(form.full === '' || form.key.length === 0)
  const names = [...new Set([...columns.map(({ name }) => name), ...form.key])]
  return (
    <details className={styles.details} open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('integration.files.change')}</summary>
      <div className={styles.fields}>
        <Names form={form} onForm={onForm} onLook={onLook} />
        <FormatFields form={form} onForm={onForm} onLook={onLook} />
        <div data-size="wide">
          <MultiSelect
            label={t('integration.files.key')}
            description={t('integration.files.keyHint')}
            inputWrapperOrder={[...below]}
            data={names}
            value={form.key}
            searchable
            withAsterisk
            onChange={key => onForm({ ...form, key })}
          />
        </div>
        <Gone form={form} names={names} onForm={onForm} />
      </div>
      {form.format === 'fixed' && <Places form={form} lines={lines} onForm={onForm} />}
    </details>
  )
}

const below = ['label', 'input', 'description', 'error'] as const

type Part = Pick<FileDetailsProps, 'form' | 'onForm' | 'onLook'>

/** What is in the files, and which they are. */
function Names({ form, onForm, onLook }: Part) {
  const t = useT()
  return (
    <>
      <TextInput
        label={t('integration.files.name')}
        value={form.name}
        maxLength={100}
        withAsterisk
        onChange={event => onForm({ ...form, name: event.currentTarget.value })}
      />
      <LateInput
        label={t('integration.files.full')}
        description={t('integration.files.fullHint')}
        value={form.full}
        required
        onValue={full => onLook({ ...form, full })}
      />
      <LateInput
        label={t('integration.files.delta')}
        description={t('integration.files.deltaHint')}
        value={form.delta ?? ''}
        onValue={delta => {
          const { delta: _, ...rest } = form
          onLook(delta ? { ...rest, delta } : rest)
        }}
      />
    </>
  )
}

/** By which column one sees that a record is gone. */
function Gone({ form, names, onForm }: Pick<Part, 'form' | 'onForm'> & { names: readonly string[] }) {
  const t = useT()
  const { delete: gone, ...rest } = form
  return (
    <>
      <Select
        label={t('integration.files.gone')}
        placeholder={t('integration.files.goneNone')}
        data={[...new Set([...names, ...(gone ? [gone.column] : [])])]}
        value={gone?.column ?? null}
        clearable
        searchable
        onChange={column =>
          onForm(column ? { ...rest, delete: { column, values: gone?.values ?? ['D'] } } : rest)
        }
      />
      {gone && (
        <TagsInput
          label={t('integration.files.goneValues')}
          description={t('integration.files.goneValuesHint')}
          inputWrapperOrder={[...below]}
          value={gone.values}
          onChange={values => values.length > 0 && onForm({ ...form, delete: { ...gone, values } })}
        />
      )}
    </>
  )
}
