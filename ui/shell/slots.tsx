import type { ComponentType } from 'react'
import { createContext, Suspense, useContext, useMemo } from 'react'
import { useMay } from './session.tsx'
import type { Slot, SlotFill } from './web-module.ts'

export const SlotContext = createContext<readonly SlotFill[]>([])

type Filling<Props> = Omit<SlotFill, 'component'> & { component: ComponentType<Props> }

/** What modules have hung into a slot and the person may see, in order; for tabs that need label and icon. */
export function useSlot<Props>(target: Slot<Props>): readonly Filling<Props>[] {
  const fills = useContext(SlotContext)
  const may = useMay()
  return useMemo(
    () =>
      fills
        .filter(part => part.slot === target.name && may(part.permission))
        .toSorted((a, b) => a.order - b.order)
        .map(part => ({ ...part, component: part.component as unknown as ComponentType<Props> })),
    [fills, may, target.name],
  )
}

/** Everything that hangs in a slot, one below the other. */
export function SlotOutlet<Props extends object>({ of, props }: { of: Slot<Props>; props: Props }) {
  return useSlot(of).map(({ component: Part, order }, at) => (
    <Suspense key={`${order}-${at}`}>
      <Part {...props} />
    </Suspense>
  ))
}
