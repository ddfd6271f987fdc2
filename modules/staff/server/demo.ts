import { type Context, tables } from '../../../platform/context.ts'
import { newId } from '../../../platform/ids.ts'
import { noteDemoStaff } from './demo-departure.ts'
import { renameOrganisation } from './organisation.ts'
import { rolesByKey } from './roles.ts'
import type { StaffTables } from './tables.ts'
import { createUser } from './users.ts'

type DemoPerson = readonly [name: string, role: string, team: string | null]

const units = { service: 'Customer service', sales: 'Sales', data: 'Data office' } as const

const teams: Record<string, { name: string; unit: keyof typeof units }> = {
  early: { name: 'Early shift', unit: 'service' },
  late: { name: 'Late shift', unit: 'service' },
  north: { name: 'North', unit: 'sales' },
  south: { name: 'South', unit: 'sales' },
}

const people: readonly DemoPerson[] = [
  ['Ana Horvat', 'manager', 'early'],
  ['Jonas Brandt', 'agent', 'early'],
  ['Leila Haddad', 'agent', 'early'],
  ['Tomáš Novák', 'agent', 'late'],
  ['Grace Okafor', 'agent', 'late'],
  ['Mei Tanaka', 'manager', 'north'],
  ['Lukas Steiner', 'seller', 'north'],
  ['Inés Romero', 'seller', 'south'],
  ['Omar Farouk', 'seller', 'south'],
  ['Sofia Lindqvist', 'steward', null],
  ['Paul Mercier', 'reader', null],
]

/** The people of the demo company. They have no passwords: one looks around by the role switch. */
export async function demoStaff(ctx: Context): Promise<void> {
  const db = tables<StaffTables>(ctx)
  const known = await db
    .selectFrom('staff.user')
    .select('id')
    .where('email', '=', emailOf('Ana Horvat'))
    .executeTakeFirst()
  if (known) return
  const organisation = 'Nordlicht Energie'
  await renameOrganisation(db, organisation)
  const unitIds = new Map<string, string>()
  for (const [key, name] of Object.entries(units)) {
    const id = newId()
    unitIds.set(key, id)
    await db.insertInto('staff.business_unit').values({ id, name }).execute()
  }
  const teamIds = new Map<string, string>()
  for (const [key, { name, unit }] of Object.entries(teams)) {
    const id = newId()
    teamIds.set(key, id)
    await db
      .insertInto('staff.team')
      .values({ id, name, unit_id: unitIds.get(unit) ?? null })
      .execute()
  }
  const users: string[] = []
  for (const [name, role, team] of people) {
    const id = await createUser(db, {
      name,
      email: emailOf(name),
      roles: await rolesByKey(db, [role]),
      unitId: unitIds.get(team ? (teams[team]?.unit ?? 'data') : 'data') ?? null,
      teamIds: team ? [teamIds.get(team) ?? ''] : [],
    })
    users.push(id)
  }
  await noteDemoStaff(ctx, {
    users,
    teams: [...teamIds.values()],
    units: [...unitIds.values()],
    organisation,
  })
}

/** Addresses below `.example` reach nobody (RFC 2606). */
function emailOf(name: string): string {
  const local = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
  return `${local}@nordlicht.example`
}
