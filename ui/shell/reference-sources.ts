import { createContext } from 'react'
import type { FindReferences } from '../form/ReferencePicker.tsx'

/** How records of each kind are found for pickers, by the modules that have them; brought when first asked. */
export type ReferenceSources = Readonly<Record<string, () => Promise<FindReferences>>>

export const SourcesContext = createContext<ReferenceSources>({})
