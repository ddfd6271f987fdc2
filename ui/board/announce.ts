import type { Announcements } from '@dnd-kit/core'
import type { EntityDescriptor } from '../../platform/entities/descriptor.ts'
import type { Translate } from '../../platform/i18n/react.ts'
import { titleOf } from '../field/record.ts'
import type { Lifted } from './Board.tsx'

/** What is said to somebody who hears the board while a card is carried. */
export function announce(entity: EntityDescriptor, t: Translate): Announcements {
  const name = (data: unknown) => {
    const { record } = data as Partial<Lifted>
    return record ? titleOf(record, entity) : ''
  }
  const column = (data: unknown) => (data as { label?: string }).label ?? ''
  return {
    onDragStart: ({ active }) => t('ui.board.lifted', { name: name(active.data.current) }),
    onDragOver: ({ active, over }) =>
      over ? t('ui.board.over', { name: name(active.data.current), column: column(over.data.current) }) : '',
    onDragEnd: ({ active, over }) =>
      over
        ? t('ui.board.dropped', { name: name(active.data.current), column: column(over.data.current) })
        : t('ui.board.cancelled', { name: name(active.data.current) }),
    onDragCancel: ({ active }) => t('ui.board.cancelled', { name: name(active.data.current) }),
  }
}
