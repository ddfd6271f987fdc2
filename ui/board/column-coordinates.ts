import type { ClientRect, DroppableContainer, KeyboardCoordinateGetter } from '@dnd-kit/core'

/**
 * With the keyboard a card jumps from place to place: left and right to the next column in the arrow's direction, down
 * to the places below the columns, where there are any, and up again.
 */
export const columnCoordinates: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const card = context.collisionRect
  const over = context.over
  if (!card || !event.code.startsWith('Arrow')) return undefined
  const below = over?.data.current?.['target'] === true
  const rects = (target: boolean) =>
    context.droppableContainers
      .getEnabled()
      .filter(place => isTarget(place) === target)
      .flatMap(({ id }) => context.droppableRects.get(id) ?? [])
  const centre = card.left + card.width / 2
  const sign = { ArrowRight: 1, ArrowLeft: -1 }[event.code]
  event.preventDefault()
  if (sign) {
    const next = nextInDirection(rects(below), centre, sign)
    if (!next) return undefined
    return below ? middleOf(next, card) : topOf(next, { card, y: currentCoordinates.y })
  }
  const [nearest] = rects(!below).toSorted((a, b) => distance(a, centre) - distance(b, centre))
  if (!nearest || (event.code === 'ArrowDown') === below) return undefined
  return below ? topOf(nearest, { card, y: nearest.top + 40 }) : middleOf(nearest, card)
}

function isTarget(place: DroppableContainer): boolean {
  return place.data.current?.['target'] === true
}

function nextInDirection(rects: readonly ClientRect[], from: number, sign: number): ClientRect | undefined {
  return rects
    .filter(rect => (rect.left + rect.width / 2 - from) * sign > 20)
    .toSorted((a, b) => sign * (a.left - b.left))[0]
}

function distance(rect: ClientRect, x: number): number {
  return Math.abs(rect.left + rect.width / 2 - x)
}

function topOf(place: ClientRect, { card, y }: { card: ClientRect; y: number }) {
  return { x: place.left + (place.width - card.width) / 2, y: Math.max(y, place.top) }
}

function middleOf(place: ClientRect, card: ClientRect) {
  return {
    x: place.left + (place.width - card.width) / 2,
    y: place.top + (place.height - card.height) / 2,
  }
}
