import { z } from 'zod'
import { contract } from '../contract/endpoint.ts'
import { id } from '../contract/shapes.ts'
import { type Routes, routes } from '../module.ts'
import type { SearchSource } from './source.ts'

export const searchContract = contract({
  search: {
    name: 'search',
    method: 'GET',
    path: '/search',
    tag: 'Search',
    summary: 'Everything that answers to the words, by kind of record',
    permission: 'signed-in',
    query: z.object({
      q: z.string().max(200).default(''),
      entity: z
        .string()
        .max(60)
        .optional()
        .describe('Only records of this kind; empty words then give the likeliest'),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
    reply: z.object({
      groups: z.array(
        z.object({
          entity: z.string(),
          items: z.array(
            z.object({ id, title: z.string(), subtitle: z.string().nullable(), kind: z.string().optional() }),
          ),
        }),
      ),
    }),
  },
})

/** The global search over what the modules have registered. Kinds the actor may not read are not asked. */
export function searchRoutes(sources: readonly SearchSource[]): Routes {
  return routes(searchContract, {
    search: async (ctx, { query }) => {
      const q = query.q.replaceAll('\0', '').trim()
      const wanted = query.entity
        ? sources.filter(source => source.entity === query.entity)
        : q === ''
          ? []
          : sources
      const asked = wanted.filter(source =>
        ctx.actor.permissions.has(ctx.catalogue.entity(source.entity).permissions.read),
      )
      const groups = await Promise.all(
        asked.map(async ({ entity, find }) => ({ entity, items: await find(ctx, q, query.limit) })),
      )
      return { groups: groups.filter(group => group.items.length > 0) }
    },
  })
}
