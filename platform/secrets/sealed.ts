import type { Db } from '../context.ts'
import { rows, run } from '../database/statement.ts'
import { CannotOpen, type Sealer } from './seal.ts'

/**
 * A column of sealed texts; `id` is the column that names a row. Its table is none with history: what were restored from there
 * would be sealed under a key that is gone.
 */
export type SealedColumn = { table: string; id: string; column: string }

/** What a text in this place is sealed for. */
export function purposeOf({ table, column }: Pick<SealedColumn, 'table' | 'column'>, id: string): string {
  return `${table}.${column}:${id}`
}

export type Resealed = { resealed: number; unreadable: { purpose: string; why: string }[] }

/** Seals anew, under the newest key, what was sealed under older ones. What cannot be opened stays as it is and is told. */
export async function resealAll(
  ctx: { db: Db; secrets: Sealer },
  columns: readonly SealedColumn[],
): Promise<Resealed> {
  const done: Resealed = { resealed: 0, unreadable: [] }
  for (const place of columns) await resealColumn(ctx, place, done)
  return done
}

/** How many rows are read at once. */
const portion = 500

async function resealColumn(
  { db, secrets }: { db: Db; secrets: Sealer },
  place: SealedColumn,
  done: Resealed,
): Promise<void> {
  const { table, id, column } = place
  // Locked in the order of their names, so that a writer of the same rows waits for us or we for him.
  const text = `select ${id}::text as id, ${column} as sealed from ${table}
    where ${column} is not null and ($1::text is null or ${id}::text > $1) order by ${id}::text limit ${portion} for update`
  for (let last: string | null = null; ; ) {
    const found: { id: string; sealed: string }[] = await rows(db, text, [last])
    const sealed = found.flatMap(row => {
      const text = anew(secrets, row.sealed, { purpose: purposeOf(place, row.id), done })
      return text === null ? [] : [{ id: row.id, text }]
    })
    done.resealed += await run(
      db,
      `update ${table} as t set ${column} = s.text from unnest($1::text[], $2::text[]) as s (id, text) where t.${id}::text = s.id`,
      [sealed.map(each => each.id), sealed.map(({ text }) => text)],
    )
    if (found.length < portion) return
    last = found.at(-1)?.id ?? null
  }
}

/** Null where there is nothing to do, or nothing can be done. */
function anew(
  secrets: Sealer,
  sealed: string,
  { purpose, done }: { purpose: string; done: Resealed },
): string | null {
  try {
    const text = secrets.open(sealed, purpose)
    return secrets.isOutdated(sealed) ? secrets.seal(text, purpose) : null
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    done.unreadable.push({ purpose, why: error.message })
    return null
  }
}
