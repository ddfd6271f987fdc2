import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/database/statement.ts'

/**
 * Which of these people and units customers, or something that hangs on them, still name. Reads whole tables: for the end
 * of a demo, not for a page.
 */
export async function stillNamed(
  ctx: Context,
  { users, units }: { users: readonly string[]; units: readonly string[] },
): Promise<string[]> {
  const found = await row<{ ids: string[] | null }>(
    ctx.db,
    `select array_agg(asked) as ids from unnest($1::uuid[] || $2::uuid[]) asked where
       exists (select from customers.customer c where c.owner_id = asked or c.unit_id = asked)
       or exists (select from customers.ownership o where o.user_id = asked)
       or exists (select from customers.timeline_entry e where e.actor_id = asked)
       or exists (select from customers.task k where k.assignee_id = asked or k.completed_by = asked or k.created_by = asked)
       or exists (select from customers.attachment a where a.created_by = asked)
       or exists (select from customers.mention m where m.user_id = asked)`,
    [users, units],
  )
  return found?.ids ?? []
}
