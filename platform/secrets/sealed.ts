import type { Db } from '../context.ts'
import { rows, run } from '../database/statement.ts'
import type { Module } from '../module.ts'
import { CannotOpen, type Sealer } from './seal.ts'

/**
 * A column of sealed texts; `id` is the column that names a row. Where the table has history it is one of root records, since what
 * a root owned is not looked for in the image of a root that was deleted.
 */
export type SealedColumn = { table: string; id: string; column: string }

/** Where sealed texts are; `entity` is the name under which history keeps them too, null where it does not. */
export type SealedPlace = SealedColumn & { entity: string | null }

/** All places of all modules. */
export function sealedPlaces(modules: readonly Module[]): SealedPlace[] {
  const tables = modules.flatMap(module => module.tables ?? [])
  const entityOf = (table: string) => tables.find(each => each.table === table)?.entity ?? null
  return modules.flatMap(module =>
    (module.sealed ?? []).map(place => ({ ...place, entity: entityOf(place.table) })),
  )
}

/** What a text in this place is sealed for. */
export function purposeOf({ table, column }: Pick<SealedColumn, 'table' | 'column'>, id: string): string {
  return `${table}.${column}:${id}`
}

/** `images`: how many rows of history were sealed anew. */
export type Resealed = { images: number; resealed: number; unreadable: { purpose: string; why: string }[] }

/** Seals anew, under the newest key, what was sealed under older ones. What cannot be opened stays as it is and is told. */
export async function resealAll(
  { db, secrets }: { db: Db; secrets: Sealer },
  places: readonly SealedPlace[],
): Promise<Resealed> {
  const done: Resealed = { resealed: 0, images: 0, unreadable: [] }
  const ctx = { db, secrets: sealingAlike(secrets) }
  for (const place of places) {
    await resealColumn(ctx, place, done)
    if (place.entity !== null) done.images += await resealImages(ctx, place, place.entity)
  }
  return done
}

/** What was the same stays the same: undo compares what stands in a row with what history says was written there. */
function sealingAlike(secrets: Sealer): Sealer {
  const known = new Map<string, string>()
  return {
    ...secrets,
    seal: (text, purpose) => {
      const name = `${purpose}\0${text}`
      const sealed = known.get(name) ?? secrets.seal(text, purpose)
      known.set(name, sealed)
      return sealed
    },
  }
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

type Image = { rootId: string; id: string; recordId: string; before: string | null; after: string | null }

/** Else what is taken back or restored would come under a key that is gone. What cannot be opened there helps nobody any more. */
async function resealImages(
  { db, secrets }: { db: Db; secrets: Sealer },
  place: SealedColumn,
  entity: string,
): Promise<number> {
  const found = await rows<Image>(
    db,
    `select root_id as "rootId", id, record_id as "recordId", before ->> $2 as before, after ->> $2 as after from platform.change
     where entity = $1 and (before ->> $2 is not null or after ->> $2 is not null) for update`,
    [entity, place.column],
  )
  let count = 0
  for (const { rootId, id, recordId, before, after } of found) {
    const told = { purpose: purposeOf(place, recordId), done: { resealed: 0, images: 0, unreadable: [] } }
    const [was, became] = [before, after].map(text => text && anew(secrets, text, told))
    if (!was && !became) continue
    count += await run(
      db,
      `update platform.change set
         before = case when $4::text is null then before else jsonb_set(before, array[$3], to_jsonb($4::text)) end,
         after = case when $5::text is null then after else jsonb_set(after, array[$3], to_jsonb($5::text)) end
       where root_id = $1 and id = $2`,
      [rootId, id, place.column, was ?? null, became ?? null],
    )
  }
  return count
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
