import type { Context } from '../../../../platform/context.ts'
import type { Portion, RemoteChange, RemoteObject, RemoteValues } from '../connectors/port.ts'
import { noteForeign, type Step } from './foreign.ts'
import { hear, type Listened, type Listening } from './hearing.ts'
import { moveOn } from './lease.ts'
import { tellOfCustomers } from './loads.ts'
import type { Heard } from './mirror.ts'
import { confirmedBy } from './own-changes.ts'
import { tell } from './telling.ts'
import { differing, storable, workedOut } from './values.ts'

export type Followed = { systemId: string; systemName: string; holder: string; listened: readonly Listened[] }

/**
 * Stores a portion of changes with the position behind it, in one transaction: our copy, customers, what they change here, what of it was
 * ours and what was done over there. Throws `LeaseLost`, and then nothing is stored.
 */
export async function storePortion(
  ctx: Context,
  followed: Followed,
  { changes, position }: Portion,
): Promise<void> {
  const { systemId, holder, listened } = followed
  const changedAt = changes.reduce<Date | null>(
    (last, { at }) => (at && (!last || at > last) ? at : last),
    null,
  )
  await moveOn(ctx, { systemId, holder, position, changedAt, stored: changes.length > 0 })
  for (const one of listened) {
    const own = changes.filter(({ object }) => object === one.object.shape.name)
    if (own.length === 0) continue
    const heard = await hear(ctx, one, { heard: lastWords(own), at: ctx.now, final: true })
    const steps = stepsOf(own, heard, one.object.shape)
    const foreign = await confirmedBy(ctx, { object: one.object, changes: own, steps })
    await noteForeign(ctx, { systemId, listened: one, steps: foreign, heard })
    await tell(ctx, { systemId, listened: one, heard })
    if (heard.taken.created.size > 0) await tellOfCustomers(ctx)
  }
}

function lastWords(changes: readonly RemoteChange[]): Heard[] {
  const last = new Map<string, Heard>()
  for (const { key, after, version } of changes) last.set(key, { key, values: after, version })
  return [...last.values()]
}

/**
 * What each change did to what stood before it; those that did nothing, or only moved the marks of a
 * change or what is worked out there, are left out unless they are ours.
 */
function stepsOf(changes: readonly RemoteChange[], { differences }: Listening, shape: RemoteObject): Step[] {
  const silent = new Set([...workedOut(shape), shape.stamp, shape.author])
  const standing = new Map(differences.map(({ key, before, record }) => [key, { values: before, record }]))
  return changes.flatMap((change): Step[] => {
    const { key, at, operation } = change
    const { values: before = null, record = null } = standing.get(key) ?? {}
    const after = change.after && storable(change.after)
    standing.set(key, { values: after, record })
    const moved = differing(before, after)
    const fields = moved.filter(field => !silent.has(field))
    const by = change.by ?? authorOf(shape, { after, moved })
    const nothing = fields.length === 0 && (before === null) === (after === null)
    return nothing && operation === null ? [] : [{ key, record, before, after, fields, at, by, operation }]
  })
}

/**
 * Who did it, by the record's own field for that. Whoever changes a row past the program that keeps it leaves its marks as they
 * were: then the name there is somebody else's, and nobody is named.
 */
function authorOf(
  { author, stamp }: RemoteObject,
  { after, moved }: { after: RemoteValues | null; moved: readonly string[] },
): string | null {
  if (author === undefined || !after) return null
  const kept = moved.includes(author) || (stamp !== undefined && moved.includes(stamp))
  const name = kept ? after[author] : null
  return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : null
}
