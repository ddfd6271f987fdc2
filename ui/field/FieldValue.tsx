import type { ReactNode } from 'react'
import { memo } from 'react'
import type { EntityDescriptor, Field } from '../../platform/entities/descriptor.ts'
import type { Formats, Translate } from '../../platform/i18n/react.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { Avatar, Badge, Score } from '../theme/parts.tsx'
import styles from './FieldValue.module.css'
import { currencyOf } from './parse.ts'
import type { RecordRow } from './record.ts'
import { choiceLabelOf, inCurrencyOf, isEmpty, referenceOf, valueOf } from './record.ts'

type FieldValueProps = {
  entity: EntityDescriptor
  field: Field
  record: RecordRow
  /** `line`: one line of a table or card; `full`: may wrap, links can be followed. */
  form?: 'line' | 'full'
}

/** Shows the value of a field by its kind. Nothing for an empty value. */
export const FieldValue = memo(function FieldValue({
  entity,
  field: described,
  record,
  form = 'line',
}: FieldValueProps) {
  const t = useT()
  const format = useFormat()
  const field = inCurrencyOf(described, record)
  const value = valueOf(record, field)
  if (isEmpty(value)) return null
  if (field.kind === 'reference') return <ReferenceValue record={record} field={field} />
  if (field.kind === 'choice') {
    const tone = field.choices?.find(choice => choice.value === value)?.tone
    return <Badge tone={tone ?? 'neutral'}>{choiceLabelOf(entity, field, String(value), t)}</Badge>
  }
  if (field.kind === 'tags') return <TagsValue tags={value as readonly string[]} form={form} />
  if (field.kind === 'score') return <Score value={Number(value)} />
  if (form === 'full') return fullOf(field, value, textOf({ field, value, format, t }))
  return field.kind === 'datetime' ? (
    <Moment value={String(value)} />
  ) : (
    <bdi>{textOf({ field, value, format, t })}</bdi>
  )
})

type TextInput = { field: Field; value: unknown; format: Formats; t: Translate }

/** The value as plain text in the person's language: for tooltips, copies and lists of changes. */
export function textOf({ field, value, format, t }: TextInput): string {
  if (isEmpty(value)) return ''
  switch (field.kind) {
    case 'money':
      return moneyText(Number(value), currencyOf(field), format)
    case 'integer':
    case 'decimal':
    case 'score':
      return format.number(Number(value))
    case 'boolean':
      return value ? t('ui.yes') : t('ui.no')
    case 'date':
      return format.date(String(value))
    case 'datetime':
      return format.dateTime(String(value))
    case 'tags':
      return (value as readonly string[]).join(', ')
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)
  }
}

/** An amount; without a currency where nobody says in which it is, as in a filter over several. */
function moneyText(minor: number, currency: string | undefined, format: Formats): string {
  return currency ? format.money(minor, currency) : format.number(minor / 100)
}

function fullOf(field: Field, value: unknown, text: string): ReactNode {
  const address = String(value as string)
  if (field.kind === 'email') return <a href={`mailto:${address}`}>{text}</a>
  if (field.kind === 'phone')
    return (
      <a href={`tel:${address.replace(/[^\d+]/g, '')}`}>
        <bdi>{text}</bdi>
      </a>
    )
  if (field.kind === 'url' && /^https?:\/\//i.test(address)) {
    return (
      <a href={address} target="_blank" rel="noreferrer noopener">
        {text.replace(/^https?:\/\/(www\.)?/i, '')}
      </a>
    )
  }
  if (field.kind === 'longtext') return <span className={styles.long}>{text}</span>
  return <bdi>{text}</bdi>
}

function ReferenceValue({ record, field }: { record: RecordRow; field: Field }) {
  const reference = referenceOf(record, field)
  if (!reference) return null
  return (
    <span className={styles.reference}>
      <Avatar name={reference.title} id={reference.id} size="small" />
      <bdi>{reference.title}</bdi>
    </span>
  )
}

function TagsValue({ tags, form }: { tags: readonly string[]; form: 'line' | 'full' }) {
  const shown = form === 'line' ? tags.slice(0, 2) : tags
  const hidden = tags.slice(shown.length)
  return (
    <span className={styles.tags} data-form={form}>
      {shown.map(tag => (
        <Badge key={tag}>{tag}</Badge>
      ))}
      {hidden.length > 0 && (
        <span className={styles.more} title={hidden.join(', ')}>
          +{hidden.length}
        </span>
      )}
    </span>
  )
}

/** An instant as “3 days ago”; the exact time on hover. */
export function Moment({ value }: { value: string }) {
  const format = useFormat()
  return (
    <time dateTime={value} title={format.dateTime(value)}>
      {format.relative(value)}
    </time>
  )
}
