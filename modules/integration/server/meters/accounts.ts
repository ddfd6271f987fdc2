import type { Context } from '../../../../platform/context.ts'
import { readCursor, writeCursor } from '../../../../platform/entities/cursor.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid, NotFound } from '../../../../platform/errors.ts'
import { changeRow } from '../../../../platform/history/rows.ts'
import { likePattern } from '../../../../platform/search/like.ts'
import type { Account } from '../../contract/bypass.ts'
import { accountTable } from '../tables.ts'

type Stored = Omit<Account, 'programSince' | 'seenAt'> & { programSince: Date | null; seenAt: Date }
type Asked = { q?: string | undefined; system?: string | undefined; waiting: string } & {
  cursor?: string | undefined
  limit: number
}

const columns = `a.id, a.version, a.system_id as "systemId", s.name as "systemName", a.name, a.team_id as "teamId",
  a.program_since as "programSince", a.seen_at as "seenAt"`
const nothingSaid = 'a.team_id is null and a.program_since is null'
const order = 'system,name'

const view = ({ programSince, seenAt, ...rest }: Stored): Account => ({
  ...rest,
  programSince: programSince?.toISOString() ?? null,
  seenAt: seenAt.toISOString(),
})

/** Accounts that were seen at work in the systems, by system and name. */
export async function listAccounts(ctx: Context, asked: Asked) {
  const sql = sqlWriter()
  const where = ['true']
  if (asked.system) where.push(`a.system_id = ${sql.bind(asked.system, 'uuid')}`)
  if (asked.waiting === 'true') where.push(nothingSaid)
  if (asked.q) where.push(`a.name ilike ${sql.bind(likePattern(asked.q, true))}`)
  if (asked.cursor) {
    const [system, name] = readCursor(asked.cursor, order, { width: 2 }).after
    where.push(`(lower(s.name), a.name) > (${sql.bind(String(system))}, ${sql.bind(String(name))})`)
  }
  const found = await rows<Stored & { sorted: string }>(
    ctx.db,
    `select ${columns}, lower(s.name) as sorted from integration.account a join integration.system s on s.id = a.system_id
     where ${where.join(' and ')} order by lower(s.name), a.name limit ${sql.bind(asked.limit + 1)}`,
    sql.values,
  )
  const page = found.slice(0, asked.limit)
  const last = found.length > asked.limit ? page.at(-1) : undefined
  const teams = await rows<{ id: string; name: string }>(
    ctx.db,
    'select id, name from staff.v_team order by lower(name)',
  )
  const counted = await row<{ n: number }>(
    ctx.db,
    `select count(*)::int as n from integration.account a where ${nothingSaid}`,
  )
  return {
    items: page.map(({ sorted: _, ...account }) => view(account)),
    next: last ? writeCursor({ after: [last.sorted, last.name], sort: order, total: 0, exact: false }) : null,
    waiting: counted?.n ?? 0,
    teams,
  }
}

export type AccountChange = { id: string; teamId?: string | null; program?: boolean; version?: number }

/** Says whose team an account is, or that it is a program; the one takes the other away. Throws `NotFound`, `Invalid`, `Conflict`. */
export async function changeAccount(ctx: Context, { id, teamId, program, version }: AccountChange) {
  const before = await accountOf(ctx, id)
  if (teamId) await requireTeam(ctx, teamId)
  const set: Record<string, unknown> = {}
  if (teamId !== undefined) Object.assign(set, { team_id: teamId }, teamId ? { program_since: null } : {})
  if (program !== undefined && program !== (before.programSince !== null))
    Object.assign(set, { program_since: program ? ctx.now : null }, program ? { team_id: null } : {})
  const { changed } = await changeRow(ctx, accountTable, {
    key: { rootId: before.systemId, id },
    set,
    version,
    show: () => accountOf(ctx, id),
  })
  if (changed)
    await ctx.emit({ kind: 'system.changed', entity: 'system', rootId: before.systemId, recordId: id })
  return accountOf(ctx, id)
}

async function accountOf(ctx: Context, id: string): Promise<Account> {
  const found = await row<Stored>(
    ctx.db,
    `select ${columns} from integration.account a join integration.system s on s.id = a.system_id where a.id = $1`,
    [id],
  )
  if (!found) throw new NotFound('system-account')
  return view(found)
}

async function requireTeam(ctx: Context, teamId: string): Promise<void> {
  const team = await row(ctx.db, 'select 1 as hit from staff.v_team where id = $1', [teamId])
  if (!team) throw invalid('teamId', 'integration.no-such-team', 'There is no such team (any more).')
}
