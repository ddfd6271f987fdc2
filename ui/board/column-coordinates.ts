import type { KeyboardCoordinateGetter } from '@dnd-kit/core'

/** With the keyboard a card jumps from column to column: to the next one that lies in the arrow's direction. */
export const columnCoordinates: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const sign = { ArrowRight: 1, ArrowLeft: -1 }[event.code]
  const card = context.collisionRect
  if (!sign || !card) return undefined
  event.preventDefault()
  const centre = card.left + card.width / 2
  const lefts = context.droppableContainers
    .getEnabled()
    .flatMap(({ id }) => context.droppableRects.get(id) ?? [])
    .filter(rect => (rect.left + rect.width / 2 - centre) * sign > 20)
    .toSorted((a, b) => sign * (a.left - b.left))
  const next = lefts[0]
  if (!next) return undefined
  return { x: next.left + (next.width - card.width) / 2, y: Math.max(currentCoordinates.y, next.top) }
}
