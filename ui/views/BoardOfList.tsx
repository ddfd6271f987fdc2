import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import type { Condition, EntityDescriptor, Field, Filter, Tone } from '../../platform/entities/descriptor.ts'
import { type Translate, useFormat, useT } from '../../platform/i18n/react.ts'
import { Board, type ColumnCards } from '../board/Board.tsx'
import { FieldValue } from '../field/FieldValue.tsx'
import type { RecordRow } from '../field/record.ts'
import { choiceLabelOf, fieldOf, isEmpty, labelOf, patchOf, valueOf } from '../field/record.ts'
import { useRecordEdit } from '../record/use-record-edit.ts'
import { wordsOf } from '../shell/undo.ts'
import { totalText, useExactTotal } from '../table/use-exact-total.ts'
import { type ListQuery, type ListSource, useRecordList } from '../table/use-record-list.ts'
import type { RecordBrowserProps } from './RecordBrowser.tsx'

type BoardOfListProps = Omit<RecordBrowserProps, 'source'> & {
  source: ListSource
  query: ListQuery
  onOpen: (record: RecordRow) => void
}

/** The list as a board by the entity's board field; every column reads its own pages. */
export function BoardOfList({
  entity,
  source,
  query,
  count,
  update,
  card,
  onOpen,
  onEdit,
}: BoardOfListProps) {
  const t = useT()
  const client = useQueryClient()
  const field = fieldOf(entity, entity.board?.field ?? '')
  const save = useRecordEdit({ entity, update: update ?? nowhere, lists: [] })
  if (!field) return null
  const columns = columnsOf(entity, field, t).map(({ condition, ...column }) => ({
    ...column,
    useCards: () => useCardsOf({ source, count, query: { ...query, filter: both(query.filter, condition) } }),
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
            onMove: async (record: RecordRow, value: string | null) => {
              await (onEdit ? onEdit(record, field, value) : save(record, patchOf(field, value)))
              // The card stays where it was dropped until both columns are read again.
              const reads = [source.name, ...(count ? [count.name] : [])]
              await Promise.all(reads.map(name => client.invalidateQueries({ queryKey: [name] })))
            },
          }
        : {})}
    />
  )
}

type CardsOf = { source: ListSource; count: Endpoint | undefined; query: ListQuery }

/** The cards of a column, page by page. */
function useCardsOf({ source, count, query }: CardsOf): ColumnCards {
  const t = useT()
  const format = useFormat()
  const [shown, setShown] = useState(50)
  const list = useExactTotal(useRecordList(source, query), count, query)
  const records = Array.from({ length: Math.min(shown, list.count) }, (_, at) => list.at(at)).filter(
    record => record !== undefined,
  )
  const { look } = list
  const further = list.count > shown && records.length === shown
  return {
    records,
    total: totalText(list, format),
    state:
      list.state === 'failed'
        ? { problem: wordsOf(list.problem, t), retry: list.retry }
        : list.state === 'loading'
          ? 'loading'
          : 'ready',
    more: further
      ? () => {
          setShown(shown + 50)
          look(0, shown + 50)
        }
      : undefined,
  }
}

type Part = { value: string | null; label: string; tone?: Tone; condition: Condition }

/** A column for each choice, and one for the records that have none where a record may have none. */
function columnsOf(entity: EntityDescriptor, field: Field, t: Translate): Part[] {
  const { key } = field
  const chosen = (field.choices ?? []).map(({ value, tone }) => ({
    value,
    label: choiceLabelOf(entity, field, value, t),
    ...(tone ? { tone } : {}),
    condition: { field: key, op: 'eq' as const, value },
  }))
  if (field.required || field.notNull) return chosen
  const label = t('ui.board.without', { field: labelOf(entity, field, t) })
  return [...chosen, { value: null, label, condition: { field: key, op: 'empty' } }]
}

/** Hooks need an endpoint, also where nothing can be moved. */
const nowhere = {
  name: 'ui.nowhere',
  method: 'PATCH',
  path: '/',
  summary: '',
  tag: '',
  permission: 'signed-in',
} as const

function both(filter: Filter | undefined, condition: Condition): Filter {
  return filter ? { and: [filter, condition] } : condition
}
