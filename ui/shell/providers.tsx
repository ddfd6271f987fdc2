import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useEffect, useMemo, useState } from 'react'
import { Problem } from '../../platform/contract/client.ts'
import {
  directionOf,
  languageOf,
  loadLanguage,
  registerLazily,
  translate,
} from '../../platform/i18n/index.ts'
import { LocaleContext } from '../../platform/i18n/react.ts'
import { uiTexts } from '../texts/lazy.ts'
import '../theme/styles.ts'
import { themeWith } from '../theme/theme.ts'
import { applyPreferences, schemeOf, usePreferences } from './preferences.ts'

registerLazily(uiTexts)

/** The cache of what the browser has read. A refusal is an answer and is not asked for again. */
export function createCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 120_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
      },
    },
  })
}

/** Theme, language and cache for everything below. */
export function Providers({ cache, children }: { cache: QueryClient; children: ReactNode }) {
  const { locale: asked, timeZone, theme: wanted } = usePreferences()
  const spoken = useSpoken(asked)
  const locale = spoken ?? asked
  const context = useMemo(() => ({ locale, timeZone }), [locale, timeZone])
  const theme = useMemo(() => themeWith(translate(locale, 'ui.close')), [locale])
  useEffect(applyPreferences, [])
  if (spoken === null) return null
  return (
    <DirectionProvider
      key={directionOf(locale)}
      initialDirection={directionOf(locale)}
      detectDirection={false}
    >
      <MantineProvider
        theme={theme}
        forceColorScheme={schemeOf(wanted)}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <QueryClientProvider client={cache}>
          <LocaleContext value={context}>{children}</LocaleContext>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}

/**
 * The locale whose words are here: the one asked for, or the former until its words have come; null before the first. If
 * they do not come, the screen speaks English.
 */
function useSpoken(asked: string): string | null {
  const [spoken, setSpoken] = useState(languageOf(asked) === 'en' ? asked : null)
  useEffect(() => {
    let wanted = true
    const speak = () => {
      if (wanted) setSpoken(asked)
    }
    loadLanguage(languageOf(asked)).then(speak, speak)
    return () => {
      wanted = false
    }
  }, [asked])
  return spoken
}
