import { sql } from 'kysely'
import { type Context, tables } from '../../../platform/context.ts'
import type { JobDefinition } from '../../../platform/jobs/job.ts'
import type { StaffTables } from './tables.ts'

export const staffJobs: JobDefinition[] = [
  {
    queue: 'staff.tidy',
    run: work => work.step({ actor: work.system, label: 'staff.act.tidied' }, removeExpired),
    schedule: '17 3 * * *',
  },
]

/** Removes sessions and attempts that are over, and links a month after they could last be used. */
export async function removeExpired(ctx: Context): Promise<void> {
  const db = tables<StaffTables>(ctx)
  await db.deleteFrom('staff.session').where('expires_at', '<', ctx.now).execute()
  await db
    .deleteFrom('staff.rate_limit')
    .where('started_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute()
  await db
    .deleteFrom('staff.sign_in_link')
    .where('expires_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute()
}
