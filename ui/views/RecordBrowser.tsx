import type { ReactNode } from 'react'
import { Suspense, lazy, useState } from 'react'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import type { EntityDescriptor, Sort } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import type { RecordRow } from '../field/record.ts'
import { labelOf, patchOf, titleOf } from '../field/record.ts'
import { FilterBar } from '../filter/FilterBar.tsx'
import { useNavigate } from '@tanstack/react-router'
import { useRecordEdit } from '../record/use-record-edit.ts'
import { SidePanel } from '../record/SidePanel.tsx'
import { rememberTrail } from '../record/trail.ts'
import { PageBones } from '../shell/PageBoundary.tsx'
import { Page } from '../shell/Page.tsx'
import type { BulkAct } from '../table/BulkBar.tsx'
import { BulkBar } from '../table/BulkBar.tsx'
import { ColumnsMenu } from '../table/ColumnsMenu.tsx'
import { RecordTable } from '../table/RecordTable.tsx'
import type { RecordTableProps } from '../table/RecordTable.tsx'
import type { Selection } from '../table/selection.ts'
import { nothingSelected } from '../table/selection.ts'
import type { FootSum } from '../table/TableFoot.tsx'
import { TableFoot } from '../table/TableFoot.tsx'
import { totalText, useExactTotal } from '../table/use-exact-total.ts'
import type { ListQuery, ListSource, RecordList } from '../table/use-record-list.ts'
import { listFrom, useRecordList } from '../table/use-record-list.ts'
import type { UseAlso } from './CalendarOfList.tsx'
import { LayoutSwitch } from './LayoutSwitch.tsx'
import type { ListState, SavedView, Visibility } from './saved-view.ts'
import { useListState } from './use-list-state.ts'
import { ViewChanged, ViewTabs } from './ViewTabs.tsx'

const BoardOfList = lazy(() => import('./BoardOfList.tsx').then(file => ({ default: file.BoardOfList })))
const CalendarOfList = lazy(() =>
  import('./CalendarOfList.tsx').then(file => ({ default: file.CalendarOfList })),
)

/** Saved views and what can be done with them; the caller writes them through the views endpoints. */
export type ViewStore = {
  list: readonly SavedView[]
  create: (view: ListState & { name: string; visibility: Visibility }) => Promise<{ id: string }>
  change: (view: SavedView, change: Partial<SavedView>) => Promise<unknown>
  remove: (view: SavedView) => Promise<unknown>
}

export type RecordBrowserProps = {
  entity: EntityDescriptor
  /** The list endpoint, or any other source. */
  source: Endpoint | ListSource
  /** PATCH endpoint for edits in the table and moves on the board; without it nothing can be edited. */
  update?: Endpoint
  /** The record's page: `/things/1`. */
  pathOf: (record: RecordRow) => string
  views?: ViewStore
  acts?: ReactNode
  /** Above the views: the pages it belongs together with. */
  above?: ReactNode
  /** An endpoint that answers `{ total }`: asked aside where the list itself knows only that there are many. */
  count?: Endpoint
  bulk?: (chosen: { selection: Selection; query: ListQuery; clear: () => void }) => readonly BulkAct[]
  sums?: readonly FootSum[]
  /** What the side panel shows; without it a click opens the page. */
  panel?: (record: RecordRow) => ReactNode
  /** The content of a card on the board. */
  card?: (record: RecordRow) => ReactNode
  /** What the calendar shows besides the records; a hook. */
  useAlso?: UseAlso
} & Pick<RecordTableProps, 'cells' | 'rowEnd' | 'empty' | 'onEdit'>

const noViews: ViewStore = {
  list: [],
  create: async () => ({ id: '' }),
  change: async () => {},
  remove: async () => {},
}

/** The page of an entity's records: views, filter, table or board or calendar, acts on the selection, totals. */
export function RecordBrowser(props: RecordBrowserProps) {
  const { entity, source, views = noViews, acts, panel } = props
  const t = useT()
  const format = useFormat()
  const navigate = useNavigate()
  const handle = useListState(entity, views.list)
  const { state, q } = handle
  const from: ListSource = 'load' in source ? source : listFrom(source)
  const query: ListQuery = { filter: state.filter, sort: state.sort, q }
  const list = useExactTotal(useRecordList(from, query), props.count, query)
  const [open, setOpen] = useState<RecordRow | null>(null)
  const onOpen = (record: RecordRow, index?: number) => {
    if (index !== undefined) rememberTrail(entity.name, list, index)
    if (panel) setOpen(record)
    else void navigate({ to: props.pathOf(record) })
  }
  return (
    <Page title={t(`entity.${entity.name}.$title`)} count={totalText(list, format)} layout="fill" acts={acts}>
      {props.above}
      <Tabs handle={handle} views={views} entity={entity} total={totalText(list, format)} />
      <FilterBar
        entity={entity}
        filter={state.filter}
        onFilter={filter => handle.change({ filter })}
        end={
          <>
            <SortWords entity={entity} sort={state.sort} />
            {handle.changed && <Changed handle={handle} views={views} />}
          </>
        }
      />
      {state.layout === 'table' ? (
        <TableOfList
          {...props}
          list={list}
          query={query}
          handle={handle}
          openId={open?.id ?? null}
          onOpen={onOpen}
        />
      ) : (
        <Suspense fallback={<PageBones />}>
          {state.layout === 'board' && <BoardOfList {...props} source={from} query={query} onOpen={onOpen} />}
          {state.layout === 'calendar' && (
            <CalendarOfList
              entity={entity}
              source={from}
              query={query}
              onOpen={onOpen}
              useAlso={props.useAlso}
            />
          )}
        </Suspense>
      )}
      {open && panel && (
        <SidePanel title={titleOf(open, entity)} to={props.pathOf(open)} onClose={() => setOpen(null)}>
          {panel(open)}
        </SidePanel>
      )}
    </Page>
  )
}

