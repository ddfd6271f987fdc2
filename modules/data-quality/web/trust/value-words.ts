import type { EntityDescriptor, Field } from '../../../../platform/entities/descriptor.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { type Formats, type Translate, useFormat, useT } from '../../../../platform/i18n/react.ts'
import { textOf } from '../../../../ui/field/FieldValue.tsx'
import { choiceLabelOf, fieldOf, labelOf } from '../../../../ui/field/record.ts'
import { useEntity } from '../../../../ui/shell/session.tsx'

/** What trust is told about: a field of a customer, or a contact point of the kind that the field names. */
export type ValueWords = {
  labelOf: (field: string) => string
  /** A value as people read it; `value` is text as the API gives it, or what a change of the field takes. */
  show: (field: string, value: unknown) => string
}

const numbers = ['integer', 'decimal', 'money', 'score']

export function useValueWords(): ValueWords {
  const t = useT()
  const format = useFormat()
  const entity = useEntity('customer')
  return {
    labelOf: key => {
      const field = fieldOf(entity, key)
      if (field) return labelOf(entity, field, t)
      return hasText(`data-quality.trust.field.${key}`) ? t(`data-quality.trust.field.${key}`) : key
    },
    show: (key, value) => {
      const field = fieldOf(entity, key)
      if (value !== null && typeof value === 'object') return partsOf(value)
      return field ? shown({ entity, field, value, t, format }) : String(value ?? '')
    },
  }
}

type Shown = { entity: EntityDescriptor; field: Field; value: unknown; t: Translate; format: Formats }

function shown({ entity, field, value, t, format }: Shown): string {
  if (field.kind === 'choice') return choiceLabelOf(entity, field, String(value ?? ''), t)
  const typed = numbers.includes(field.kind) && typeof value === 'string' ? Number(value) : value
  const truth = field.kind === 'boolean' && typeof value === 'string' ? value === 'true' : typed
  return textOf({ field, value: truth, format, t })
}

/** An address by its parts, or a list of words, in one line. */
function partsOf(value: object): string {
  return Object.values(value)
    .filter(part => typeof part === 'string' && part !== '')
    .join(', ')
}
