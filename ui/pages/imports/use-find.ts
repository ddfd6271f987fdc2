import { useCallback, useContext } from 'react'
import { currencies } from '../../../platform/i18n/index.ts'
import { useFormat } from '../../../platform/i18n/react.ts'
import { type FindReferences, ReferenceContext } from '../../form/ReferencePicker.tsx'
import { SourcesContext } from '../../shell/reference-sources.ts'

/** So many currencies are shown at once. */
const shown = 40

/** Finds records of any kind: as the module that has them does it, else by search. Currencies are known here. */
export function useFind(): FindReferences {
  const sources = useContext(SourcesContext)
  const search = useContext(ReferenceContext)
  const { locale } = useFormat()
  return useCallback<FindReferences>(
    async (entity, text, signal) => {
      if (entity === 'currency') return currenciesLike(text, locale)
      const find = await sources[entity]?.()
      return (find ?? search)(entity, text, signal)
    },
    [sources, search, locale],
  )
}

function currenciesLike(text: string, locale: string) {
  const names = new Intl.DisplayNames([locale], { type: 'currency' })
  const words = text.trim().toLocaleLowerCase(locale)
  return [...currencies]
    .map(code => ({ id: code, title: `${code} · ${names.of(code) ?? code}` }))
    .filter(({ title }) => title.toLocaleLowerCase(locale).includes(words))
    .slice(0, shown)
}
