import type { Context } from '../../context.ts'
import { row } from '../../database/statement.ts'
import type { Suggestion } from '../mapping.ts'
import type { ImportField } from '../target.ts'
import type { Import } from './imports.ts'
import type { ImportOptions } from './options.ts'

/** An import that the actor has done before from a file with the very same columns. */
export type Before = Pick<Import, 'mapping' | 'options' | 'fileName' | 'createdAt'>

/**
 * The latest import of the actor whose file had the same columns, in whatever order, and which went through: how its columns went
 * and what was said for all rows is the template for the next one. Null where there is none, or where a field of it is gone.
 */
export async function importBefore(
  ctx: Context,
  { entity, columns, fields }: { entity: string; columns: readonly string[]; fields: readonly ImportField[] },
): Promise<Before | null> {
  const found = await row<Before>(
    ctx.db,
    `select mapping, options, file_name as "fileName", created_at as "createdAt" from platform.import
     where actor_id = $1::uuid and entity = $2 and state = 'done' and not dry_run
       and (select array_agg(k order by k) from jsonb_object_keys(mapping) k) = (select array_agg(k order by k) from unnest($3::text[]) k)
     order by created_at desc limit 1`,
    [ctx.actor.id, entity, columns],
  )
  if (!found) return null
  const known = new Set(fields.map(({ key }) => key))
  const isThere = Object.values(found.mapping).every(({ target }) => target === null || known.has(target))
  if (!isThere) return null
  const { sheet: _sheet, alike: _alike, ...options } = found.options
  return { ...found, options }
}

/** Suggestions as the columns went before; what is known of their values stays. */
export function suggestedAs(before: Before, suggestions: readonly Suggestion[]): Suggestion[] {
  return suggestions.map(({ target: _target, kind: _kind, label: _label, ...rest }) => ({
    ...rest,
    confidence: 1,
    ...(before.mapping[rest.column] ?? { target: null }),
  }))
}

/** What was said before, under what came with the file. */
export function optionsAs(before: Before, given: ImportOptions): ImportOptions {
  const constants = { ...before.options.constants, ...given.constants }
  return { ...before.options, ...given, ...(Object.keys(constants).length > 0 ? { constants } : {}) }
}
