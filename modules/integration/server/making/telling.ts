import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { RemoteChange, RemoteRecord } from '../connectors/port.ts'
import type { JoinedObject } from '../systems/system.ts'

/** A making that has come to something; `key` and `madeAs` once the record stands there. */
export type MakingSettled = {
  customerId: string
  offered: string
  recordId: string
  state: string
  key: string | null
  madeAs: string | null
  systemId: string
}

/** Columns of a making as it is told of; `o` is the operation. */
export const settledColumns = `o.customer_id as "customerId", o.offered, o.record_id as "recordId", o.state, o.key,
  o.made_as as "madeAs", o.system_id as "systemId"`

/** What a record is called there: by the field that its object shows as title, else its key. */
export function calledThere(
  { document }: Pick<JoinedObject, 'document'>,
  record: Pick<RemoteRecord, 'key' | 'values'>,
) {
  const title = document?.title ? record.values[document.title] : null
  return title === null || title === undefined || title === '' ? record.key : String(title)
}

/**
 * Tells whoever offered a record that something has come of making it: `making.made` once it stands there, else `making.settled`. The
 * entity is the kind that was offered.
 */
export async function tellMaking(ctx: Context, settled: readonly MakingSettled[]): Promise<void> {
  for (const { customerId, offered, recordId, state, ...data } of settled)
    await ctx.emit({
      kind: state === 'confirmed' ? 'making.made' : 'making.settled',
      entity: offered,
      rootId: customerId,
      recordId,
      data: { ...data, state },
    })
}

/** Confirms makings whose record has come in the stream of changes before their answer was heard. */
export async function confirmMade(
  ctx: Context,
  { object, changes }: { object: JoinedObject; changes: readonly RemoteChange[] },
): Promise<void> {
  const made = changes.flatMap(({ operation, key, after }) =>
    operation && after ? [{ id: operation, key, as: calledThere(object, { key, values: after }) }] : [],
  )
  if (made.length === 0) return
  const settled = await rows<MakingSettled>(
    ctx.db,
    `update integration.operation o set state = 'confirmed', confirmed_by = 'echo', ended_at = now(), reason = null, said = null,
       key = e.key, made_as = e.as
     from jsonb_to_recordset($1::jsonb) e(id text, key text, "as" text)
     where o.id::text = e.id and o.kind = 'make' and o.object_id = $2 and o.attempts > 0
       and (o.state in ('pending', 'sent') or (o.state = 'failed' and o.decided_at is null))
     returning ${settledColumns}`,
    [JSON.stringify(made), object.id],
  )
  await tellMaking(ctx, settled)
}
