import { Select } from '@mantine/core'
import { KeyRound } from 'lucide-react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { columnKinds, type FileForm } from '../../../contract/files.ts'
import styles from './files.module.css'

export type Column = { name: string; samples: string[] }
type ColumnsProps = { form: FileForm; columns: readonly Column[]; onForm: (form: FileForm) => void }
type Kind = (typeof columnKinds)[number]

/** The columns with what stands in them, and what they are. */
export function Columns({ form, columns, onForm }: ColumnsProps) {
  const t = useT()
  return (
    <div className={styles.scroll}>
      <table className={styles.columns}>
        <thead>
          <tr>
            <th scope="col">{t('integration.files.column')}</th>
            <th scope="col">{t('integration.files.samples')}</th>
            <th scope="col">{t('integration.files.kind')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, samples }) => (
            <tr key={name}>
              <th scope="row">
                <bdi>{name}</bdi>
                {form.key.includes(name) && <KeyRound size={13} aria-label={t('integration.files.key')} />}
              </th>
              <td>
                <bdi>{samples.join(' · ') || t('integration.connect.noSamples')}</bdi>
              </td>
              <td>
                <Select
                  size="xs"
                  aria-label={`${t('integration.files.kind')}: ${name}`}
                  data={columnKinds.map(value => ({ value, label: t(`integration.files.kinds.${value}`) }))}
                  value={kindOf(form, name)}
                  allowDeselect={false}
                  onChange={kind => onForm(withKind(form, name, kind as Kind))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function kindOf({ format, kinds, fields }: FileForm, column: string): Kind {
  const said = format === 'csv' ? kinds?.[column] : fields?.find(({ name }) => name === column)?.kind
  return said ?? 'text'
}

function withKind(form: FileForm, column: string, kind: Kind): FileForm {
  if (form.format === 'csv') return { ...form, kinds: { ...form.kinds, [column]: kind } }
  const fields = form.fields ?? []
  return { ...form, fields: fields.map(field => (field.name === column ? { ...field, kind } : field)) }
}
