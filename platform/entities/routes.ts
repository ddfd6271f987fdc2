import type { Actor } from '../access/actor.ts'
import { visibleFields } from '../access/fields.ts'
import type { Context } from '../context.ts'
import type { ReplyOf } from '../contract/endpoint.ts'
import { row, rows, run } from '../database/statement.ts'
import { NotFound, Refused } from '../errors.ts'
import { newId } from '../ids.ts'
import { routes } from '../module.ts'
import type { EntityCatalogue } from './catalogue.ts'
import { fieldsContract } from './contract.ts'
import type { EntityDescriptor } from './descriptor.ts'

type OwnField = ReplyOf<typeof fieldsContract.create>

export const fieldsRoutes = routes(fieldsContract, {
  entities: async ctx => ({ items: entitiesFor(ctx.catalogue, ctx.actor) }),
  list: async (ctx, { query }) => ({ items: await ownFields(ctx, query.entity) }),
  create: (ctx, { body }) => addField(ctx, body),
  change: (ctx, { params, body }) => changeField(ctx, params.id, body),
  remove: (ctx, { params }) => removeField(ctx, params.id),
})

/** The entities an actor may read, without the fields he may not see and without SQL. */
export function entitiesFor(catalogue: EntityCatalogue, actor: Actor): EntityDescriptor[] {
  return [...catalogue.registry().values()]
    .filter(entity => actor.permissions.has(entity.permissions.read))
    .map(entity => ({
      ...entity,
      fields: visibleFields(entity, actor).map(
        ({ expression: _sql, sortColumns: _columns, ...field }) => field,
      ),
    }))
}

const columns = 'id, entity, key, label, kind, choices, required, position, version'

async function ownFields(ctx: Context, entity: string | undefined): Promise<OwnField[]> {
  return rows<OwnField>(
    ctx.db,
    `select ${columns} from platform.custom_field where $1::text is null or entity = $1 order by entity, position, key`,
    [entity ?? null],
  )
}

type NewField = {
  entity: string
  key: string
  label: string
  kind: string
  choices?: unknown
  required?: boolean | undefined
}

async function addField(ctx: Context, field: NewField): Promise<OwnField> {
  if (!ctx.catalogue.entity(field.entity).customFields)
    throw new Refused('platform.no-own-fields', 'This kind of record takes no own fields.')
  const added = await row<OwnField>(
    ctx.db,
    `insert into platform.custom_field (id, entity, key, label, kind, choices, required, created_by, position)
     select $1, $2, $3, $4, $5, $6, $7, $8, coalesce(max(position) + 1, 0) from platform.custom_field where entity = $2
     returning ${columns}`,
    [
      newId(),
      field.entity,
      field.key,
      field.label,
      field.kind,
      JSON.stringify(field.choices ?? []),
      field.required ?? false,
      ctx.actor.id,
    ],
  )
  await told(ctx, added as OwnField)
  return added as OwnField
}

async function changeField(
  ctx: Context,
  id: string,
  set: { label?: string | undefined; choices?: unknown; position?: number | undefined },
): Promise<OwnField> {
  const changed = await row<OwnField>(
    ctx.db,
    `update platform.custom_field set label = coalesce($2, label), choices = coalesce($3, choices), position = coalesce($4, position), version = version + 1 where id = $1 returning ${columns}`,
    [id, set.label ?? null, set.choices ? JSON.stringify(set.choices) : null, set.position ?? null],
  )
  if (!changed) throw new NotFound('field')
  await told(ctx, changed)
  return changed
}

async function removeField(ctx: Context, id: string): Promise<null> {
  const found = await row<OwnField>(ctx.db, `select ${columns} from platform.custom_field where id = $1`, [
    id,
  ])
  if (!found) throw new NotFound('field')
  await run(ctx.db, 'delete from platform.custom_field where id = $1', [id])
  await told(ctx, found)
  return null
}

export const fieldsChanged = 'fields.changed'

async function told(ctx: Context, field: OwnField): Promise<void> {
  await ctx.emit({
    kind: fieldsChanged,
    entity: 'field',
    rootId: field.id,
    recordId: field.id,
    data: { entity: field.entity },
  })
}
