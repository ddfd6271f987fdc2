import { useEffect } from 'react'
import type { Condition } from '../../platform/entities/descriptor.ts'
import { rememberTitles, useReferenceTitles } from './reference-titles.ts'

/** Asks what the values of a condition by name are called. */
export type AskTitles = () => Promise<readonly { id: string; title: string }[]>

const asked = new Map<string, AskTitles>()

/** Says who knows what the values of a condition by name (`@rule`) are called; for values that no text names. */
export function answerTitles(name: string, ask: AskTitles): void {
  asked.set(name, ask)
}

/** Asks for the titles of a condition’s values where the page does not know them: after a reload there are only ids. */
export function useNamedTitles({ field, value }: Condition): void {
  const titles = useReferenceTitles()
  const values = Array.isArray(value) ? value : [value]
  const missing = asked.has(field) && values.some(one => !titles.has(String(one)))
  useEffect(() => {
    if (missing)
      void asked
        .get(field)?.()
        .then(rememberTitles, () => undefined)
  }, [field, missing])
}
