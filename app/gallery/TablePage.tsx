import { Button } from '@mantine/core'
import { Download, PenLine, Plus, Upload } from 'lucide-react'
import { useState } from 'react'
import type { Filter } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import type { RecordRow } from '../../ui/field/record.ts'
import { FieldList } from '../../ui/record/FieldList.tsx'
import { notify } from '../../ui/shell/toasts.ts'
import type { ListSource } from '../../ui/table/use-record-list.ts'
import { Kbd } from '../../ui/theme/parts.tsx'
import { Tile } from '../../ui/theme/Tile.tsx'
import { RecordBrowser } from '../../ui/views/RecordBrowser.tsx'
import type { SavedView } from '../../ui/views/saved-view.ts'
import { vessel, vesselAt } from './data.ts'

const total = 1_204_118
const wait = (milliseconds: number) => new Promise(done => setTimeout(done, milliseconds))

/** Answers like a list endpoint; filters only by level, so that the board has columns. */
export const source: ListSource = {
  name: 'gallery.vessels',
  load: async ({ cursor, limit, filter }) => {
    await wait(120)
    const level = /"field":"level","op":"eq","value":"(\w+)"/.exec(JSON.stringify(filter ?? null))?.[1]
    if (JSON.stringify(filter ?? null).includes('nothing'))
      return { items: [], next: null, total: 0, totalIsExact: true }
    const from = Number(cursor ?? 0)
    const items = Array.from({ length: Number(limit) }, (_, at) => vesselAt(from + at)).filter(
      record => !level || record['level'] === level,
    )
    return {
      items,
      next: level ? null : String(from + Number(limit)),
      total: level ? items.length : total,
      totalIsExact: true,
    }
  },
}

const states = ['live', 'mirror', 'old', 'live', 'conflict', 'silent'] as const
const standingOf = (record: RecordRow) => ({
  state: states[Number(record.id.slice(1)) % states.length] ?? ('live' as const),
  source: 'Port register',
  at: new Date(Date.now() - 3_600_000).toISOString(),
  confirmedBy: 'North quay',
})
const rich: Filter = {
  and: [
    { field: 'fee', op: 'gte', value: 100_000 },
    {
      or: [
        { field: 'level', op: 'in', value: ['gold', 'silver'] },
        { field: 'seenAt', op: 'within', value: 'last-90-days' },
      ],
    },
  ],
}
const shared = { entity: 'vessel', layout: 'table' as const, sort: [], columns: [], version: 1 }
const given: SavedView[] = [
  { ...shared, id: 'a', name: 'Long moored', visibility: 'all', filter: rich, position: 1 },
  {
    ...shared,
    id: 'b',
    name: 'Not seen for 60 days',
    visibility: 'team',
    filter: { field: 'seenAt', op: 'within', value: 'older-than-60-days' },
    position: 2,
  },
  {
    ...shared,
    id: 'c',
    name: 'Mine',
    visibility: 'private',
    filter: { field: 'warden', op: 'in', value: ['me'] },
    position: 3,
  },
  {
    ...shared,
    id: 'd',
    name: 'Nothing',
    visibility: 'private',
    filter: { field: 'name', op: 'eq', value: 'nothing' },
    position: 4,
  },
]

export default function TablePage() {
  const t = useT()
  const format = useFormat()
  const [views, setViews] = useState<readonly SavedView[]>(given)
  const say = () => notify({ message: t('gallery.act.edited'), undo: () => wait(10).then(() => {}) })
  return (
    <RecordBrowser
      entity={vessel}
      source={source}
      pathOf={record => `/record?id=${record.id}`}
      views={{
        list: views,
        create: async view => {
          const id = `v${views.length}`
          setViews([
            ...views,
            { ...shared, ...view, filter: view.filter ?? null, id, position: views.length + 1 },
          ])
          return { id }
        },
        change: async (view, change) =>
          setViews(views.map(other => (other.id === view.id ? { ...other, ...change } : other))),
        remove: async view => setViews(views.filter(other => other.id !== view.id)),
      }}
      acts={
        <>
          <Button leftSection={<Upload size={15} aria-hidden />}>{t('gallery.import')}</Button>
          <Button leftSection={<Download size={15} aria-hidden />}>{t('ui.table.bulkExport')}</Button>
          <Button
            variant="filled"
            leftSection={<Plus size={15} aria-hidden />}
            rightSection={<Kbd on="accent">C</Kbd>}
          >
            {t('gallery.new')}
          </Button>
        </>
      }
      onEdit={async (_record, _field, value) => {
        await wait(300)
        if (value === 'refused') throw new Error('refused')
        say()
      }}
      bulk={() => [
        { id: 'edit', label: t('ui.table.bulkEdit'), icon: PenLine, run: say },
        { id: 'assign', label: t('ui.table.bulkAssign'), run: say },
        { id: 'tag', label: t('ui.table.bulkTag'), run: say },
        { id: 'delete', label: t('ui.table.bulkDelete'), run: say },
      ]}
      sums={[{ label: t('gallery.fee'), value: format.money(148_230_000, 'EUR') }]}
      panel={record => (
        <FieldList
          entity={vessel}
          record={record}
          onEdit={() => wait(200)}
          standingOf={() => standingOf(record)}
        />
      )}
      rowEnd={record => <Tile focusable={false} standing={standingOf(record)} />}
    />
  )
}
