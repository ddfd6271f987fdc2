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
     where id = any($1::uuid[]) and kind = 'change' and attempts > 0
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
