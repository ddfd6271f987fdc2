import type { Context } from '../../../../platform/context.ts'
import type { RemoteChange } from '../connectors/port.ts'
import { confirmEchoes, type OwnWrite, ownWrites } from '../operations/echoes.ts'
import { confirmMade } from '../making/telling.ts'
import type { JoinedObject } from '../systems/system.ts'
import type { Step } from './foreign.ts'

/**
 * Confirms the operations whose echo is among the changes, and answers the changes that others made. Where the system carries our mark,
 * that says it; where it does not, a change of nothing but what an operation sets, to what it sets, is its echo.
 */
export async function confirmedBy(
  ctx: Context,
  {
    object,
    changes,
    steps,
  }: { object: JoinedObject; changes: readonly RemoteChange[]; steps: readonly Step[] },
): Promise<Step[]> {
  const marked = changes.flatMap(({ operation }) => operation ?? [])
  const unmarked = steps.filter(({ operation }) => operation === null)
  const keys = [...new Set(unmarked.map(({ key }) => key))]
  const own = keys.length > 0 ? await ownWrites(ctx, object.id, keys) : []
  const echoes = new Set(marked)
  const mapped = new Set(object.mapping.flatMap(({ field, target }) => (target === null ? [] : [field])))
  const foreign = unmarked.filter(step => {
    const echo = own.find(write => write.key === step.key && isEcho(step, write, mapped))
    if (echo) echoes.add(echo.id)
    return !echo
  })
  await confirmEchoes(
    ctx,
    [...echoes].map(operation => ({ operation })),
  )
  await confirmMade(ctx, { object, changes })
  return foreign
}

/** What nobody here knows (a stamp, a counter) moves with every write and says nothing. */
function isEcho({ after, fields }: Step, { set }: OwnWrite, mapped: ReadonlySet<string>): boolean {
  const told = fields.filter(field => field in set || mapped.has(field))
  if (after === null || told.length === 0) return false
  return told.every(field => field in set && (set[field] ?? null) === (after[field] ?? null))
}
