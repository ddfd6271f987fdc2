import { Select, TagsInput, TextInput, Textarea } from '@mantine/core'
import { Suspense, lazy, useState } from 'react'
import type { EntityDescriptor, Field } from '../../platform/entities/descriptor.ts'
import { minorDigits } from '../../platform/i18n/index.ts'
import type { Formats } from '../../platform/i18n/react.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { currencyOf, parseText } from '../field/parse.ts'
import { choiceLabelOf, type Reference } from '../field/record.ts'
import { Bone } from '../theme/parts.tsx'
import { inputProps } from './input-props.ts'
import { ReferencePicker } from './ReferencePicker.tsx'

const DateField = lazy(() => import('./DateField.tsx').then(file => ({ default: file.DateField })))

/** What every editor needs: the value, a place for the new one, and how it presents itself. */
export type FieldEditorProps = {
  entity: EntityDescriptor
  field: Field
  value: unknown
  /** Called with every valid new value; null empties the field. */
  onChange: (value: unknown) => void
  /** Called with a text key while what is typed means nothing for this field; null when it does again. */
  onProblem?: (problem: string | null) => void
  /** Shown above the editor. Without it `aria-label` must be given. */
  label?: string | undefined
  'aria-label'?: string | undefined
  error?: string | undefined
  required?: boolean | undefined
  autoFocus?: boolean
  placeholder?: string | undefined
  disabled?: boolean
  id?: string
  /** Called with what was picked, for its title; of references only. */
  onPick?: (picked: Reference | null) => void
  /** What a reference points at now, for its title. */
  referenceTitle?: string | undefined
}

/** The editor that fits the kind of a field. */
export function FieldEditor(props: FieldEditorProps) {
  switch (props.field.kind) {
    case 'choice':
    case 'boolean':
      return <ChoiceEditor {...props} />
    case 'tags':
      return <TagsEditor {...props} />
    case 'reference':
      return <ReferencePicker {...props} />
    case 'date':
    case 'datetime':
      return (
        <Suspense fallback={<Bone height={32} />}>
          <DateField {...props} />
        </Suspense>
      )
    case 'longtext':
      return <LongTextEditor {...props} />
    default:
      return <TextEditor {...props} />
  }
}

const inputModes = {
  email: 'email',
  phone: 'tel',
  url: 'url',
  integer: 'numeric',
  decimal: 'decimal',
  money: 'decimal',
  score: 'numeric',
} as const

function TextEditor(props: FieldEditorProps) {
  const { entity, field, value, onChange, onProblem } = props
  const t = useT()
  const format = useFormat()
  const [text, setText] = useState(() => typedForm(field, value, format))
  const [known, setKnown] = useState(value)
  if (known !== value) {
    // The value was changed from outside (undo, another person): show that, unless it is what was just typed.
    setKnown(value)
    const parsed = parseText(text, { entity, field, locale: format.locale, t })
    if (!('value' in parsed) || parsed.value !== value) setText(typedForm(field, value, format))
  }
  const type = (next: string) => {
    setText(next)
    const parsed = parseText(next, { entity, field, locale: format.locale, t })
    if ('problem' in parsed) onProblem?.(parsed.problem)
    else {
      onProblem?.(null)
      onChange(parsed.value)
    }
  }
  const inputMode = inputModes[field.kind as keyof typeof inputModes]
  return (
    <TextInput
      {...inputProps(props)}
      value={text}
      dir="auto"
      maxLength={field.maxLength ?? 1000}
      onChange={event => type(event.currentTarget.value)}
      {...(inputMode ? { inputMode } : {})}
      {...(field.kind === 'money'
        ? { rightSection: <small>{currencyOf(field)}</small>, rightSectionWidth: 44 }
        : {})}
    />
  )
}

/** A number as one types it: no grouping, the locale's decimal sign. */
function typedForm(field: Field, value: unknown, format: Formats): string {
  if (value === null || value === undefined) return ''
  if (field.kind === 'money') return typedAmount(Number(value), currencyOf(field) ?? 'EUR', format)
  if (typeof value === 'number')
    return format.number(value, { useGrouping: false, maximumFractionDigits: 10 })
  return String(value as string)
}

/** An amount of minor units as one types it. */
export function typedAmount(minor: number, currency: string, format: Formats): string {
  const digits = minorDigits(currency)
  const amount = minor / 10 ** digits
  return format.number(amount, {
    useGrouping: false,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : digits,
    maximumFractionDigits: digits,
  })
}

function LongTextEditor(props: FieldEditorProps) {
  const { field, value, onChange } = props
  return (
    <Textarea
      {...inputProps(props)}
      value={typeof value === 'string' ? value : ''}
      dir="auto"
      maxLength={field.maxLength ?? 20_000}
      onChange={event => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  )
}

function ChoiceEditor(props: FieldEditorProps) {
  const { entity, field, value, onChange, required } = props
  const t = useT()
  const data =
    field.kind === 'boolean'
      ? [
          { value: 'true', label: t('ui.yes') },
          { value: 'false', label: t('ui.no') },
        ]
      : (field.choices ?? []).map(choice => ({
          value: choice.value,
          label: choiceLabelOf(entity, field, choice.value, t),
        }))
  return (
    <Select
      {...inputProps(props)}
      data={data}
      value={value === null || value === undefined ? null : String(value as string)}
      onChange={next => onChange(field.kind === 'boolean' && next !== null ? next === 'true' : next)}
      clearable={!required}
      searchable={data.length > 7}
      nothingFoundMessage={t('ui.form.noMatch')}
      clearButtonProps={{ 'aria-label': t('ui.form.clear') }}
    />
  )
}

function TagsEditor(props: FieldEditorProps) {
  const t = useT()
  return (
    <TagsInput
      {...inputProps(props)}
      placeholder={t('ui.form.addTag')}
      value={Array.isArray(props.value) ? (props.value as string[]) : []}
      onChange={tags => props.onChange(tags)}
      splitChars={[',', ';']}
    />
  )
}
