import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'

/** Names of teams by id. */
export async function teamNames(ctx: Context): Promise<Map<string, string>> {
  const found = await rows<{ id: string; name: string }>(ctx.db, 'select id, name from staff.v_team')
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** The users of each team, a user in several teams under the one that the counts have him in. */
export async function membersOf(ctx: Context): Promise<Map<string, string[]>> {
  const found = await rows<{ team: string; users: string[] }>(
    ctx.db,
    `select g.team::text, array_agg(g.user_id::text) as users
     from (select user_id, min(team_id::text) as team from staff.v_team_member group by 1) g group by 1`,
  )
  return new Map(found.map(({ team, users }) => [team, users]))
}
