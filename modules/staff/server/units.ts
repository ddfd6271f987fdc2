import { sql } from 'kysely'
import { type Context, tables } from '../../../platform/context.ts'
import { Conflict, invalid, NotFound, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { accessChanged } from './access-changed.ts'
import type { StaffDb, StaffTables } from './tables.ts'

export type Unit = { id: string; name: string; parentId: string | null; people: number }

/** All business units with the number of active people in each; `parentId` makes them a tree. */
export async function listUnits(ctx: Context): Promise<Unit[]> {
  return units(tables<StaffTables>(ctx)).execute()
}

/** Adds a business unit, under another or at the top. */
export async function createUnit(
  ctx: Context,
  unit: { name: string; parentId?: string | null | undefined },
): Promise<Unit> {
  const db = tables<StaffTables>(ctx)
  const id = newId()
  await assertFits(db, { id, name: unit.name, parentId: unit.parentId ?? null })
  await db
    .insertInto('staff.business_unit')
    .values({ id, name: unit.name, parent_id: unit.parentId ?? null })
    .execute()
  return unitById(db, id)
}

/** Renames a unit or moves it, with everything below, under another. */
export async function editUnit(
  ctx: Context,
  id: string,
  edit: { name?: string | undefined; parentId?: string | null | undefined },
): Promise<Unit> {
  const db = tables<StaffTables>(ctx)
  const before = await unitById(db, id)
  const after = {
    id,
    name: edit.name ?? before.name,
    parentId: edit.parentId === undefined ? before.parentId : edit.parentId,
  }
  await assertFits(db, after)
  await db
    .updateTable('staff.business_unit')
    .set({ name: after.name, parent_id: after.parentId })
    .where('id', '=', id)
    .execute()
  await accessChanged(ctx, id)
  return unitById(db, id)
}

/** Removes a unit that nobody and nothing belongs to any more. */
export async function removeUnit(ctx: Context, id: string): Promise<void> {
  const db = tables<StaffTables>(ctx)
  const unit = await unitById(db, id)
  const { rows } = await sql`
    select from staff."user" where unit_id = ${id} union all select from staff.team where unit_id = ${id}
    union all select from staff.business_unit where parent_id = ${id} limit 1`.execute(db)
  if (rows.length > 0) {
    throw new Refused(
      'staff.unit-in-use',
      `People, teams or other units belong to “${unit.name}”. Move them to another unit first.`,
      { name: unit.name },
    )
  }
  await db.deleteFrom('staff.invitation').where('unit_id', '=', id).execute()
  await db.deleteFrom('staff.business_unit').where('id', '=', id).execute()
  await accessChanged(ctx, id)
}

async function unitById(db: StaffDb, id: string): Promise<Unit> {
  const unit = await units(db).where('b.id', '=', id).executeTakeFirst()
  if (!unit) throw new NotFound('business unit')
  return unit
}

function units(db: StaffDb) {
  const people = sql<number>`(select count(*)::int from staff."user" u where u.unit_id = b.id
    and not exists (select from staff.user_deactivation d where d.user_id = u.id))`
  return db
    .selectFrom('staff.business_unit as b')
    .select(['b.id', 'b.name', 'b.parent_id as parentId', people.as('people')])
    .orderBy(sql`lower(b.name)`)
    .limit(2000)
}

/** A parent that exists and is not below the unit itself, and a name no sibling has. */
async function assertFits(db: StaffDb, unit: Omit<Unit, 'people'>): Promise<void> {
  // Two moves at once could close a circle that neither sees.
  await sql`select pg_advisory_xact_lock(hashtext('staff.business_unit'))`.execute(db)
  if (unit.parentId !== null) {
    const { rows } = await sql<{ id: string }>`
      with recursive above as (
        select id, parent_id from staff.business_unit where id = ${unit.parentId}
        union select b.id, b.parent_id from staff.business_unit b join above a on b.id = a.parent_id)
      select id from above`.execute(db)
    if (rows.length === 0)
      throw invalid('parentId', 'staff.unit-unknown', 'The unit above does not exist any more.')
    if (rows.some(row => row.id === unit.id)) {
      throw invalid('parentId', 'staff.unit-circle', 'A unit cannot stand below itself.')
    }
  }
  const sibling = await db
    .selectFrom('staff.business_unit')
    .select('id')
    .where(sql`lower(name)`, '=', unit.name.toLowerCase())
    .where('parent_id', unit.parentId === null ? 'is' : '=', unit.parentId)
    .where('id', '<>', unit.id)
    .executeTakeFirst()
  if (sibling) throw new Conflict(`There is a unit called “${unit.name}” here already.`)
}
