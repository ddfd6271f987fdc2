import { createContext, type ReactNode, Suspense, useContext } from 'react'
import { useSlot } from '../../../ui/shell/slots.tsx'
import type { Standing } from '../../../ui/theme/Tile.tsx'
import { type CustomerPart, customerStandings } from './slots.ts'

/** Where a value stands, and what is to be said below it. */
export type ValueStanding = { standing: Standing; below?: ReactNode }

/** What a module that knows it says of a customer's values: by key of the field, and by contact point. */
export type Standings = {
  field: (key: string) => ValueStanding | undefined
  point: (id: string) => ValueStanding | undefined
}

/** Given by the component that fills `customerStandings`. */
export const StandingsContext = createContext<Standings | null>(null)

/** Asks the module that knows where values stand; without one nothing is said of them. */
export function WithStandings({ part, children }: { part: CustomerPart; children: ReactNode }) {
  const Fill = useSlot(customerStandings)[0]?.component
  if (!Fill) return children
  return (
    <Suspense fallback={children}>
      <Fill {...part}>{children}</Fill>
    </Suspense>
  )
}

export function useStandings(): Standings | null {
  return useContext(StandingsContext)
}
