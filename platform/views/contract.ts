import { z } from 'zod'
import { contract } from '../contract/endpoint.ts'
import { id, idParams, nothing, words } from '../contract/shapes.ts'
import { filterShape } from '../entities/list-query.ts'

const tag = 'Views'
const visibility = z.enum(['private', 'team', 'all'])
const sort = z
  .array(z.strictObject({ field: z.string().max(100), direction: z.enum(['asc', 'desc']) }))
  .max(3)

const given = {
  name: words(80),
  visibility,
  layout: z.enum(['table', 'board', 'calendar']),
  filter: filterShape.nullable(),
  sort,
  columns: z.array(z.string().max(100)).max(60),
  position: z.int().min(0).max(10_000),
}

export const viewShape = z.object({
  id,
  version: z.int(),
  entity: z.string(),
  mine: z.boolean(),
  ...given,
  filter: z.unknown(),
})
export type SavedView = z.output<typeof viewShape>

/** Saved views of lists. */
export const viewsContract = contract({
  list: {
    name: 'views.list',
    method: 'GET',
    path: '/views',
    tag,
    summary: 'Views I can use of an entity’s list',
    permission: 'signed-in',
    query: z.object({ entity: z.string().max(60) }),
    reply: z.object({ items: z.array(viewShape) }),
  },
  create: {
    name: 'views.create',
    method: 'POST',
    path: '/views',
    tag,
    summary: 'Save a view',
    permission: 'signed-in',
    body: z.strictObject({
      entity: z.string().max(60),
      ...z.strictObject(given).partial().shape,
      name: given.name,
    }),
    reply: viewShape,
    status: 201,
    act: 'platform.act.view-saved',
  },
  change: {
    name: 'views.change',
    method: 'PATCH',
    path: '/views/:id',
    tag,
    summary: 'Change a view of mine',
    permission: 'signed-in',
    params: idParams,
    body: z.strictObject(given).partial(),
    reply: viewShape,
    ifMatch: 'optional',
    act: 'platform.act.view-changed',
  },
  remove: {
    name: 'views.remove',
    method: 'DELETE',
    path: '/views/:id',
    tag,
    summary: 'Remove a view of mine',
    permission: 'signed-in',
    params: idParams,
    reply: nothing,
    act: 'platform.act.view-removed',
  },
})
