import { hasText } from '../../../../platform/i18n/index.ts'
import { type Translate, useFormat, useT } from '../../../../platform/i18n/react.ts'
import { textOf } from '../../../../ui/field/FieldValue.tsx'
import { choiceLabelOf, fieldOf } from '../../../../ui/field/record.ts'
import { useEntity } from '../../../../ui/shell/session.tsx'
import type { FieldThere, OperationView } from '../../contract/operations.ts'
import { useFieldWords } from '../field-words.ts'

export type OperationWords = {
  /** What the field is called here, or over there where it is nothing here. */
  label: (field: Pick<FieldThere, 'target' | 'field' | 'label'>) => string
  value: (field: Pick<FieldThere, 'target'>, value: FieldThere['mine']) => string
}

/** Why something waits or failed: the words of the other system where it has said any. */
export function reasonOf({ reason, said }: Pick<OperationView, 'reason' | 'said'>, t: Translate): string {
  const key = `integration.reason.${reason}`
  const known = reason && hasText(key) ? t(key) : (reason ?? '')
  return reason === 'refused' && said ? said : known
}

export function useOperationWords(): OperationWords {
  const t = useT()
  const format = useFormat()
  const entity = useEntity('customer')
  const fieldWords = useFieldWords()
  return {
    label: ({ target, field, label }) => fieldWords(target, label ?? field),
    value: ({ target }, value) => {
      if (value === null || value === '') return t('integration.operation.empty')
      const known = target === null ? undefined : fieldOf(entity, target)
      if (known?.choices?.some(choice => choice.value === value))
        return choiceLabelOf(entity, known, String(value), t)
      const plain = known === undefined || typeof value === 'string'
      return plain ? String(value) : textOf({ field: known, value, format, t })
    },
  }
}
