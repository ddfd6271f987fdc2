import type { Context } from '../../../../../platform/context.ts'
import { row, rows, run } from '../../../../../platform/database/statement.ts'
import type { Event } from '../../../../../platform/events/event.ts'
import type { JobDefinition } from '../../../../../platform/jobs/job.ts'
import { settingOf } from '../../../../../platform/settings.ts'
import { pointsOf } from '../hashes.ts'

const queue = 'sales.asking-files'

/** Records of one statement. */
const portion = 2000

/** Seconds after which it is looked again whether a file is all there. */
const pause = 5

/** After chunks of a file of leads or customers: it is looked at whether it meets what somebody keeps. */
export async function askForFiles(ctx: Context, events: readonly Event[]): Promise<void> {
  for (const importId of new Set(events.map(({ recordId }) => recordId)))
    await ctx.enqueue(queue, { importId }, { singletonKey: importId })
}

type File = { batchId: string; by: string; open: boolean }

/**
 * Tells owners of kept leads whose file met their accounts, as a single entry does. Who brought the file is told nothing: an
 * answer for each of its rows would tell him whose accounts they are not.
 */
export const filesJob: JobDefinition = {
  queue,
  oncePerKey: true,
  run: async (work, { importId }) => {
    const file = await work.step({ actor: work.system }, ctx =>
      row<File>(
        ctx.db,
        `select i.batch_id as "batchId", b.actor_id as by, i.state in ('waiting', 'running') as open
         from platform.import i join platform.batch b on b.id = i.batch_id
         where i.id = $1::uuid and exists (select from sales.lead_shadow)`,
        [importId],
      ),
    )
    if (!file) return
    // Once, when all of it is there: an earlier pass would begin at its first record again.
    if (file.open) {
      await work.step({ actor: work.system }, ctx => {
        const startAfter = new Date(ctx.now.getTime() + pause * 1000)
        return ctx.enqueue(queue, { importId }, { singletonKey: String(importId), startAfter })
      })
      return
    }
    for (let after: string | null = null; !work.signal.aborted; ) {
      const last: string | null = await work.step({ actor: work.system }, ctx => askPortion(ctx, file, after))
      if (last === null) break
      after = last
    }
  },
}

type Brought = {
  id: string
  emails: (string | null)[]
  phones: (string | null)[]
  websites: (string | null)[]
}

const brought = `with page as materialized (
    select distinct c.root_id as id, c.entity from platform.change c
    where c.batch_id = $1::uuid and ($2::uuid is null or c.root_id > $2) and c.action = 'created' and c.entity in ('lead', 'customer')
      and c.record_id = c.root_id
    order by c.root_id limit ${portion})
  select p.id, array[l.email] as emails, array[l.phone] as phones, array[l.website] as websites
    from page p left join sales.lead l on l.id = p.id where p.entity = 'lead'
  union all
  select p.id, array_agg(k.value) filter (where k.kind = 'email'), array_agg(k.value) filter (where k.kind = 'phone'),
      array_agg(k.value) filter (where k.kind = 'web') || array[c.website]
    from page p left join customers.v_customer c on c.id = p.id left join customers.v_contact_point k on k.customer_id = p.id
    where p.entity = 'customer' group by p.id, c.website
  order by 1`

/** Looks at the next records that a file made; answers the last of them, or null after the end. */
async function askPortion(ctx: Context, file: File, after: string | null): Promise<string | null> {
  const found = await rows<Brought>(ctx.db, brought, [file.batchId, after])
  const home = await settingOf<string | null>(ctx.db, 'organisation.country', null)
  const hashes = found.flatMap(({ emails, phones, websites }) =>
    pointsOf(ctx, { emails: emails ?? [], phones: phones ?? [], websites: websites ?? [] }, home).flatMap(
      point => point.hashes,
    ),
  )
  await run(
    ctx.db,
    `insert into sales.lead_notice (id, owner_id, lead_id, kind, by_id, at)
     select platform.new_id(), l.owner_id, l.id, 'asked', $2::uuid, $3
     from (select distinct lead_id from sales.lead_shadow where hash = any($1::text[])) s
       join sales.lead l on l.id = s.lead_id
     where l.shared_at is null and l.owner_id <> $2::uuid
       and not exists (select 1 from sales.lead_notice n where n.lead_id = l.id and n.kind = 'asked' and n.by_id = $2::uuid
         and n.at > $3::timestamptz - interval '1 day')`,
    [hashes, file.by, ctx.now],
  )
  return found.length < portion ? null : (found.at(-1)?.id ?? null)
}
