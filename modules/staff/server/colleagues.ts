import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/database/statement.ts'
import { likePattern } from '../../../platform/search/like.ts'
import type { Hit } from '../../../platform/search/source.ts'

/** Colleagues by part of their name or e-mail address; nothing typed gives the first by name. */
export async function findColleagues(ctx: Context, q: string, limit: number): Promise<Hit[]> {
  const found = await rows<{ id: string; name: string; email: string }>(
    ctx.db,
    `select id, name, email from staff.v_user where active and (name ilike $1 or email ilike $1) order by name, id limit $2`,
    [likePattern(q, true), limit],
  )
  return found.map(({ id, name, email }) => ({ id, title: name, subtitle: email }))
}
