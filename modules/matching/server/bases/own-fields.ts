import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { FieldKind } from '../../../../platform/entities/descriptor.ts'
import { fieldsChanged } from '../../../../platform/entities/routes.ts'
import { hasText, translate } from '../../../../platform/i18n/index.ts'
import { newId } from '../../../../platform/ids.ts'
import type { Arrival } from '../../../customers/index.ts'
import { keptKey, wordColumns } from './vocabulary.ts'

/** Makes the own fields that these customers-to-be bring and customers do not have yet. They stay when a stage is undone: others may use them by then. */
export async function ownFieldsFor(ctx: Context, arrivals: readonly Arrival[]): Promise<void> {
  const used = new Set(arrivals.flatMap(({ custom }) => Object.keys(custom ?? {})))
  const known = new Set(ctx.catalogue.entity('customer').fields.map(({ key }) => key))
  const missing = [...used].filter(key => !known.has(`custom.${key}`))
  if (missing.length === 0) return
  const made = missing.map(key => ({ id: newId(), key, ...described(ctx, key) }))
  const put = await rows<{ id: string }>(
    ctx.db,
    `insert into platform.custom_field (id, entity, key, label, kind, choices, position, created_by)
     select f.id, 'customer', f.key, f.label, f.kind, '[]', (select coalesce(max(position), 0) + 1 from platform.custom_field where entity = 'customer'), $2
     from jsonb_to_recordset($1::jsonb) f(id uuid, key text, label text, kind text) on conflict (entity, key) do nothing returning id`,
    [JSON.stringify(made), ctx.actor.id],
  )
  for (const { id } of put)
    await ctx.emit({
      kind: fieldsChanged,
      entity: 'field',
      rootId: id,
      recordId: id,
      data: { entity: 'customer' },
    })
  await ctx.catalogue.refresh(ctx.db)
}

/** What an own field of the base, or one that keeps originals, is called and holds. */
function described(ctx: Context, key: string): { label: string; kind: FieldKind } {
  const theirs = ctx.catalogue.entity('base-record').fields
  const own = theirs.find(field => field.key === `custom.${key}`)
  if (own) return { label: own.label ?? key, kind: own.kind }
  const column = [
    ...Object.keys(wordColumns),
    ...theirs.flatMap(({ key, custom }) => (custom ? [key] : [])),
  ].find(field => keptKey(field) === key)
  return { label: keptLabel(ctx, column ?? key), kind: 'text' }
}

/** “Level (there)”, in the language of the one who takes over. */
export function keptLabel(ctx: Context, field: string): string {
  const label = ctx.catalogue.entity('base-record').fields.find(({ key }) => key === field)?.label
  const text = `entity.customer.${field}`
  const name = label ?? (hasText(text) ? translate(ctx.locale, text) : field)
  return translate(ctx.locale, 'matching.bases.there', { field: name }).slice(0, 200)
}
