import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { row, run } from '../database/statement.ts'
import { invalid, Refused } from '../errors.ts'

type Stored = { endpoint: string; body_hash: Buffer; status: number | null; reply: unknown }

/** One creation under an `Idempotency-Key`: who asks again for the same gets the first answer, nothing is made twice. */
export async function once<T>(
  ctx: Context,
  request: { key: string; endpoint: string; asked: unknown },
  create: () => Promise<T>,
): Promise<T> {
  const { key, endpoint } = request
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw invalid('Idempotency-Key', 'platform.bad-key', 'The key must be 1 to 200 visible ASCII characters.')
  const hash = createHash('sha256')
    .update(JSON.stringify(request.asked ?? null))
    .digest()
  const fresh = await run(
    ctx.db,
    'insert into platform.idempotency_key (actor_id, key, endpoint, body_hash) values ($1, $2, $3, $4) on conflict do nothing',
    [ctx.actor.id, key, endpoint, hash],
  )
  if (fresh === 0) return (await earlier(ctx, { key, endpoint, hash })) as T
  const reply = await create()
  await run(ctx.db, 'update platform.idempotency_key set reply = $3 where actor_id = $1 and key = $2', [
    ctx.actor.id,
    key,
    JSON.stringify(reply ?? null),
  ])
  return reply
}

async function earlier(
  ctx: Context,
  { key, endpoint, hash }: { key: string; endpoint: string; hash: Buffer },
): Promise<unknown> {
  const stored = await row<Stored>(
    ctx.db,
    'select endpoint, body_hash, status, reply from platform.idempotency_key where actor_id = $1 and key = $2',
    [ctx.actor.id, key],
  )
  if (stored && stored.endpoint === endpoint && stored.body_hash.equals(hash)) return stored.reply
  throw new Refused(
    'platform.key-used',
    'This Idempotency-Key was used for another request. Take a new one.',
    { key },
  )
}
