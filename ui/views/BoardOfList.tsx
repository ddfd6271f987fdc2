import type { Condition, Filter } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import { Board } from '../board/Board.tsx'
import { FieldValue } from '../field/FieldValue.tsx'
import type { RecordRow } from '../field/record.ts'
import { choiceLabelOf, fieldOf, isEmpty, patchOf, valueOf } from '../field/record.ts'
import { useRecordEdit } from '../record/use-record-edit.ts'
import type { ListQuery, ListSource } from '../table/use-record-list.ts'
import type { RecordBrowserProps } from './RecordBrowser.tsx'

type BoardOfListProps = Omit<RecordBrowserProps, 'source'> & {
  source: ListSource
  query: ListQuery
  onOpen: (record: RecordRow) => void
}

/** The list as a board by the entity's board field; every column reads its own pages. */
export function BoardOfList({ entity, source, query, update, card, onOpen, onEdit }: BoardOfListProps) {
  const t = useT()
  const field = fieldOf(entity, entity.board?.field ?? '')
  const nowhere = {
    name: 'ui.nowhere',
    method: 'PATCH',
    path: '/',
    summary: '',
    tag: '',
    permission: 'signed-in',
  } as const
  const list = { ...nowhere, name: source.name }
  const save = useRecordEdit({ entity, update: update ?? nowhere, lists: [], reads: [list] })
  if (!field) return null
  const columns = (field.choices ?? []).map(({ value, tone }) => ({
    value,
    label: choiceLabelOf(entity, field, value, t),
    ...(tone ? { tone } : {}),
    source,
    query: { ...query, filter: both(query.filter, { field: field.key, op: 'eq', value }) },
  }))
  const shown = entity.defaultColumns.filter(key => key !== entity.title && key !== field.key).slice(0, 3)
  const facts = (record: RecordRow) =>
    shown.map(key => {
      const fact = fieldOf(entity, key)
      return fact && !isEmpty(valueOf(record, fact)) ? (
        <FieldValue key={key} entity={entity} field={fact} record={record} />
      ) : null
    })
  return (
    <Board
      entity={entity}
      columns={columns}
      card={card ?? facts}
      onOpen={onOpen}
      {...(onEdit || update
        ? {
            onMove: (record: RecordRow, value: string | null) =>
              onEdit ? onEdit(record, field, value) : save(record, patchOf(field, value)),
          }
        : {})}
    />
  )
}

function both(filter: Filter | undefined, condition: Condition): Filter {
  return filter ? { and: [filter, condition] } : condition
}
