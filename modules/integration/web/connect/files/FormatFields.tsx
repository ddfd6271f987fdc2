import { Select, Switch } from '@mantine/core'
import { useT } from '../../../../../platform/i18n/react.ts'
import type { FileForm } from '../../../contract/files.ts'
import { LateInput } from './LateInput.tsx'
import { delimiterName, delimiters } from './words.ts'

type FormatFieldsProps = {
  form: FileForm
  onForm: (form: FileForm) => void
  onLook: (form: FileForm) => void
}

const formats = ['csv', 'fixed', 'xml'] as const

/** As which programs write; others are found, or said by the API. */
const encodings = [
  'utf-8',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1256',
  'iso-8859-1',
  'cp850',
  'utf-16le',
]

/** How the files are written. */
export function FormatFields({ form, onForm, onLook }: FormatFieldsProps) {
  const t = useT()
  const { format, record, name, full, delta } = form
  return (
    <>
      <Select
        label={t('integration.files.formatLabel')}
        data={formats.map(value => ({ value, label: t(`integration.files.format.${value}`) }))}
        value={format}
        allowDeselect={false}
        onChange={next => {
          const chosen = formats.find(each => each === next)
          // All else was said of another format.
          if (chosen && chosen !== format)
            onLook({ name, full, ...(delta ? { delta } : {}), format: chosen, key: [] })
        }}
      />
      {format === 'xml' ? (
        <LateInput
          label={t('integration.files.record')}
          description={t('integration.files.recordHint')}
          value={record ?? ''}
          required
          onValue={next => onLook({ ...form, record: next })}
        />
      ) : (
        <TextFields form={form} onForm={onForm} onLook={onLook} />
      )}
    </>
  )
}

/** Of what is written in lines: separator, encoding, titles, and the end of the last one. */
function TextFields({ form, onForm, onLook }: FormatFieldsProps) {
  const t = useT()
  const { format, encoding, delimiter, header, openEnd } = form
  const marks = new Set([...Object.keys(delimiters), ...(delimiter ? [delimiter] : [])])
  return (
    <>
      {format === 'csv' && (
        <Select
          label={t('integration.files.delimiter')}
          data={[...marks].map(value => ({ value: named(value), label: delimiterName(t, value) }))}
          value={delimiter === undefined ? null : named(delimiter)}
          allowDeselect={false}
          onChange={next => next && onLook({ ...form, delimiter: next.slice(1) })}
        />
      )}
      <Select
        label={t('integration.files.encoding')}
        data={[...new Set([...encodings, ...(encoding ? [encoding] : [])])]}
        value={encoding ?? null}
        searchable
        allowDeselect={false}
        onChange={next => next && onLook({ ...form, encoding: next })}
      />
      <Switch
        label={t('integration.files.header')}
        checked={header ?? format === 'csv'}
        onChange={event => onLook({ ...form, header: event.currentTarget.checked })}
      />
      <Switch
        label={t('integration.files.openEnd')}
        description={t('integration.files.openEndHint')}
        checked={openEnd ?? false}
        onChange={event => onForm({ ...form, openEnd: event.currentTarget.checked })}
      />
    </>
  )
}

/** A choice whose value is a blank or a tab is taken for none. */
const named = (delimiter: string) => `=${delimiter}`
