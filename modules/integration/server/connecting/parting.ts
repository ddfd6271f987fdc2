import type { Context, Db } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import { removeRow } from '../../../../platform/history/rows.ts'
import { objectOf, objectsOf, systemOf } from '../systems/system.ts'
import { objectTable, systemTable } from '../tables.ts'
import { giveBack } from './leaving.ts'
import { forgetMakings } from '../making/setting.ts'
import { nameAct } from './joining.ts'

/**
 * Parts from a system: its customers stay, our copy of it goes, what waits to be sent is withdrawn. Refused while something is on
 * its way there: nobody would hear what came of it.
 */
export async function removeSystem(ctx: Context, id: string): Promise<null> {
  const system = await systemOf(ctx.db, id)
  await row(ctx.db, 'select 1 from integration.system where id = $1 for update', [id])
  const objects = await objectsOf(ctx.db, id)
  const ids = objects.map(object => object.id)
  nameAct(ctx, system.name)
  await withdraw(ctx, ids)
  await giveBack(ctx, system)
  await forgetObjects(ctx.db, ids)
  await forgetSystem(ctx.db, id)
  await forgetMakings(ctx, { systemId: id, objectIds: ids })
  // Those that belong to others before those they belong to.
  for (const object of deepestFirst(objects)) await removeRow(ctx, objectTable, { rootId: id, id: object.id })
  await removeRow(ctx, systemTable, { rootId: id, id })
  return null
}

/** Takes an object out of what is joined; refused while documents belong to it. */
export async function takeObjectOut(ctx: Context, id: string): Promise<null> {
  const object = await objectOf(ctx.db, id)
  const system = await systemOf(ctx.db, object.systemId)
  await row(ctx.db, 'select 1 from integration.object where id = $1 for update', [id])
  const below = await row<{ name: string }>(
    ctx.db,
    'select name from integration.object where parent_id = $1 limit 1',
    [id],
  )
  if (below)
    throw new Refused(
      'integration.has-documents',
      `The records of “${below.name}” belong to it. Take that out first.`,
      {
        object: below.name,
      },
    )
  nameAct(ctx, system.name)
  await withdraw(ctx, [id])
  await forgetObjects(ctx.db, [id])
  await forgetMakings(ctx, { systemId: object.systemId, objectIds: [id] })
  await removeRow(ctx, objectTable, { rootId: object.systemId, id })
  return null
}

type Placed = { id: string; parentId: string | null }

function deepestFirst<T extends Placed>(objects: readonly T[]): T[] {
  const byId = new Map(objects.map(each => [each.id, each]))
  const depth = (each: Placed): number => {
    const parent = each.parentId === null ? undefined : byId.get(each.parentId)
    return parent ? depth(parent) + 1 : 0
  }
  return objects.toSorted((a, b) => depth(b) - depth(a))
}

async function withdraw(ctx: Context, objectIds: readonly string[]): Promise<void> {
  const sent = await row<{ n: number }>(
    ctx.db,
    `select count(*)::int as n from integration.operation where object_id = any($1::uuid[]) and state = 'sent'`,
    [objectIds],
  )
  if (sent?.n)
    throw new Refused(
      'integration.operations-on-their-way',
      'Changes are on their way there, and nobody knows yet what came of them. Wait for them, or decide about them first.',
      { count: sent.n },
    )
  await run(
    ctx.db,
    `update integration.operation set state = 'withdrawn', ended_at = $2, decided_by = $3, decided_at = $2
     where object_id = any($1::uuid[]) and state in ('asked', 'pending', 'conflict', 'failed')`,
    [objectIds, ctx.now, ctx.actor.id],
  )
}

/**
 * What is kept of an object besides its description. What people did with its customers is theirs and stays; so does who is who: whoever
 * takes the parting back gets nobody twice.
 */
const keptOfObjects = ['mirror', 'refusal'] as const

/** Takes away our copy of objects, with what is known of their readings. */
export async function forgetObjects(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  // A copy may be large; the act is one, whatever it takes.
  await run(db, 'set local statement_timeout = 0')
  for (const table of keptOfObjects)
    await run(db, `delete from integration.${table} where object_id = any($1::uuid[])`, [ids])
  await run(
    db,
    'delete from integration.met m using integration.load l where l.id = m.load_id and l.object_id = any($1::uuid[])',
    [ids],
  )
  await run(db, 'delete from integration.load where object_id = any($1::uuid[])', [ids])
}

/** Forgets who is who: what was joined is taken back altogether, and its customers with it or not. */
export function forgetCrosswalk(db: Db, ids: readonly string[]): Promise<number> {
  return run(db, 'delete from integration.crosswalk where object_id = any($1::uuid[])', [ids])
}

/** Takes away what is known of a system besides its description and its objects. */
export async function forgetSystem(db: Db, id: string): Promise<void> {
  for (const table of ['stream', 'account', 'measure'])
    await run(db, `delete from integration.${table} where system_id = $1`, [id])
}
