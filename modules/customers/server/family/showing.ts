import type { Context } from '../../../../platform/context.ts'
import { column } from '../../../../platform/database/sql-writer.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { lowerRows } from '../../../../platform/history/overlay.ts'
import type { Row } from '../../../../platform/history/rows.ts'
import { learnWords } from '../../../../platform/search/words.ts'
import { wordsIn } from '../names.ts'
import { customerTable } from '../tables.ts'
import { settle } from './deriving.ts'

/** Columns whose value may come from another member of the family. Whose a record is never does: rights hang on it. */
export const sharedColumns = [
  'name',
  'given_name',
  'family_name',
  'sort_name',
  'words',
  'job_title',
  'birth_date',
  'org_number',
  'industry',
  'employees',
  'website',
  'level',
  'language',
  'city',
  'postcode',
  'country',
  'email',
  'phone',
  'tags',
  'custom',
  'last_contact_at',
] as const
export type SharedColumn = (typeof sharedColumns)[number]

/** Does something to rows, which show their own values meanwhile, for writes that have no history. */
export async function lowered(
  ctx: Context,
  ids: readonly string[],
  write: () => Promise<unknown>,
): Promise<void> {
  await lowerRows(ctx.db, customerTable, ids)
  await write()
  await settle(ctx, ids)
}

/** A member of a family with its own values, by column, as JSON gives them. */
export type MemberRow = { id: string; root: string } & Row

/** The members of these families with their own values, roots included, oldest first. Rows are locked for `showGolden`. */
export async function ownRows(
  ctx: Pick<Context, 'db'>,
  roots: readonly string[],
  { lock }: { lock: boolean },
): Promise<MemberRow[]> {
  if (lock)
    await run(
      ctx.db,
      'select from customers.customer t where t.id = any($1::uuid[]) order by t.id for no key update',
      [roots],
    )
  const found = await rows<{ image: Row & { id: string; merged_into: string | null } }>(
    ctx.db,
    `select to_jsonb(n) as image from customers.customer t, jsonb_populate_record(t, coalesce(t.own, '{}')) n
     where t.id = any($1::uuid[])
     union all select to_jsonb(t) from customers.customer t where t.merged_into = any($1::uuid[])`,
    [roots],
  )
  return found
    .map(({ image }) => ({ ...image, root: image.merged_into ?? image.id }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** What a root shall show, by column, as JSON; columns that are left out show its own value. */
export type Golden = { id: string; values: Partial<Record<SharedColumn, unknown>> }

/**
 * Shows these values in the rows of the roots, whose own ones are kept beside them. Neither version nor history: nobody has
 * changed anything. The words of a root are those of its whole family, so that every list finds it by each of its names.
 */
export async function showGolden(ctx: Pick<Context, 'db'>, golden: readonly Golden[]): Promise<void> {
  if (golden.length === 0) return
  const ids = golden.map(({ id }) => id).sort()
  await run(
    ctx.db,
    'select from customers.customer t where t.id = any($1::uuid[]) order by t.id for no key update',
    [ids],
  )
  await lowerRows(ctx.db, customerTable, ids)
  await learnWords(
    ctx.db,
    golden.flatMap(({ values }) => (typeof values.words === 'string' ? wordsIn(values.words) : [])),
  )
  const columns = sharedColumns.map(column)
  await run(
    ctx.db,
    `with given as (select (g ->> 'id')::uuid as id, g -> 'values' as v from jsonb_array_elements($1::jsonb) g),
     shown as (
       select t.id, n, to_jsonb(t) as was, to_jsonb(n) as becomes from given g
       join customers.customer t on t.id = g.id, jsonb_populate_record(t, g.v) n)
     update customers.customer t set (${columns.join(', ')}, own) = (
       select ${columns.map(name => `(s.n).${name}`).join(', ')},
         (select jsonb_object_agg(k, s.was -> k) from unnest($2::text[]) k where s.was -> k is distinct from s.becomes -> k))
     from shown s where t.id = s.id and s.was <> s.becomes`,
    [JSON.stringify(golden), sharedColumns],
  )
}
