import { CallFailed } from '../connectors/failures.ts'
import type { Connection, RemoteObject } from '../connectors/port.ts'
import type { JoinedObject } from '../systems/system.ts'

/**
 * The joined objects as they are there now, by our id. Throws `changed-shape` where one is gone, or has lost its key or a field that is
 * used: whoever joined it has to look again. New fields do not matter.
 */
export async function freshShapes(
  connection: Connection,
  objects: readonly JoinedObject[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, RemoteObject>> {
  const there = await connection.objects(signal)
  return new Map(objects.map(object => [object.id, freshShape(object, there)]))
}

function freshShape(object: JoinedObject, there: readonly RemoteObject[]): RemoteObject {
  const { name, mapping, document, parentFields, shape } = object
  const found = there.find(each => each.name === shape.name && each.space === shape.space)
  if (!found)
    throw new CallFailed('changed-shape', `“${name}” is not there any more, or our account may not see it.`)
  if (found.key.join() !== shape.key.join())
    throw new CallFailed(
      'changed-shape',
      `The key of “${name}” is now ${found.key.join(', ') || 'none'}; it was ${shape.key.join(', ')}.`,
    )
  const fields = new Set(found.fields.map(field => field.name))
  const { kind: _kind, ...named } = document ?? { kind: 'other' }
  const used = [...mapping.map(({ field }) => field), ...(parentFields ?? []), ...Object.values(named)]
  const lost = [...new Set(used)].filter((field): field is string => field !== null && !fields.has(field))
  if (lost.length > 0)
    throw new CallFailed('changed-shape', `“${name}” has no field ${lost.join(', ')} any more.`)
  return found
}
