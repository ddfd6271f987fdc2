import type { Context } from '../context.ts'
import { row, rows } from '../database/statement.ts'
import { Forbidden, NotFound } from '../errors.ts'
import { changeRow, insertRow, removeRow } from '../history/rows.ts'
import { newId } from '../ids.ts'
import { type HistoryTable, routes } from '../module.ts'
import { type SavedView, viewsContract } from './contract.ts'

type ViewRow = Omit<SavedView, 'mine' | 'sort'> & {
  sort: string[]
  owner_id: string
  updated_at: Date
  created_at: Date
}

/** The general history withholds what may speak of fields that its reader may not see, and what only its owner may know. */
export const viewTable: HistoryTable = {
  entity: 'saved-view',
  root: 'saved-view',
  table: 'platform.saved_view',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'name',
  permission: 'views.share',
  withheld: ['name', 'filter', 'sort', 'columns'],
}

export const viewsRoutes = routes(viewsContract, {
  list: async (ctx, { query }) => ({ items: await views(ctx, query.entity) }),
  create: (ctx, { body }) => saveView(ctx, body),
  change: (ctx, { params, body, ifMatch }) => changeView(ctx, { id: params.id, set: body, version: ifMatch }),
  remove: (ctx, { params }) => removeView(ctx, params.id),
})

function show(ctx: Context, { owner_id, sort, updated_at: _u, created_at: _c, ...view }: ViewRow): SavedView {
  return { ...view, sort: sort.map(sortOf), mine: owner_id === ctx.actor.id }
}

const sortOf = (text: string): SavedView['sort'][number] =>
  text.startsWith('-') ? { field: text.slice(1), direction: 'desc' } : { field: text, direction: 'asc' }
const textOf = ({ field, direction }: SavedView['sort'][number]) =>
  direction === 'desc' ? `-${field}` : field

/** My own views, those of my team, and those for all; own ones first, then by position. */
async function views(ctx: Context, entity: string): Promise<SavedView[]> {
  ctx.catalogue.entity(entity)
  const found = await rows<ViewRow>(
    ctx.db,
    `select * from platform.saved_view where entity = $1
       and (owner_id = $2 or visibility = 'all' or (visibility = 'team' and owner_id = any($3::uuid[])))
     order by position, (owner_id = $2) desc, created_at limit 100`,
    [entity, ctx.actor.id, ctx.actor.teamMates],
  )
  return found.map(view => show(ctx, view))
}

type Given = Partial<Omit<SavedView, 'id' | 'version' | 'mine' | 'entity'>>

function assertMayShare(ctx: Context, { visibility }: { visibility?: string | undefined }): void {
  if (visibility && visibility !== 'private' && !ctx.actor.permissions.has('views.share'))
    throw new Forbidden('views.share')
}

async function saveView(
  ctx: Context,
  body: { entity: string; name: string } & { [K in keyof Given]?: Given[K] | undefined },
): Promise<SavedView> {
  ctx.catalogue.entity(body.entity)
  assertMayShare(ctx, body)
  const saved = await insertRow(ctx, viewTable, {
    id: newId(),
    entity: body.entity,
    name: body.name,
    owner_id: ctx.actor.id,
    visibility: body.visibility ?? 'private',
    layout: body.layout ?? 'table',
    filter: body.filter ?? null,
    sort: (body.sort ?? []).map(textOf),
    columns: body.columns ?? [],
    position: body.position ?? 0,
  })
  return show(ctx, saved as ViewRow)
}

async function own(ctx: Context, id: string): Promise<ViewRow> {
  const found = await row<ViewRow>(
    ctx.db,
    'select * from platform.saved_view where id = $1 and owner_id = $2 for update',
    [id, ctx.actor.id],
  )
  if (!found) throw new NotFound('view')
  return found
}

async function changeView(
  ctx: Context,
  {
    id,
    set,
    version,
  }: { id: string; set: { [K in keyof Given]?: Given[K] | undefined }; version?: number | undefined },
): Promise<SavedView> {
  const locked = await own(ctx, id)
  assertMayShare(ctx, set)
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined))
  const { row: changed } = await changeRow(ctx, viewTable, {
    key: { rootId: id, id },
    set: set.sort ? { ...given, sort: set.sort.map(textOf) } : given,
    version,
    locked,
    show: current => show(ctx, current as ViewRow),
  })
  return show(ctx, changed as ViewRow)
}

async function removeView(ctx: Context, id: string): Promise<null> {
  await own(ctx, id)
  await removeRow(ctx, viewTable, { rootId: id, id })
  return null
}
