import type { StaffDb } from './tables.ts'

/** What the organisation that runs this installation calls itself. */
export async function organisationName(db: StaffDb): Promise<string> {
  const row = await db.selectFrom('staff.organisation').select('name').executeTakeFirst()
  return row?.name ?? 'Tessera'
}

/** Names the organisation; shown in the shell, in invitations and on the sign-in page. */
export async function renameOrganisation(db: StaffDb, name: string): Promise<void> {
  await db
    .insertInto('staff.organisation')
    .values({ name })
    .onConflict(conflict => conflict.column('only_one').doUpdateSet({ name }))
    .execute()
}
