import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { CannotOpen } from '../../../../platform/secrets/seal.ts'
import type { Joined, JoinedSystem, SystemKind, TargetField } from '../../contract/connecting-shapes.ts'
import { connectorKinds, connectorOf } from '../connectors/kinds.ts'
import { type JoinedObject, objectsOf, type StoredSystem, systemOf } from '../systems/system.ts'
import { secretsIn } from './settings.ts'
import { targetFields } from './suggesting.ts'

/** The kinds of systems with their settings, and the fields of customers that can be filled. */
export function systemKinds(ctx: Context): { items: SystemKind[]; targets: TargetField[] } {
  const items = connectorKinds(ctx).map(({ kind, abilities, settings }) => ({
    kind,
    abilities: [...abilities],
    settings: settings.map(({ key, kind: form, required = false, initial, options = [] }) => ({
      key,
      kind: form,
      required,
      initial: initial ?? null,
      options: [...options],
    })),
  }))
  return { items, targets: targetFields(ctx) }
}

type Rest = { createdAt: Date; open: number }

/** A system with what is joined of it. Its secrets are never in it; its settings are for those who manage systems. */
export async function systemView(ctx: Context, id: string): Promise<JoinedSystem> {
  const system = await systemOf(ctx.db, id)
  const rest = (await row<Rest>(
    ctx.db,
    `select s.created_at as "createdAt", (select count(*)::int from integration.operation o
       where o.system_id = s.id and o.state in ('asked', 'pending', 'sent')) as open
     from integration.system s where s.id = $1`,
    [id],
  )) as Rest
  return {
    id,
    version: system.version,
    name: system.name,
    kind: system.kind,
    abilities: [...connectorOf(ctx, system.kind).abilities],
    settings: ctx.actor.permissions.has('integration.manage') ? { ...system.settings } : null,
    ...secretsState(ctx, system),
    limits: system.limits,
    offSince: system.offSince?.toISOString() ?? null,
    drillSince: system.drillSince?.toISOString() ?? null,
    createdAt: rest.createdAt.toISOString(),
    openOperations: rest.open,
    objects: await joinedOf(ctx, id),
  }
}

function secretsState(ctx: Context, system: StoredSystem): Pick<JoinedSystem, 'secretsSet' | 'secretsLost'> {
  try {
    return { secretsSet: Object.keys(secretsIn(ctx, system)), secretsLost: false }
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    return { secretsSet: [], secretsLost: true }
  }
}

type Counted = { id: string; records: number; customers: number; refused: number }

async function joinedOf(ctx: Context, systemId: string): Promise<Joined[]> {
  const objects = await objectsOf(ctx.db, systemId)
  const counted = await rows<Counted>(
    ctx.db,
    `select o.id, (select count(*)::int from integration.mirror m where m.object_id = o.id and m.gone_at is null) as records,
       (select count(*)::int from integration.crosswalk c where c.object_id = o.id) as customers,
       (select count(*)::int from integration.refusal r where r.object_id = o.id) as refused
     from unnest($1::uuid[]) o(id)`,
    [objects.map(({ id }) => id)],
  )
  const byId = new Map(counted.map(({ id, ...counts }) => [id, counts]))
  return objects.map(object => ({ ...shownOf(object), ...(byId.get(object.id) as Omit<Counted, 'id'>) }))
}

function shownOf(object: JoinedObject): Omit<Joined, 'records' | 'customers' | 'refused'> {
  const { id, version, space, name, shape, role, document, parentId, parentFields, mapping } = object
  const copied = shape as Joined['shape']
  return { id, version, space, name, shape: copied, role, document, parentId, parentFields, mapping }
}
