import type { Context } from '../context.ts'
import { row, rows, run } from '../database/statement.ts'
import { Conflict, Forbidden, NotFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { routes } from '../module.ts'
import { type SavedView, viewsContract } from './contract.ts'

type ViewRow = Omit<SavedView, 'mine'> & { owner_id: string; updated_at: Date; created_at: Date }

export const viewsRoutes = routes(viewsContract, {
  list: async (ctx, { query }) => ({ items: await views(ctx, query.entity) }),
  create: (ctx, { body }) => saveView(ctx, body),
  change: (ctx, { params, body, ifMatch }) => changeView(ctx, { id: params.id, set: body, version: ifMatch }),
  remove: (ctx, { params }) => removeView(ctx, params.id),
})

function show(ctx: Context, { owner_id, updated_at: _u, created_at: _c, ...view }: ViewRow): SavedView {
  return { ...view, mine: owner_id === ctx.actor.id }
}

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
  const saved = await row<ViewRow>(
    ctx.db,
    `insert into platform.saved_view (id, entity, name, owner_id, visibility, layout, filter, sort, columns, position)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning *`,
    [
      newId(),
      body.entity,
      body.name,
      ctx.actor.id,
      body.visibility ?? 'private',
      body.layout ?? 'table',
      body.filter ? JSON.stringify(body.filter) : null,
      JSON.stringify(body.sort ?? []),
      JSON.stringify(body.columns ?? []),
      body.position ?? 0,
    ],
  )
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
  const before = await own(ctx, id)
  assertMayShare(ctx, set)
  if (version !== undefined && version !== before.version)
    throw new Conflict('You changed this view elsewhere meanwhile.', show(ctx, before))
  const after = {
    ...before,
    ...Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
  } as ViewRow
  const changed = await row<ViewRow>(
    ctx.db,
    `update platform.saved_view set name = $2, visibility = $3, layout = $4, filter = $5, sort = $6, columns = $7, position = $8, version = version + 1, updated_at = now()
     where id = $1 returning *`,
    [
      id,
      after.name,
      after.visibility,
      after.layout,
      after.filter ? JSON.stringify(after.filter) : null,
      JSON.stringify(after.sort),
      JSON.stringify(after.columns),
      after.position,
    ],
  )
  return show(ctx, changed as ViewRow)
}

async function removeView(ctx: Context, id: string): Promise<null> {
  await own(ctx, id)
  await run(ctx.db, 'delete from platform.saved_view where id = $1', [id])
  return null
}
