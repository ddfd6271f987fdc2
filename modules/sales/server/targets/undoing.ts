import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import type { Event } from '../../../../platform/events/event.ts'

/** A plan that goes, alone or with its plan, and since when it was promised: from its first day, and not before it was said. */
const taken = `select 1 as hit from platform.undo u
  join platform.batch b on b.id = u.batch_id
  join platform.change c on c.batch_id = u.undo_batch and c.action = 'deleted'
  cross join lateral (
    select c.before as share where c.entity = 'commission-share'
    union all select jsonb_array_elements(c.before #> '{_owned,commission-share}') where c.entity = 'commission-plan') s
  where u.batch_id = $1::uuid and greatest((s.share ->> 'from_on')::date, (b.at at time zone 'UTC')::date) < $2::date limit 1`

/** Refuses the undo that would take a plan from sellers who have worked for it since a day before: another one follows it. */
export async function keepPromises(ctx: Context, { recordId: batchId }: Event): Promise<void> {
  if (await row(ctx.db, taken, [batchId, ctx.now.toISOString().slice(0, 10)]))
    throw new Refused(
      'platform.final',
      'Sellers have worked for this plan already. What was promised stays; let another plan follow it.',
    )
}
