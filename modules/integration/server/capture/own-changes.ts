import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { RemoteChange, RemoteValues } from '../connectors/port.ts'
import type { JoinedObject } from '../systems/system.ts'
import type { Step } from './foreign.ts'

/** An operation whose echo may come without our mark. */
type Candidate = { id: string; key: string; set: RemoteValues }

/** For so long after it was done an operation may come back in a system that does not carry our mark. */
const echoWithin = '1 hour'

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
  const candidates = unmarked.length > 0 ? await lately(ctx, object.id, unmarked) : []
  const echoes = new Set(marked)
  const foreign = unmarked.filter(step => {
    const own = candidates.find(candidate => candidate.key === step.key && isEcho(step, candidate))
    if (own) echoes.add(own.id)
    return !own
  })
  await confirm(ctx, [...echoes])
  return foreign
}

function isEcho({ after, fields }: Step, { set }: Candidate): boolean {
  return (
    after !== null && fields.every(field => field in set && (set[field] ?? null) === (after[field] ?? null))
  )
}

function lately(ctx: Context, objectId: string, steps: readonly Step[]): Promise<Candidate[]> {
  return rows<Candidate>(
    ctx.db,
    `select id, key, set from integration.operation where object_id = $1 and key = any($2::text[])
       and (state = 'sent' or (state = 'confirmed' and ended_at > $3::timestamptz - interval '${echoWithin}'))`,
    [objectId, [...new Set(steps.map(({ key }) => key))], ctx.now],
  )
}

async function confirm(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await run(
    ctx.db,
    `update integration.operation set state = 'confirmed', confirmed_by = 'echo', ended_at = $2, reason = null, said = null
     where id = any($1::uuid[]) and state in ('pending', 'sent')`,
    [ids.filter(id => /^[0-9a-f-]{36}$/.test(id)), ctx.now],
  )
}
