import { useT } from '../../../../platform/i18n/react.ts'
import { useValueWords } from '../trust/value-words.ts'

/** A record by the keys of its fields, as the API gives it. */
export type Values = Readonly<Record<string, unknown>>

/** What is shown together has one line: a place by its parts, a name as a whole. */
const together: Readonly<Record<string, readonly string[]>> = {
  name: ['name'],
  place: ['postcode', 'city', 'country'],
}

/** Fields of golden records as people read them. */
export function useFieldWords() {
  const t = useT()
  const words = useValueWords()
  return {
    labelOf: (field: string) => (field === 'place' ? t('data-quality.golden.place') : words.labelOf(field)),
    /** The value of a field in a record; null where it says nothing. */
    show: (field: string, values: Values): string | null => {
      const parts = (together[field] ?? [field]).flatMap(key => {
        const value = key.startsWith('custom.')
          ? (values['custom'] as Values | null)?.[key.slice(7)]
          : values[key]
        return isNothing(value) ? [] : [words.show(key, value)]
      })
      return parts.join(' ') || null
    },
  }
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