type Handle = ReturnType<typeof useListState>
type TableOfListProps = RecordBrowserProps & {
  list: RecordList
  query: ListQuery
  handle: Handle
  openId: string | null
  onOpen: (record: RecordRow, index: number) => void
}

function TableOfList(props: TableOfListProps) {
  const { entity, list, query, handle, bulk, update, pathOf, sums, cells, rowEnd, empty, onEdit } = props
  const [selection, setSelection] = useState(nothingSelected)
  const save = useEdit(props)
  const acts = bulk?.({ selection, query, clear: () => setSelection(nothingSelected) }) ?? []
  const edit = onEdit ?? (update ? save : undefined)
  return (
    <>
      <RecordTable
        entity={entity}
        list={list}
        columns={handle.state.columns}
        onColumns={columns => handle.change({ columns })}
        sort={handle.state.sort}
        onSort={sort => handle.change({ sort })}
        hrefOf={pathOf}
        onOpen={props.onOpen}
        openId={props.openId}
        narrowed={query.filter !== undefined || Boolean(query.q)}
        {...(bulk ? { selection, onSelection: setSelection } : {})}
        {...(edit ? { onEdit: edit } : {})}
        {...(cells ? { cells } : {})}
        {...(rowEnd ? { rowEnd } : {})}
        {...(empty ? { empty } : {})}
      />
      <BulkBar
        selection={selection}
        onSelection={setSelection}
        total={list.total}
        totalIsExact={list.totalIsExact}
        acts={acts}
      />
      <TableFoot entity={entity} list={list} sums={sums ?? []} />
    </>
  )
}

/** An endpoint that is never called, where nothing can be edited: hooks need one. */
const nowhere: Endpoint = {
  name: 'ui.nowhere',
  method: 'PATCH',
  path: '/',
  summary: '',
  tag: '',
  permission: 'signed-in',
}

function useEdit({ entity, update, source }: RecordBrowserProps): NonNullable<RecordTableProps['onEdit']> {
  const save = useRecordEdit({ entity, update: update ?? nowhere, lists: 'load' in source ? [] : [source] })
  return (record, field, value) => save(record, patchOf(field, value))
}

function SortWords({ entity, sort }: { entity: EntityDescriptor; sort: readonly Sort[] }) {
  const t = useT()
  const format = useFormat()
  const names = sort.flatMap(part => {
    const field = entity.fields.find(candidate => candidate.key === part.field)
    return field ? [labelOf(entity, field, t)] : []
  })
  return names.length > 0 ? <span>{t('ui.table.sortedBy', { fields: format.list(names) })}</span> : null
}

function Changed({ handle, views }: { handle: Handle; views: ViewStore }) {
  const { view, state, activate } = handle
  const saveAs = (named: { name: string; visibility: Visibility }) =>
    void views.create({ ...state, ...named }).then(({ id }) => activate(id))
  const save =
    view &&
    !view.fixed &&
    (() => void views.change(view, { ...state, filter: state.filter ?? null }).then(() => activate(view.id)))
  return (
    <ViewChanged onSave={save || undefined} onSaveAs={saveAs} onReset={() => activate(view?.id ?? null)} />
  )
}

type TabsProps = { handle: Handle; views: ViewStore; entity: EntityDescriptor; total: string | null }

function Tabs({ handle, views, entity, total }: TabsProps) {
  const { state, view, activate, change } = handle
  const countOf = (id: string | null) => (id !== null && id === view?.id ? total : null)
  return (
    <ViewTabs
      views={views.list.toSorted((a, b) => a.position - b.position)}
      activeId={view?.id ?? null}
      onActivate={activate}
      countOf={countOf}
      onCreate={named => void views.create({ ...state, ...named }).then(({ id }) => activate(id))}
      onRename={(changed, name) => void views.change(changed, { name })}
      onMove={(changed, step) => void views.change(changed, { position: changed.position + step * 1.5 })}
      onRemove={removed => void views.remove(removed).then(() => activate(null))}
      end={
        <>
          <LayoutSwitch entity={entity} layout={state.layout} onLayout={layout => change({ layout })} />
          {state.layout === 'table' && (
            <ColumnsMenu entity={entity} columns={state.columns} onColumns={columns => change({ columns })} />
          )}
        </>
      }
    />
  )
}
