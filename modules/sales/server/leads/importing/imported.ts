import type { Context } from '../../../../../platform/context.ts'
import { rows } from '../../../../../platform/database/statement.ts'
import type { Event } from '../../../../../platform/events/event.ts'
import { castShadows } from '../shadows.ts'

/** Leads of one statement. */
const portion = 2000

/** After chunks of an import: what is kept has its shadow, what is shared has none. */
export async function castImported(ctx: Context, events: readonly Event[]): Promise<void> {
  const changed = events.flatMap(({ data }) => (data?.changedIds ?? []) as string[])
  for (let at = 0; at < changed.length; at += portion) await castShadows(ctx, changed.slice(at, at + portion))
  const imports = [...new Set(events.map(({ recordId }) => recordId))]
  for (let after: string | null = null; ; ) {
    const found: { id: string }[] = await rows(
      ctx.db,
      `select l.id from sales.lead l where l.shared_at is null and l.shadow_at is not null and ($2::uuid is null or l.id > $2)
         and exists (select 1 from platform.change c join platform.import i on i.batch_id = c.batch_id
           where i.id = any($1::uuid[]) and c.root_id = l.id)
       order by l.id limit ${portion}`,
      [imports, after],
    )
    await castShadows(
      ctx,
      found.map(({ id }) => id),
    )
    after = found.at(-1)?.id ?? null
    if (found.length < portion) return
  }
}
