import type { EntityDescriptor, Field } from '../../platform/entities/descriptor.ts'
import { hasText } from '../../platform/i18n/index.ts'
import type { Translate } from '../../platform/i18n/react.ts'

/** A record as the API gives it: flat, by field key; a user's own fields under `custom`. */
export type RecordRow = {
  id: string
  version?: number
  custom?: Record<string, unknown>
  [key: string]: unknown
}

/** A record that another record points at. */
export type Reference = { id: string; title: string }

/** The key of a user's own field within `custom`: lists and filters call it `custom.colour`, the record holds `colour`. */
export function ownKeyOf(field: Field): string {
  return field.key.replace(/^custom\./, '')
}

/** The value of a field, wherever it lives in the record. */
export function valueOf(record: RecordRow, field: Field): unknown {
  return field.custom ? record.custom?.[ownKeyOf(field)] : record[field.key]
}

/** The change that sets one field, in the shape that PATCH takes. */
export function patchOf(field: Field, value: unknown): Record<string, unknown> {
  return field.custom ? { custom: { [ownKeyOf(field)]: value } } : { [field.key]: value }
}

/** The record with a change laid over it. */
export function withPatch(record: RecordRow, patch: Record<string, unknown>): RecordRow {
  const custom = patch['custom'] as Record<string, unknown> | undefined
  return { ...record, ...patch, ...(custom ? { custom: { ...record.custom, ...custom } } : {}) } as RecordRow
}

/** Whether there is nothing to show: no value, an empty text or an empty list. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** The name of a record: the value of its entity's title field. */
export function titleOf(record: RecordRow, entity: EntityDescriptor): string {
  const title = record[entity.title]
  return typeof title === 'string' && title !== '' ? title : record.id
}

/**
 * What a reference points at. The API gives `{id, title}`, or an id whose title stands beside it as `<key>Title`;
 * an id alone is shown as it is.
 */
export function referenceOf(record: RecordRow, field: Field): Reference | null {
  const value = valueOf(record, field)
  if (typeof value === 'object' && value !== null && 'id' in value) {
    const { id, title, name } = value as { id: string; title?: string; name?: string }
    return { id, title: title ?? name ?? id }
  }
  if (typeof value !== 'string' || value === '') return null
  const beside = record[`${field.key}Title`] ?? record[`${field.key.replace(/Id$/, '')}Name`]
  return { id: value, title: typeof beside === 'string' ? beside : value }
}

/** The field's label in the person's language; a user's own field brings its label. */
export function labelOf(entity: EntityDescriptor, field: Field, t: Translate): string {
  return field.label ?? t(`entity.${entity.name}.${field.key}`)
}

/** The field in the currency that this record's amount is in, where each record has its own. */
export function inCurrencyOf(field: Field, record: RecordRow | undefined): Field {
  const own = field.currencyField && record?.[field.currencyField]
  return typeof own === 'string' && own !== '' ? { ...field, currency: own } : field
}

/** The label of one choice of a field. */
export function choiceLabelOf(entity: EntityDescriptor, field: Field, value: string, t: Translate): string {
  const own = field.choices?.find(choice => choice.value === value)?.label
  if (own) return own
  const key = `entity.${entity.name}.${field.key}.${value}`
  return hasText(key) ? t(key) : value
}

/** The entity's name for a number of records: “3 things”. Texts: `entity.<name>.$count`. */
export function countOf(entity: EntityDescriptor, count: number, t: Translate): string {
  const key = `entity.${entity.name}.$count`
  return hasText(key) ? t(key, { count }) : t('ui.count.records', { count })
}

/** The field of an entity by key; undefined when the person may not see it or it is gone. */
export function fieldOf(entity: EntityDescriptor, key: string): Field | undefined {
  return entity.fields.find(field => field.key === key || (field.custom === true && ownKeyOf(field) === key))
}
