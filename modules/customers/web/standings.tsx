import { createContext, type ReactNode, useContext, useState } from 'react'
import { SlotOutlet } from '../../../ui/shell/slots.tsx'
import { type CustomerPart, customerStandings, type Standings } from './slots.ts'

const StandingsContext = createContext<Standings | null>(null)

/**
 * Asks the module that knows where values stand; without one nothing is said of them. What it tells comes into the page
 * that is already there: whoever has begun to type or opened something keeps it.
 */
export function WithStandings({ part, children }: { part: CustomerPart; children: ReactNode }) {
  const [told, tell] = useState<Standings | null>(null)
  return (
    <StandingsContext value={told}>
      {children}
      <SlotOutlet of={customerStandings} props={{ ...part, tell }} />
    </StandingsContext>
  )
}

export function useStandings(): Standings | null {
  return useContext(StandingsContext)
}
