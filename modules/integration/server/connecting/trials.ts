import type { Context } from '../../../../platform/context.ts'
import type { ConnectionFailure, ConnectionFinding, FoundObject } from '../../contract/connecting-shapes.ts'
import { likelyRoles } from './likely-roles.ts'
import type { Destination } from './settings.ts'
import { overTrial } from './trying.ts'

/** Tries a connection: what is right, what is missing, or why nobody could be spoken with. */
export async function tryConnection(
  ctx: Context,
  given: Destination,
): Promise<{ findings: ConnectionFinding[]; failure: ConnectionFailure | null }> {
  const { value, failure } = await overTrial(ctx, given, (connection, signal) => connection.test(signal))
  const findings = (value ?? []).map(({ code, level, params = {} }) => ({
    code,
    level,
    params: { ...params },
  }))
  return { findings, failure }
}

/** A system with more tables than that is chosen from by its own administrators first: by the rights of the account. */
const mostObjects = 2000
const mostFields = 1000

/** What can be joined, likely ones first; `left` is how many there are besides. */
export async function findObjects(
  ctx: Context,
  given: Destination,
): Promise<{ objects: FoundObject[]; left: number; failure: ConnectionFailure | null }> {
  const { value, failure } = await overTrial(ctx, given, (connection, signal) => connection.objects(signal))
  const fit = (value ?? []).filter(({ fields }) => fields.length > 0 && fields.length <= mostFields)
  const objects = likelyRoles(fit)
  return { objects: objects.slice(0, mostObjects), left: Math.max(0, objects.length - mostObjects), failure }
}
