import { useCallback } from 'react'
import { hasText } from '../../../platform/i18n/index.ts'
import { useT } from '../../../platform/i18n/react.ts'
import { fieldOf, labelOf } from '../../../ui/field/record.ts'
import { useEntity } from '../../../ui/shell/session.tsx'

/** What a field of customers is called here; parts of an address, too. Where it is none of ours: its name there. */
export function useFieldWords(): (key: string | null, there: string) => string {
  const t = useT()
  const entity = useEntity('customer')
  return useCallback(
    (key, there) => {
      if (key === null) return there
      const field = fieldOf(entity, key)
      if (field) return labelOf(entity, field, t)
      const own = `entity.customer.${key}`
      return hasText(own) ? t(own) : there
    },
    [entity, t],
  )
}
