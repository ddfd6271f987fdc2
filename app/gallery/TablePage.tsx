import { Button } from '@mantine/core'
import { Download, PenLine, Plus, Upload } from 'lucide-react'
import { useState } from 'react'
import type { Sort } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { Page } from '../../ui/shell/Page.tsx'
import { notify } from '../../ui/shell/toasts.ts'
import { BulkBar } from '../../ui/table/BulkBar.tsx'
import type { ColumnState } from '../../ui/table/columns.ts'
import { standardColumns } from '../../ui/table/columns.ts'
import { ColumnsMenu } from '../../ui/table/ColumnsMenu.tsx'
import { RecordTable } from '../../ui/table/RecordTable.tsx'
import { nothingSelected } from '../../ui/table/selection.ts'
import { TableFoot } from '../../ui/table/TableFoot.tsx'
import { useRecordList } from '../../ui/table/use-record-list.ts'
import { Kbd } from '../../ui/theme/parts.tsx'
import { Tile } from '../../ui/theme/Tile.tsx'
import { vessel, vesselAt } from './data.ts'

const total = 1_204_118

const source = {
  name: 'gallery.vessels',
  load: async ({ cursor, limit, filter }: Record<string, unknown>) => {
    await new Promise(done => setTimeout(done, 120))
    if (filter) return { items: [], next: null, total: 0, totalIsExact: true }
    const from = Number(cursor ?? 0)
    return {
      items: Array.from({ length: Number(limit) }, (_, at) => vesselAt(from + at)),
      next: String(from + Number(limit)),
      total,
      totalIsExact: true,
    }
  },
}

const states = ['live', 'mirror', 'old', 'live', 'conflict', 'silent'] as const

export default function TablePage() {
  const t = useT()
  const format = useFormat()
  const [columns, setColumns] = useState<readonly ColumnState[]>(standardColumns(vessel))
  const [sort, setSort] = useState<readonly Sort[]>(vessel.defaultSort)
  const [selection, setSelection] = useState(nothingSelected)
  const [open, setOpen] = useState<string | null>(null)
  const list = useRecordList(source, { sort })
  return (
    <Page
      title={t('entity.vessel.$title')}
      count={list.total}
      layout="fill"
      acts={
        <>
          <Button leftSection={<Upload size={15} aria-hidden />}>Import</Button>
          <Button leftSection={<Download size={15} aria-hidden />}>Export</Button>
          <Button
            variant="filled"
            leftSection={<Plus size={15} aria-hidden />}
            rightSection={<Kbd on="accent">C</Kbd>}
          >
            {t('gallery.new')}
          </Button>
        </>
      }
    >
      <div style={{ padding: 6 }}>
        <ColumnsMenu entity={vessel} columns={columns} onColumns={setColumns} />
      </div>
      <RecordTable
        entity={vessel}
        list={list}
        columns={columns}
        onColumns={setColumns}
        sort={sort}
        onSort={setSort}
        selection={selection}
        onSelection={setSelection}
        hrefOf={record => `#/record?id=${record.id}`}
        onOpen={record => setOpen(record.id)}
        openId={open}
        onEdit={async () => {
          await new Promise(done => setTimeout(done, 300))
          notify({ message: t('gallery.act.edited'), undo: async () => {} })
        }}
        rowEnd={record => (
          <Tile
            focusable={false}
            standing={{
              state: states[Number(record.id.slice(1)) % states.length] ?? 'live',
              source: 'Port register',
              at: new Date(Date.now() - 3_600_000).toISOString(),
            }}
          />
        )}
      />
      <BulkBar
        selection={selection}
        onSelection={setSelection}
        total={list.total}
        totalIsExact={list.totalIsExact}
        acts={[
          {
            id: 'edit',
            label: t('ui.table.bulkEdit'),
            icon: PenLine,
            run: () => notify({ message: t('gallery.act.edited'), undo: async () => {} }),
          },
          { id: 'assign', label: t('ui.table.bulkAssign'), run: () => {} },
          { id: 'tag', label: t('ui.table.bulkTag'), run: () => {} },
        ]}
      />
      <TableFoot
        entity={vessel}
        list={list}
        sums={[{ label: t('gallery.fee'), value: format.money(148_230_000, 'EUR') }]}
      />
    </Page>
  )
}
