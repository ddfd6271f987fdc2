import { type ComponentType, lazy, Suspense, useState } from 'react'
import { whenAtRest } from './at-rest.ts'

/**
 * What opens by a key: its code is not part of the first load, but is fetched as soon as the browser rests. Fetched at the stroke it
 * would come too late for the next ones, the more so as React holds the nothing that stands meanwhile for 300 ms.
 */
export function atHand<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let fetched: ComponentType<Props> | undefined
  const fetching = async () => {
    fetched = await load()
    return { default: fetched }
  }
  const Suspending = lazy(fetching)
  // What cannot be had now is asked for again when it is opened.
  if (typeof window !== 'undefined') whenAtRest(() => void fetching().catch(() => undefined))

  return function AtHand(props: Props) {
    // Decided once: what is typed in the one must not be lost to the other.
    const [Content] = useState<ComponentType<Props>>(() => fetched ?? Suspending)
    return (
      <Suspense>
        <Content {...props} />
      </Suspense>
    )
  }
}
