import type { Context } from '../../../../platform/context.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import type { quoteContract } from '../../contract.ts'
import { opportunityScope } from '../access.ts'

type Notice = ReplyOf<typeof quoteContract.quoteNotices>['items'][number]

/** Tells people of something about a quote; nobody twice, and nobody what he did himself. `by` is a name, the actor’s where none is said. */
export async function notify(
  ctx: Context,
  {
    users,
    quoteId,
    kind,
    by = ctx.actor.name,
  }: { users: readonly (string | null)[]; quoteId: string; kind: Notice['kind']; by?: string | null },
): Promise<void> {
  const told = [...new Set(users)].filter(user => user !== null && user !== ctx.actor.id)
  for (const user of told)
    await run(
      ctx.db,
      'insert into sales.quote_notice (user_id, id, quote_id, kind, by_name, at) values ($1, $2, $3, $4, $5, $6)',
      [user, newId(), quoteId, kind, by, ctx.now],
    )
}

/**
 * Tells the owner of a deal and who sent the quote that the customer opened its link: the first time only, and nothing about
 * him but that.
 */
export async function notifyOfLook(ctx: Context, versionId: string): Promise<boolean> {
  const told = await run(
    ctx.db,
    `insert into sales.quote_notice (user_id, id, quote_id, version_id, kind, at)
     select u.id, platform.new_id(), v.quote_id, v.id, 'looked', $2
     from sales.quote_version v join sales.opportunity o on o.customer_id = v.customer_id and o.id = v.opportunity_id
       cross join lateral (select distinct unnest(array[o.owner_id, v.sent_by]) as id) u
     where v.id = $1::uuid and u.id is not null
     on conflict (user_id, version_id) where kind = 'looked' do nothing`,
    [versionId, ctx.now],
  )
  return told > 0
}

/** What happened to my quotes, newest first; one that I do not see any more has neither title nor name here. */
export async function noticesOf(ctx: Context): Promise<{ items: Notice[] }> {
  const sql = sqlWriter()
  const found = await rows<Omit<Notice, 'at' | 'seenAt'> & { at: Date; seenAt: Date | null }>(
    ctx.db,
    `select n.id, jsonb_build_object('id', n.quote_id, 'title', s.title) as quote, n.kind,
       case when s.title is not null then n.by_name end as by, n.at, n.seen_at as "seenAt"
     from sales.quote_notice n left join lateral (
       select q.title from sales.quote q join sales.opportunity t on t.customer_id = q.customer_id and t.id = q.opportunity_id
       where q.id = n.quote_id and ${opportunityScope(ctx, { alias: 't', sql })}) s on true
     where n.user_id = ${sql.bind(ctx.actor.id, 'uuid')} order by n.id desc limit 100`,
    sql.values,
  )
  return {
    items: found.map(({ at, seenAt, ...notice }) => ({
      ...notice,
      at: at.toISOString(),
      seenAt: seenAt?.toISOString() ?? null,
    })),
  }
}

/** Marks all of mine as seen; answers how many were not. */
export async function seeNotices(ctx: Context): Promise<{ seen: number }> {
  const text = 'update sales.quote_notice set seen_at = $2 where user_id = $1::uuid and seen_at is null'
  return { seen: await run(ctx.db, text, [ctx.actor.id, ctx.now]) }
}
