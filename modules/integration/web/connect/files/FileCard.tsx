import { Checkbox } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { Badge, Bones, Sentence } from '../../../../../ui/theme/parts.tsx'
import type { FileForm } from '../../../contract/files.ts'
import type { Where } from '../draft.ts'
import { Columns } from './Columns.tsx'
import { FileDetails } from './FileDetails.tsx'
import styles from './files.module.css'
import { useLookAgain, useSeen } from './use-files.ts'
import { summaryOf } from './words.ts'

type FileCardProps = {
  where: Where
  form: FileForm
  taken: boolean
  /** Null: it is not taken any more. */
  onForm: (form: FileForm | null) => void
}

/** Files of one kind: what was found in them, and everything that can be said otherwise. */
export function FileCard({ where, form, taken, onForm }: FileCardProps) {
  const t = useT()
  const seen = useSeen(where, form)
  const lookAgain = useLookAgain(where)
  const name = form.name || t('integration.files.table')
  const now = useRef({ form, onForm })
  useEffect(() => {
    now.current = { form, onForm }
  })
  const look = async (next: FileForm) => {
    onForm(next)
    const found = await lookAgain(next)
    // Meanwhile this card or another one may have been changed: what is said by hand stands.
    if (found !== next && isSame(now.current.form, next)) now.current.onForm(found)
  }
  const doubts = (seen?.doubts ?? []).filter(doubt => doubt !== 'no-key' || form.key.length === 0)
  const columns = seen && seen.columns.length > 0 ? seen.columns : (form.fields ?? []).map(bare)
  return (
    <li className={styles.card} data-on={taken || undefined}>
      <div className={styles.head}>
        <Checkbox
          aria-label={t('integration.files.take', { name })}
          checked={taken}
          onChange={event => onForm(event.currentTarget.checked ? form : null)}
        />
        <div className={styles.title}>
          <b>
            <bdi>{form.full || name}</bdi>
          </b>
          <span>
            {seen && t('integration.files.count', { count: seen.count })}
            {seen && seen.count > 1 && ` · ${t('integration.files.newest', { name: seen.files[0] ?? '' })}`}
          </span>
        </div>
        <Badge>{t(`integration.files.format.${form.format}`)}</Badge>
      </div>
      {taken && (
        <div className={styles.body}>
          <p className={styles.summary}>{summaryOf(t, form)}</p>
          {doubts.map(doubt => (
            <Sentence key={doubt} tone="amber">
              {t(`integration.files.doubt.${doubt}`)}
            </Sentence>
          ))}
          {!seen && form.full !== '' && <Bones lines={3} />}
          {columns.length > 0 && <Columns form={form} columns={columns} onForm={onForm} />}
          <FileDetails
            form={form}
            columns={columns}
            lines={seen?.lines ?? []}
            onForm={onForm}
            onLook={next => void look(next)}
          />
        </div>
      )}
    </li>
  )
}

const isSame = (a: FileForm, b: FileForm) => JSON.stringify(a) === JSON.stringify(b)

const bare = ({ name }: { name: string }) => ({ name, samples: [] })
