import { Button, NumberInput, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { IconButton } from '../../../../../ui/theme/IconButton.tsx'
import type { FileField, FileForm } from '../../../contract/files.ts'
import styles from './files.module.css'

type PlacesProps = { form: FileForm; lines: readonly string[]; onForm: (form: FileForm) => void }

/** Where in the line each column stands, beside the lines themselves. */
export function Places({ form, lines, onForm }: PlacesProps) {
  const t = useT()
  const fields = form.fields ?? []
  const set = (next: FileField[]) => onForm({ ...form, fields: next })
  const end = Math.max(0, ...fields.map(({ start = 1, length = 0 }) => start + length - 1))
  return (
    <div className={styles.places} role="group" aria-label={t('integration.files.places')}>
      {lines.length > 0 && <Ruler lines={lines} fields={fields} />}
      {fields.map((field, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Place
          // Names and places are what one changes here.
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          field={field}
          onField={next => set(next ? fields.with(at, next) : fields.toSpliced(at, 1))}
        />
      ))}
      <div>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() =>
            set([...fields, { name: `Column ${fields.length + 1}`, start: end + 1, length: 10 }])
          }
        >
          {t('integration.files.addField')}
        </Button>
      </div>
    </div>
  )
}

/** The first lines, cut where the columns are. */
function Ruler({ lines, fields }: { lines: readonly string[]; fields: readonly FileField[] }) {
  const t = useT()
  const cuts = new Set(fields.map(({ start = 1 }) => start - 1))
  return (
    <figure className={styles.ruler}>
      <figcaption>{t('integration.files.lines')}</figcaption>
      <pre dir="ltr">
        {lines.map((line, row) => (
          // oxlint-disable-next-line react/no-array-index-key
          <code key={row}>
            {partsOf(line, cuts).map((part, at) => (
              // oxlint-disable-next-line react/no-array-index-key
              <span key={at}>{part}</span>
            ))}
          </code>
        ))}
      </pre>
    </figure>
  )
}

function partsOf(line: string, cuts: ReadonlySet<number>): string[] {
  const places = [0, ...[...cuts].filter(at => at > 0 && at < line.length).toSorted((a, b) => a - b)]
  return places.map((from, at) => line.slice(from, places[at + 1]))
}

type PlaceProps = { field: FileField; onField: (field: FileField | null) => void }

function Place({ field, onField }: PlaceProps) {
  const t = useT()
  const { name, start = 1, length = 1 } = field
  return (
    <div className={styles.place}>
      <TextInput
        aria-label={t('integration.files.column')}
        value={name}
        maxLength={100}
        onChange={event => onField({ ...field, name: event.currentTarget.value })}
      />
      <NumberInput
        aria-label={`${t('integration.files.start')}: ${name}`}
        value={start}
        min={1}
        allowDecimal={false}
        prefix={`${t('integration.files.start')} `}
        onChange={next => onField({ ...field, start: Math.max(1, Number(next)) })}
      />
      <NumberInput
        aria-label={`${t('integration.files.length')}: ${name}`}
        value={length}
        min={1}
        allowDecimal={false}
        prefix={`${t('integration.files.length')} `}
        onChange={next => onField({ ...field, length: Math.max(1, Number(next)) })}
      />
      <IconButton aria-label={t('integration.files.dropField', { name })} onClick={() => onField(null)}>
        <X size={15} aria-hidden />
      </IconButton>
    </div>
  )
}
