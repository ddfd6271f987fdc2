import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { RemoteValues } from '../connectors/port.ts'
import { tellSettled } from './settling.ts'

/** For so long after it was done an operation may come back in a system that does not carry our mark. */
const echoWithin = '1 hour'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An operation of ours whose change may come back without our mark. */
export type OwnWrite = { id: string; key: string; set: RemoteValues }

/**
 * Confirms the operations that have come back in the stream of changes. It counts whatever has been thought of them meanwhile, as long
 * as nobody has decided: what stands there was written.
 */
export async function confirmEchoes(ctx: Context, echoes: readonly { operation: string }[]): Promise<void> {
  const ids = [...new Set(echoes.map(({ operation }) => operation))].filter(id => uuid.test(id))
  if (ids.length === 0) return
  const confirmed = await rows<{ customerId: string }>(
    ctx.db,
    `update integration.operation set state = 'confirmed', confirmed_by = 'echo', ended_at = now(), reason = null, said = null, theirs = null
     where id = any($1::uuid[]) and attempts > 0
       and (state in ('pending', 'sent') or (state in ('conflict', 'failed') and decided_at is null))
     returning customer_id as "customerId"`,
    [ids],
  )
  await tellSettled(
    ctx,
    confirmed.map(({ customerId }) => customerId),
  )
}

/** Operations on these records that are on their way or have lately arrived, for systems that do not carry our mark. */
export function ownWrites(
  { db }: Pick<Context, 'db'>,
  objectId: string,
  keys: readonly string[],
): Promise<OwnWrite[]> {
  return rows<OwnWrite>(
    db,
    `select id, key, set from integration.operation where object_id = $1 and key = any($2::text[]) and attempts > 0
       and (state in ('pending', 'sent') or (state = 'confirmed' and ended_at > now() - interval '${echoWithin}'))`,
    [objectId, keys],
  )
}

/**
 * Records whose changes are nothing but echoes of operations that others of ours have replaced since: our copy has the newer word, or
 * will hear it, and must not go back to the older one.
 */
export async function overtaken(
  { db }: Pick<Context, 'db'>,
  objectId: string,
  changes: readonly { key: string; operation: string | null }[],
): Promise<ReadonlySet<string>> {
  const lasts = new Map<string, string>()
  for (const { key, operation } of changes) if (operation && uuid.test(operation)) lasts.set(key, operation)
  for (const { key, operation } of changes) if (!operation) lasts.delete(key)
  if (lasts.size === 0) return new Set()
  const found = await rows<{ key: string }>(
    db,
    `select e.key from unnest($2::text[], $3::uuid[]) e(key, id)
     where exists (select 1 from integration.operation o
       where o.object_id = $1 and o.key = e.key and o.id > e.id and o.state = 'confirmed')`,
    [objectId, [...lasts.keys()], [...lasts.values()]],
  )
  return new Set(found.map(({ key }) => key))
}
