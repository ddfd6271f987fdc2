import { Select, TextInput } from '@mantine/core'
import { ArrowRight } from 'lucide-react'
import type { FieldKind, Tone } from '../../../platform/entities/descriptor.ts'
import { useT } from '../../../platform/i18n/react.ts'
import { Badge } from '../../theme/parts.tsx'
import type { Target } from './draft.ts'
import { isNewField } from './draft.ts'
import styles from './Imports.module.css'
import type { Preview } from './standing.ts'
import { fieldName, kindName } from './words.ts'

const nowhere = '@nowhere'
const own = '@own'
const ownKinds: readonly FieldKind[] = [
  'text',
  'longtext',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'email',
  'phone',
  'url',
]

type ColumnRowProps = {
  suggestion: Preview['columns'][number]
  preview: Preview
  target: Target
  onTarget: (target: Target) => void
  twice: boolean
}

/** A value shortened by whole characters, so that several find room; it says that it is. */
function beginning(value: string): string {
  const letters = [...value]
  return letters.length <= 40 ? value : `${letters.slice(0, 39).join('')}…`
}

/** One column of the file: its title and values, and where it goes. */
export function ColumnRow({ suggestion, preview, target, onTarget, twice }: ColumnRowProps) {
  const t = useT()
  const { column, samples } = suggestion
  const fresh = isNewField(preview, target.target)
  return (
    <li className={styles.columnRow} data-out={target.target === null || undefined}>
      <div className={styles.given}>
        <b>
          <bdi>{column}</bdi>
        </b>
        <span className={styles.samples}>
          {samples.length === 0 ? (
            t('pages.imports.noValues')
          ) : (
            <bdi>{samples.map(beginning).join(' · ')}</bdi>
          )}
        </span>
      </div>
      <ArrowRight size={15} aria-hidden className={styles.ahead} />
      <div className={styles.wanted}>
        <TargetSelect
          column={column}
          preview={preview}
          value={target.target === null ? nowhere : fresh ? own : target.target}
          onValue={value => onTarget(targetOf(value, suggestion))}
          error={twice ? t('pages.imports.filledTwice') : null}
        />
        {fresh && <OwnField target={target} onTarget={onTarget} />}
      </div>
      <Sureness suggestion={suggestion} target={target} fresh={fresh} />
    </li>
  )
}

function targetOf(value: string, { column, kind }: Preview['columns'][number]): Target {
  if (value === nowhere) return { target: null }
  if (value !== own) return { target: value }
  return { target: `custom.${column.slice(0, 80)}`, kind: kind ?? 'text', label: column.slice(0, 100) }
}

type TargetSelectProps = {
  column: string
  preview: Preview
  value: string
  onValue: (value: string) => void
  error: string | null
}

function TargetSelect({ column, preview, value, onValue, error }: TargetSelectProps) {
  const t = useT()
  const { entity } = preview.import
  const data = [
    { value: nowhere, label: t('pages.imports.leaveOut') },
    { value: own, label: t('pages.imports.newField') },
    ...preview.fields.map(field => ({ value: field.key, label: fieldName(t, entity, field) })),
  ]
  return (
    <Select
      aria-label={t('pages.imports.targetOf', { column })}
      data={data}
      value={value}
      onChange={next => next && onValue(next)}
      allowDeselect={false}
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={t('ui.form.noMatch')}
      error={error}
      maxDropdownHeight={320}
    />
  )
}

function OwnField({ target, onTarget }: Pick<ColumnRowProps, 'target' | 'onTarget'>) {
  const t = useT()
  return (
    <div className={styles.ownField}>
      <TextInput
        aria-label={t('pages.fields.label')}
        value={target.label ?? ''}
        maxLength={100}
        onChange={event => onTarget({ ...target, label: event.currentTarget.value })}
      />
      <Select
        aria-label={t('pages.fields.kind')}
        data={ownKinds.map(kind => ({ value: kind, label: kindName(t, kind) }))}
        value={target.kind ?? 'text'}
        onChange={kind => onTarget({ ...target, kind: (kind ?? 'text') as FieldKind })}
        allowDeselect={false}
      />
    </div>
  )
}

type SurenessProps = Pick<ColumnRowProps, 'suggestion' | 'target'> & { fresh: boolean }

/** How sure the suggestion is, while it is one; what a person chose needs no remark. */
function Sureness({ suggestion, target, fresh }: SurenessProps) {
  const t = useT()
  const { confidence } = suggestion
  const words: [string, Tone] | null = fresh
    ? ['own', 'blue']
    : target.target !== suggestion.target || target.target === null
      ? null
      : confidence >= 0.9
        ? ['sure', 'accent']
        : ['guess', 'amber']
  return (
    <span className={styles.sureness}>
      {words && <Badge tone={words[1]}>{t(`pages.imports.sureness.${words[0]}`)}</Badge>}
    </span>
  )
}
