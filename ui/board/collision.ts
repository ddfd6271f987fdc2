import { type CollisionDetection, rectIntersection } from '@dnd-kit/core'

/** The place under the pointer, or under the middle of the card where there is none; what lies above the columns first. */
export const placeUnder: CollisionDetection = given => {
  const { pointerCoordinates, collisionRect, droppableContainers, droppableRects } = given
  const point = pointerCoordinates ?? {
    x: collisionRect.left + collisionRect.width / 2,
    y: collisionRect.top + collisionRect.height / 2,
  }
  const under = droppableContainers.filter(({ id }) => {
    const rect = droppableRects.get(id)
    return (
      rect && point.x >= rect.left && point.x <= rect.right && point.y >= rect.top && point.y <= rect.bottom
    )
  })
  const place = under.find(({ data }) => data.current?.['target']) ?? under[0]
  return place ? [{ id: place.id }] : rectIntersection(given)
}
