import type { QueryClient } from '@tanstack/react-query'
import type { RouterHistory } from '@tanstack/react-router'
import { RouterProvider } from '@tanstack/react-router'
import { useMemo } from 'react'
import { registerLazily } from '../../platform/i18n/index.ts'
import { createCache, Providers } from './providers.tsx'
import { createPages } from './router.tsx'
import { type ReferenceSources, SourcesContext } from './reference-sources.ts'
import { SlotContext } from './slots.tsx'
import type { WebModule } from './web-module.ts'

type AppProps = {
  modules: readonly WebModule[]
  cache?: QueryClient
  /** Where the address is kept; the browser's own by default. */
  history?: RouterHistory
}

/** The whole web app: the shell with the screens of the given modules. */
export function App({ modules, cache, history }: AppProps) {
  const client = useMemo(() => cache ?? createCache(), [cache])
  const router = useMemo(() => createPages(modules, history), [modules, history])
  const slots = useMemo(() => modules.flatMap(module => module.slots ?? []), [modules])
  const sources = useMemo<ReferenceSources>(
    () => Object.assign({}, ...modules.map(({ references }) => references ?? {})) as ReferenceSources,
    [modules],
  )
  useMemo(() => {
    for (const module of modules) registerLazily(module.texts)
  }, [modules])
  return (
    <Providers cache={client}>
      <SlotContext value={slots}>
        <SourcesContext value={sources}>
          <RouterProvider router={router} />
        </SourcesContext>
      </SlotContext>
    </Providers>
  )
}
