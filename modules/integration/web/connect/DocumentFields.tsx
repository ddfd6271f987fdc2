import { Checkbox, Select } from '@mantine/core'
import { useT } from '../../../../platform/i18n/react.ts'
import type { Rule } from '../../contract/connecting-shapes.ts'
import styles from './connect.module.css'
import type { DocumentRole } from './draft.ts'
import type { FieldLook } from './MappingTable.tsx'

type DocumentFieldsProps = {
  fields: readonly FieldLook[]
  document: DocumentRole
  mapping: readonly Rule[]
  /** How a field is taken that was not. */
  usual: Rule | undefined
  onDocument: (document: DocumentRole) => void
  onMapping: (mapping: Rule[]) => void
}

const parts = ['title', 'date', 'amount', 'currency', 'state'] as const

/** Which field of a document says what, and which are shown. */
export function DocumentFields({
  fields,
  document,
  mapping,
  usual,
  onDocument,
  onMapping,
}: DocumentFieldsProps) {
  const t = useT()
  const shown = new Set(mapping.map(({ field }) => field))
  const base: Rule = usual ?? {
    field: '',
    target: null,
    label: null,
    owner: 'theirs',
    mode: 'mirrored',
    write: 'no',
    freshness: 300,
  }
  const setShown = (field: string, on: boolean) =>
    onMapping(
      fields.flatMap(look => {
        const wanted = look.field === field ? on : shown.has(look.field)
        return wanted
          ? [mapping.find(rule => rule.field === look.field) ?? { ...base, field: look.field }]
          : []
      }),
    )
  return (
    <div className={styles.mapping}>
      <div className={styles.parts} role="group" aria-label={t('integration.connect.documentTitle')}>
        {parts.map(part => (
          <Select
            key={part}
            label={t(`integration.connect.document.${part}`)}
            data={fields.map(({ field }) => field)}
            value={document[part]}
            placeholder={t('integration.connect.nothing')}
            clearable
            searchable
            onChange={field => {
              onDocument({ ...document, [part]: field })
              if (field && !shown.has(field)) setShown(field, true)
            }}
          />
        ))}
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('integration.connect.field')}</th>
              <th scope="col">{t('integration.connect.samples')}</th>
              <th scope="col">{t('integration.connect.shownFields')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, samples }) => (
              <tr key={field} data-out={!shown.has(field) || undefined}>
                <th scope="row">
                  <bdi>{field}</bdi>
                </th>
                <td className={styles.samples}>
                  <bdi>{samples.length === 0 ? t('integration.connect.noSamples') : samples.join(' · ')}</bdi>
                </td>
                <td>
                  <Checkbox
                    aria-label={`${t('integration.connect.shownFields')}: ${field}`}
                    checked={shown.has(field)}
                    disabled={shown.has(field) && shown.size === 1}
                    onChange={event => setShown(field, event.currentTarget.checked)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
