import { createContext, Fragment, type ReactNode, Suspense, useContext, useMemo, useState } from 'react'
import { useSlot } from '../../../ui/shell/slots.tsx'
import { together } from './said-of-values.tsx'
import { type CustomerPart, customerStandings, type Standings } from './slots.ts'

const StandingsContext = createContext<Standings | null>(null)

/**
 * Asks the modules that know where values stand; without one nothing is said of them. What they tell comes into the page
 * that is already there: whoever has begun to type or opened something keeps it.
 */
export function WithStandings({ part, children }: { part: CustomerPart; children: ReactNode }) {
  const fills = useSlot(customerStandings)
  const [told, setTold] = useState<Readonly<Record<number, Standings | null>>>({})
  const tellers = useMemo(
    () =>
      fills.map(
        (_, at) => (standings: Standings | null) =>
          setTold(before => (before[at] === standings ? before : { ...before, [at]: standings })),
      ),
    [fills],
  )
  const all = useMemo(() => together(fills.map((_, at) => told[at] ?? null)), [fills, told])
  return (
    <StandingsContext value={all}>
      {children}
      {fills.map(({ component: Speaker, order }, at) => (
        <Fragment key={`${order}-${at}`}>
          <Suspense>
            <Speaker {...part} tell={tellers[at] as (standings: Standings | null) => void} />
          </Suspense>
        </Fragment>
      ))}
    </StandingsContext>
  )
}

export function useStandings(): Standings | null {
  return useContext(StandingsContext)
}
