import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import type { TimelineEntry } from '../../../customers/contract.ts'
import { useFieldWords } from '../field-words.ts'
import styles from './customer.module.css'
import { momentOf } from './system-words.ts'

const aMinute = 60_000

type Plain = string | number | boolean | null
type ChangedField = { key: string | null; label: string; before?: Plain; after?: Plain }
type Changed = { by?: string | null; at?: string | null; gone?: boolean; fields?: ChangedField[] }

/** What was changed in another system, by whom there: each value as it was and as it is. */
export function ChangedThere({ entry }: { entry: TimelineEntry }) {
  const t = useT()
  const format = useFormat()
  const { by = null, at = null, gone = false, fields = [] } = (entry.data ?? {}) as Changed
  // The clock there is told where it says something that the entry does not.
  const isSame = at !== null && Math.abs(Date.parse(at) - Date.parse(entry.at)) < aMinute
  const time = at === null || (isSame && by === null) ? null : momentOf(at, { format })
  const who = by === null ? (time === null ? null : 'at') : time === null ? 'by' : 'byAt'
  return (
    <>
      <ul className={styles.fields}>
        {fields.map(field => (
          <li key={field.label}>
            <ChangedValue field={field} />
          </li>
        ))}
      </ul>
      {gone && <p>{t('integration.changedThere.gone')}</p>}
      {who && (
        <p className={styles.by}>
          {t(`integration.changedThere.${who}`, { by: by ?? '', time: time ?? '' })}
        </p>
      )}
    </>
  )
}

/** “City: Cork → Bergen”. */
function ChangedValue({ field: { key, label, before, after } }: { field: ChangedField }) {
  const t = useT()
  const name = useFieldWords()(key, label)
  const show = (value: Plain | undefined) =>
    value === null || value === undefined || value === ''
      ? t('integration.changedThere.empty')
      : String(value)
  if (before === undefined && after === undefined)
    return (
      <>
        <bdi>{name}</bdi> {t('integration.changedThere.hidden')}
      </>
    )
  return (
    <>
      <bdi className={styles.by}>{name}</bdi>{' '}
      <s>
        <bdi>{show(before)}</bdi>
      </s>{' '}
      <span aria-hidden className={styles.arrow}>
        →
      </span>
      <span className="visually-hidden">{t('integration.changedThere.became')}</span> <bdi>{show(after)}</bdi>
    </>
  )
}
