import { randomBytes } from 'node:crypto'
import type { StaffDb } from '../tables.ts'

/** The secret that signs session cookies, the same for all processes on this database; made at the first start. */
export async function cookieSecret(db: StaffDb): Promise<string> {
  await db
    .insertInto('staff.cookie_secret')
    .values({ secret: randomBytes(48).toString('base64url') })
    .onConflict(conflict => conflict.column('only_one').doNothing())
    .execute()
  const { secret } = await db.selectFrom('staff.cookie_secret').select('secret').executeTakeFirstOrThrow()
  return secret
}
