import type { Context } from '../../../../platform/context.ts'
import { Invalid } from '../../../../platform/errors.ts'
import { changeRow } from '../../../../platform/history/rows.ts'
import type { JoinedSystem, SomeLimits } from '../../contract/connecting-shapes.ts'
import type { Settings } from '../connectors/port.ts'
import { sealedOf } from '../systems/secrets.ts'
import {
  type DocumentRole,
  type FieldRule,
  type JoinedObject,
  objectOf,
  type StoredSystem,
  systemOf,
} from '../systems/system.ts'
import { objectTable, systemTable } from '../tables.ts'
import { documentFieldProblems, mappingProblems } from './joins.ts'
import { nameAct, requireFreeName } from './joining.ts'
import { translateAnew } from './loads.ts'
import { readyDestination } from './settings.ts'
import { systemView } from './view.ts'

type SystemChange = {
  id: string
  version?: number | undefined
  set: {
    name?: string | undefined
    settings?: Settings | undefined
    secrets?: Readonly<Record<string, string>> | undefined
    limits?: SomeLimits | undefined
  }
}

/** Changes what was said of a system; whoever follows it goes on with what holds now. */
export async function changeSystem(ctx: Context, { id, version, set }: SystemChange): Promise<JoinedSystem> {
  const system = await systemOf(ctx.db, id)
  if (set.name !== undefined) await requireFreeName(ctx, set.name, id)
  const columns = {
    ...(set.name === undefined ? {} : { name: set.name }),
    ...(set.limits === undefined ? {} : { limits: set.limits }),
    ...(await connectionColumns(ctx, system, set)),
  }
  nameAct(ctx, set.name ?? system.name)
  await changeRow(ctx, systemTable, { key: { rootId: id, id }, set: columns, version })
  return systemView(ctx, id)
}

async function connectionColumns(
  ctx: Context,
  system: StoredSystem,
  { settings, secrets }: SystemChange['set'],
) {
  if (settings === undefined && secrets === undefined) return {}
  const ready = await readyDestination(ctx, {
    kind: system.kind,
    settings: settings ?? system.settings,
    secrets,
    systemId: system.id,
  })
  return {
    settings: ready.settings,
    // Each sealing gives another text, so what nobody has entered stays sealed as it is.
    ...(secrets && Object.keys(secrets).length > 0
      ? { sealed: sealedOf(ctx, system.id, ready.secrets) }
      : {}),
  }
}

/** Switches a system off, so that nothing is asked of it and nothing sent, or on again. */
export async function switchSystem(
  ctx: Context,
  { id, on }: { id: string; on: boolean },
): Promise<JoinedSystem> {
  const system = await systemOf(ctx.db, id)
  nameAct(ctx, system.name)
  if (on !== (system.offSince === null)) {
    const set = on ? { off_since: null, off_by: null } : { off_since: ctx.now, off_by: ctx.actor.id }
    await changeRow(ctx, systemTable, { key: { rootId: id, id }, set })
  }
  return systemView(ctx, id)
}

type ObjectChange = {
  id: string
  version?: number | undefined
  mapping?: readonly FieldRule[] | undefined
  document?: DocumentRole | undefined
}

/** Changes what is done with the fields of an object; customers are translated anew by it, from our copy. */
export async function changeObject(
  ctx: Context,
  { id, version, mapping, document }: ObjectChange,
): Promise<JoinedSystem> {
  const object = await objectOf(ctx.db, id)
  const system = await systemOf(ctx.db, object.systemId)
  requireSound(ctx, object, { mapping, document })
  nameAct(ctx, system.name)
  const set = { ...(mapping ? { mapping } : {}), ...(document ? { document } : {}) }
  const key = { rootId: object.systemId, id }
  const { changed } = await changeRow(ctx, objectTable, { key, set, version })
  if (changed && mapping) await translateAnew(ctx, { object, mapping })
  return systemView(ctx, object.systemId)
}

function requireSound(
  ctx: Context,
  object: JoinedObject,
  { mapping, document }: Omit<ObjectChange, 'id'>,
): void {
  const { shape, role } = object
  const problems = mapping ? mappingProblems(ctx, { shape, role, mapping, path: 'mapping' }) : []
  if (document && role === 'customer')
    problems.push({
      path: 'document',
      code: 'integration.not-a-document',
      message: 'Customers are no documents.',
    })
  else if (document) problems.push(...documentFieldProblems(shape, document, 'document'))
  if (problems.length > 0) throw new Invalid(problems)
}
