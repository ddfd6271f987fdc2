import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { type FieldProblem, Invalid, invalid, TooMuch } from '../../../../platform/errors.ts'
import { insertRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { JoinedSystem, SomeLimits } from '../../contract/connecting-shapes.ts'
import { sealedOf } from '../systems/secrets.ts'
import { type JoinedObject, objectsOf, systemOf } from '../systems/system.ts'
import { objectTable, systemTable } from '../tables.ts'
import { type Joining, joinProblems } from './joins.ts'
import { type Destination, readyDestination } from './settings.ts'
import { systemView } from './view.ts'

/** Joined objects of one system; each is a stream of its own to follow. */
const mostObjects = 50

type Creation = Omit<Destination, 'systemId'> & {
  name: string
  limits?: SomeLimits | undefined
  objects: readonly Joining[]
}

/** Joins a system with its objects in one act. Nothing is asked of it here: whoever follows systems begins with their first loads. */
export async function createSystem(ctx: Context, given: Creation): Promise<JoinedSystem> {
  const { connector, settings, secrets } = await readyDestination(ctx, {
    kind: given.kind,
    settings: given.settings,
    secrets: given.secrets,
  })
  await requireFreeName(ctx, given.name)
  nameAct(ctx, given.name)
  const id = newId()
  await insertRow(ctx, systemTable, {
    id,
    name: given.name,
    kind: connector.kind,
    settings,
    sealed: sealedOf(ctx, id, secrets),
    limits: given.limits ?? {},
    created_by: ctx.actor.id,
  })
  await insertObjects(ctx, { systemId: id, joins: given.objects, standing: [] })
  return systemView(ctx, id)
}

/** Joins further objects of a system. */
export async function addObjects(
  ctx: Context,
  { id, objects }: { id: string; objects: readonly Joining[] },
): Promise<JoinedSystem> {
  const system = await systemOf(ctx.db, id)
  // Two who add the same object at the same time: the second one sees what the first has added.
  await row(ctx.db, 'select 1 from integration.system where id = $1 for update', [id])
  nameAct(ctx, system.name)
  await insertObjects(ctx, { systemId: id, joins: objects, standing: await objectsOf(ctx.db, id) })
  return systemView(ctx, id)
}

/** The act tells which system it was about; said before anything is written. */
export function nameAct(ctx: Context, system: string): void {
  ctx.batch.params = { ...ctx.batch.params, system }
}

export async function requireFreeName(ctx: Context, name: string, id?: string): Promise<void> {
  const taken = await row(
    ctx.db,
    'select 1 from integration.system where lower(name) = lower($1) and id is distinct from $2',
    [name, id ?? null],
  )
  if (taken) throw invalid('name', 'integration.name-taken', `There is a system called “${name}” already.`)
}

type Insertion = { systemId: string; joins: readonly Joining[]; standing: readonly JoinedObject[] }
type Known = { id: string; space: string; name: string; key: readonly string[]; role: string; depth: number }

async function insertObjects(ctx: Context, { systemId, joins, standing }: Insertion): Promise<void> {
  if (joins.length + standing.length > mostObjects)
    throw new TooMuch(
      413,
      'integration.too-many-objects',
      `At most ${mostObjects} objects of a system can be joined.`,
      {
        most: mostObjects,
      },
    )
  const known = new Map(knownOf(standing).map(each => [nameOf(each), each]))
  const problems: FieldProblem[] = []
  const waiting = joins.map((join, at) => ({ join, path: `objects.${at}` }))
  // Parents before those that belong to them, in whatever order they were given.
  for (let before = -1; waiting.length > 0 && waiting.length !== before; ) {
    before = waiting.length
    for (const one of waiting.splice(0)) {
      const parent = one.join.parent ? known.get(nameOf(one.join.parent)) : null
      if (parent === undefined) waiting.push(one)
      else
        problems.push(
          ...(await insertOne(ctx, { ...one, systemId, parent, known, failed: problems.length > 0 })),
        )
    }
  }
  problems.push(...waiting.map(({ path, join }) => missingParent(path, join)))
  if (problems.length > 0) throw new Invalid(problems)
}

const nameOf = ({ space, name }: { space: string; name: string }) => JSON.stringify([space, name])

function knownOf(standing: readonly JoinedObject[]): Known[] {
  const byId = new Map(standing.map(each => [each.id, each]))
  return standing.map(({ id, space, name, shape, role, parentId }) => ({
    id,
    space,
    name,
    key: shape.key,
    role,
    depth: role === 'customer' ? 0 : parentId && byId.get(parentId)?.role === 'customer' ? 1 : 2,
  }))
}

type One = {
  join: Joining
  path: string
  systemId: string
  parent: Known | null
  known: Map<string, Known>
  failed: boolean
}

async function insertOne(ctx: Context, one: One): Promise<FieldProblem[]> {
  const { join, path, systemId, parent, known, failed } = one
  const { shape, role } = join
  const problems = [...joinProblems(ctx, join, path), ...tieProblems(one)]
  const id = newId()
  const depth = parent ? parent.depth + 1 : 0
  known.set(nameOf(shape), { id, space: shape.space, name: shape.name, key: shape.key, role, depth })
  if (problems.length > 0 || failed) return problems
  await insertRow(ctx, objectTable, {
    system_id: systemId,
    id,
    space: shape.space,
    name: shape.name,
    shape,
    role,
    document: join.document ?? null,
    parent_id: parent?.id ?? null,
    parent_fields: join.parentFields ?? null,
    mapping: join.mapping,
  })
  return []
}

/** A document may belong to a customer, or to a document that does; further away nobody would understand whose it is. */
const furthest = 2

function tieProblems({ join, path, parent, known }: One): FieldProblem[] {
  const { shape, parentFields } = join
  if (known.has(nameOf(shape)))
    return [
      {
        path: `${path}.shape.name`,
        code: 'integration.object-twice',
        message: `“${shape.name}” is joined already.`,
      },
    ]
  // Changes, and places in a log, name what they are of without its space.
  if (known.values().some(({ name }) => name === shape.name))
    return [
      {
        path: `${path}.shape.name`,
        code: 'integration.object-namesake',
        message: `Another “${shape.name}” of this system is joined already; their changes could not be told apart. Connect the system once more for this one.`,
      },
    ]
  if (!parent) return []
  if (parent.depth >= furthest)
    return [
      {
        path: `${path}.parent`,
        code: 'integration.too-far',
        message: `“${parent.name}” does not belong to a customer directly; choose what does.`,
      },
    ]
  return parentFields?.length === parent.key.length
    ? []
    : [
        {
          path: `${path}.parentFields`,
          code: 'integration.parent-fields',
          message: `The key of “${parent.name}” has another number of fields.`,
        },
      ]
}

function missingParent(path: string, { shape, parent }: Joining): FieldProblem {
  return {
    path: `${path}.parent`,
    code: 'integration.parent-missing',
    message: `The records of “${shape.name}” belong to “${parent?.name}”, which is not joined.`,
  }
}
