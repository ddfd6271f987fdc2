import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { EntityDescriptor, Filter } from '../../platform/entities/descriptor.ts'
import { dayOf } from '../../platform/i18n/index.ts'
import { useFormat } from '../../platform/i18n/react.ts'
import { Calendar, type CalendarEvent, shownDays } from '../calendar/Calendar.tsx'
import type { RecordRow } from '../field/record.ts'
import { titleOf } from '../field/record.ts'
import type { ListQuery, ListSource } from '../table/use-record-list.ts'

type CalendarOfListProps = {
  entity: EntityDescriptor
  source: ListSource
  query: ListQuery
  onOpen: (record: RecordRow) => void
  useAlso?: UseAlso | undefined
}

/** Something else that happens on these days (`until` excluded), with the page that tells more: not of the list, not filtered by it. */
export type UseAlso = (days: { from: string; until: string }) => readonly (CalendarEvent & { to: string })[]

const nothingElse: UseAlso = () => []

/** The list as a calendar by the entity's calendar field; reads the shown days only. */
export function CalendarOfList({
  entity,
  source,
  query,
  onOpen,
  useAlso = nothingElse,
}: CalendarOfListProps) {
  const navigate = useNavigate()
  const format = useFormat()
  const [shown, setShown] = useState(() => dayOf(new Date(), format.timeZone))
  const [mode, setMode] = useState<'month' | 'week'>('month')
  const field = entity.calendar?.field ?? ''
  const { from, until } = shownDays(shown, mode, format.locale)
  const within: Filter = { field, op: 'between', value: [from, until] }
  const also = useAlso({ from, until })
  const asked = {
    filter: query.filter ? { and: [query.filter, within] } : within,
    sort: field,
    limit: 200,
    ...(query.q ? { q: query.q } : {}),
  }
  const page = useQuery({
    queryKey: [source.name, asked],
    queryFn: ({ signal }) => source.load(asked, signal),
    placeholderData: former => former,
  })
  const records = page.data?.items ?? []
  const events = records.flatMap(record => {
    const start = record[field]
    return typeof start === 'string' ? [{ id: record.id, start, title: titleOf(record, entity) }] : []
  })
  const open = (id: string) => {
    const other = also.find(event => event.id === id)
    if (other) void navigate({ to: other.to })
    const record = records.find(candidate => candidate.id === id)
    if (record) onOpen(record)
  }
  return (
    <Calendar
      events={[...events, ...also]}
      shown={shown}
      mode={mode}
      onShown={setShown}
      onMode={setMode}
      onOpen={event => open(event.id)}
    />
  )
}
