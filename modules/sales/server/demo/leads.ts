import { unitsOf } from '../../../../platform/access/actor.ts'
import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { recordChanges } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { type Random, randomFrom } from '../../../../platform/random.ts'
import { insert } from '../demo.ts'
import { castShadows } from '../leads/shadows.ts'
import { strangerOf } from './strangers.ts'

type Row = Record<string, unknown>
type Keeper = { id: string; first: boolean }
type Told = { row: Row; notices: Row[]; openings: Row[] }
type Telling = { ctx: Context; owner: string; others: readonly string[] }

const dayMs = 86_400_000
const ago = (ctx: Context, days: number) => new Date(ctx.now.getTime() - days * dayMs)

/** What everybody has: some for himself, new or nearly shared, some shared, one put aside. */
const plots: readonly ((telling: Telling, random: Random) => Told)[] = [
  ({ ctx, others }, random) => ({
    row: { captured_at: ago(ctx, random.between(2, 6)) },
    notices: [{ kind: 'asked', by_id: random.pick(others), at: ago(ctx, 1) }],
    openings: [],
  }),
  ({ ctx }, random) => {
    const left = random.between(5, 12)
    return {
      row: { captured_at: ago(ctx, 90 - left) },
      notices: [{ kind: 'will-be-shared', at: ago(ctx, 14 - left), due_at: ago(ctx, -left) }],
      openings: [],
    }
  },
  ({ ctx }, random) => ({ row: { captured_at: ago(ctx, random.between(9, 45)) }, notices: [], openings: [] }),
  ({ ctx, owner, others }, random) => ({
    row: {
      captured_at: ago(ctx, 34),
      state: 'qualified',
      qualified_at: ago(ctx, 12),
      qualified_by: owner,
      qualified_why: random.pick(['Has a budget for this year', 'Decides himself, and soon']),
      ...shared(owner, 'qualified', ago(ctx, 12)),
    },
    notices: [],
    openings: random.some(others, 2).map((user_id, n) => ({ user_id, hour: hourOf(ago(ctx, 3 + 4 * n)) })),
  }),
  ({ ctx, others }, random) => ({
    row: { captured_at: ago(ctx, 98), ...shared(null, 'rule', ago(ctx, 8)) },
    notices: [
      { kind: 'will-be-shared', at: ago(ctx, 22), due_at: ago(ctx, 8), seen_at: ago(ctx, 21) },
      { kind: 'shared', at: ago(ctx, 8) },
    ],
    openings: [{ user_id: random.pick(others), hour: hourOf(ago(ctx, 2)) }],
  }),
  ({ ctx, owner }, random) => ({
    row: {
      captured_at: ago(ctx, 60),
      state: 'disqualified',
      disqualified_at: ago(ctx, 20),
      disqualified_by: owner,
      disqualified_why: random.pick(['No budget this year', 'Bound by a contract until spring']),
      recycle_on: ago(ctx, -random.between(10, 120)).toISOString().slice(0, 10),
      ...shared(owner, 'owner', ago(ctx, 40)),
    },
    notices: [],
    openings: [],
  }),
]

const shared = (by: string | null, why: string, at: Date): Row => ({
  shared_at: at,
  shared_by: by,
  shared_why: why,
})

function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000)
}

/** Writes what people of the demo company know of who may become a customer: kept, announced, shared, looked at, put aside. */
export async function demoLeads(ctx: Context, story: { seed: number }): Promise<void> {
  const random = randomFrom(story.seed + 6)
  const owners = await keepersOf(ctx)
  const told = owners.flatMap((owner, at) =>
    plots.map((plot, n) => {
      const others = owners.filter(other => other !== owner)
      const stranger = strangerOf(random, at * plots.length + n)
      return leadOf(ctx, { owner, stranger, told: plot({ ctx, owner, others }, random) })
    }),
  )
  await insert(
    ctx,
    'lead',
    told.map(({ row }) => row),
  )
  await insert(
    ctx,
    'lead_notice',
    // Their ids tell the order.
    told
      .flatMap(({ notices }) => notices)
      .toSorted((a, b) => Number(a.at) - Number(b.at))
      .map(notice => ({ ...notice, id: newId() })),
  )
  await insert(
    ctx,
    'lead_opening',
    told.flatMap(({ openings }) => openings),
  )
  const ids = told.map(({ row }) => String(row.id))
  await castShadows(ctx, ids)
  await recordChanges(
    ctx,
    ids.map(id => ({ entity: 'lead', rootId: id, recordId: id, action: 'created' as const })),
  )
}

/** The first administrator, who looks around, and whoever is in a team; at least two. */
async function keepersOf(ctx: Context): Promise<string[]> {
  const found = await rows<Keeper>(
    ctx.db,
    `select u.id, u.id = (select min(id::text)::uuid from staff.v_user) as first from staff.v_user u
     where u.active order by u.email`,
  )
  const teams = await rows<{ id: string }>(ctx.db, 'select distinct user_id as id from staff.v_team_member')
  const inTeam = new Set(teams.map(({ id }) => id))
  const keepers = found.filter(({ id, first }) => first || inTeam.has(id)).map(({ id }) => id)
  return keepers.length > 1 ? keepers : []
}

type Made = { owner: string; stranger: Row; told: Told }

function leadOf(ctx: Context, { owner, stranger, told }: Made): Told {
  const { row, notices, openings } = told
  const id = newId()
  const at = row.captured_at as Date
  const base = { state: 'new', tags: [], custom: {}, version: 1, created_at: at, updated_at: at }
  const none = Object.fromEntries(optional.map(column => [column, null]))
  return {
    row: {
      ...none,
      ...base,
      ...stranger,
      ...row,
      id,
      owner_id: owner,
      unit_id: unitsOf(ctx.actor)[0],
      captured_by: owner,
      shadow_at: row.shared_at ? null : at,
    },
    notices: notices.map(notice => ({
      by_id: null,
      due_at: null,
      seen_at: null,
      ...notice,
      owner_id: owner,
      lead_id: id,
    })),
    openings: openings.map(opening => ({ ...opening, lead_id: id })),
  }
}

/** Columns that only some have: one insert of all names them all. */
const optional =
  `shared_at shared_by shared_why qualified_at qualified_by qualified_why disqualified_at disqualified_by disqualified_why
  recycle_on`.split(/\s+/)
