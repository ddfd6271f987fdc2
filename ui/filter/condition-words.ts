import type { Condition, EntityDescriptor, Field, Operator } from '../../platform/entities/descriptor.ts'
import { madeByAct } from '../../platform/entities/descriptor.ts'
import type { Formats, Translate } from '../../platform/i18n/react.ts'
import { hasText } from '../../platform/i18n/index.ts'
import { textOf } from '../field/FieldValue.tsx'
import { choiceLabelOf, fieldOf, labelOf } from '../field/record.ts'
import { isUnary } from './filter-model.ts'
import { rangeLabel } from './relative-ranges.ts'

type Words = { entity: EntityDescriptor; t: Translate; format: Formats; titles: ReadonlyMap<string, string> }

/** The value that means “the person at the screen” in a reference filter. */
export const meValue = 'me'

/** A condition as people read it: the field, and what is asked of it. */
export function wordsOfCondition(condition: Condition, words: Words): { name: string; rest: string } {
  if (condition.field === madeByAct) {
    const rest = words.titles.get(String(condition.value as string)) ?? words.t('ui.filter.someAct')
    return { name: words.t('ui.filter.madeBy'), rest }
  }
  if (condition.field.startsWith('@')) return namedWords(condition, words)
  const field = fieldOf(words.entity, condition.field)
  if (!field) return { name: condition.field, rest: '' }
  const name = labelOf(words.entity, field, words.t)
  const op = operatorWords(field, condition.op, words.t)
  if (isUnary(condition.op)) return { name, rest: op }
  const value = valueWords(condition, field, words)
  const plain =
    condition.op === 'eq' || condition.op === 'in' || condition.op === 'within' || condition.op === 'has-any'
  return { name, rest: plain && field.kind !== 'text' ? value : `${op} ${value}` }
}

/** A condition by name: its title, and its values by their text (`condition.check.email`) or by what was asked for them. */
function namedWords({ field, value }: Condition, { t, titles }: Words): { name: string; rest: string } {
  const key = `condition.${field.slice(1)}`
  const values = (Array.isArray(value) ? value : [value]).map(one => {
    const text = `${key}.${String(one)}`
    return titles.get(String(one)) ?? (hasText(text) ? t(text) : t(`${key}.some`))
  })
  const rest = values.length > 3 ? t(`${key}.several`, { count: values.length }) : values.join(', ')
  return { name: t(`${key}.$title`), rest }
}

/** An operator in words; dates have their own (“before”, “since”). */
export function operatorWords(field: Field, op: Operator, t: Translate): string {
  const dated =
    (field.kind === 'date' || field.kind === 'datetime') &&
    ['eq', 'lt', 'lte', 'gt', 'gte', 'between'].includes(op)
  return t(dated ? `ui.filter.dateOp.${op}` : `ui.filter.op.${op}`)
}

function valueWords({ op, value }: Condition, field: Field, words: Words): string {
  const { t, format, entity, titles } = words
  const one = (part: unknown): string => {
    if (part === undefined || part === null || part === '') return '…'
    if (field.kind === 'choice') return choiceLabelOf(entity, field, String(part as string), t)
    if (field.kind === 'reference')
      return part === meValue
        ? t('ui.filter.me')
        : (titles.get(String(part as string)) ?? String(part as string))
    return textOf({
      field: field.kind === 'tags' ? { ...field, kind: 'text' } : field,
      value: part,
      format,
      t,
    })
  }
  if (op === 'within') return typeof value === 'string' ? rangeLabel(value, t) : '…'
  if (op === 'between' && Array.isArray(value))
    return t('ui.filter.between', { from: one(value[0]), to: one(value[1]) })
  if (Array.isArray(value)) return value.length === 0 ? '…' : value.map(one).join(', ')
  return one(value)
}
