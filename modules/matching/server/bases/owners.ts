import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid } from '../../../../platform/errors.ts'
import type { OwnerWish } from '../../contract.ts'

/** To whom records go that are taken over; the id is that of a person or a team where the mode asks for one. */
export type Handing = { mode: OwnerWish['mode']; id: string | null }

/** Somebody, or with null nobody. */
export type Keeper = { id: string | null; title: string | null }

/** What was wished, checked: a person or a team that is there, a team with somebody in it. */
export async function handingOf(ctx: Context, wish: OwnerWish | undefined): Promise<Handing> {
  const mode = wish?.mode ?? 'keep'
  if (mode === 'keep' || mode === 'existing') return { mode, id: null }
  const id = wish?.id
  if (!id) throw invalid('owner.id', 'matching.owner-missing', 'It is not said to whom the records go.')
  if (mode === 'user' && !(await row(ctx.db, 'select 1 as hit from staff.v_user u where u.id = $1', [id])))
    throw invalid('owner.id', 'customers.no-such-user', 'There is no such user.')
  if (mode === 'team' && (await membersOf(ctx, id)).length === 0)
    throw invalid('owner.id', 'matching.no-such-team', 'There is no such team, or nobody works in it.')
  return { mode, id }
}

/** Who works in a team, in the order in which they are given customers. */
export function membersOf(ctx: Context, teamId: string): Promise<Keeper[]> {
  return rows<Keeper>(
    ctx.db,
    `select u.id, u.name as title from staff.v_team_member m join staff.v_user u on u.id = m.user_id
     where m.team_id = $1 and u.active order by u.id`,
    [teamId],
  )
}

/** A record with what decides whose it becomes: `named` is whom the vocabulary names. */
export type Handed = {
  verdict: 'new' | 'same' | 'unsure' | null
  named: string | null
  existing: string | null
}

/** Says of each record, in the order in which they are taken, whose it becomes; `from` have been handed out before. */
export async function hands(
  ctx: Context,
  { mode, id }: Handing,
  from: number,
): Promise<(record: Handed) => string | null> {
  const members = mode === 'team' && id ? await membersOf(ctx, id) : []
  let turn = from
  return ({ verdict, named, existing }) => {
    if (verdict !== 'new') return mode === 'existing' ? existing : null
    if (mode === 'user') return id
    if (mode === 'team') return members[turn++ % Math.max(1, members.length)]?.id ?? null
    return named
  }
}
