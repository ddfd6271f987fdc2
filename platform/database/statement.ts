import { CompiledQuery } from 'kysely'
import type { Db } from '../context.ts'

/** Runs hand-written SQL with bound values on the request's connection; rows as plain objects. */
export async function rows<T>(db: Db, text: string, values: readonly unknown[] = []): Promise<T[]> {
  const result = await db.executeQuery<T>(CompiledQuery.raw(text, [...values]))
  return result.rows
}

/** The first row, if there is one. */
export async function row<T>(db: Db, text: string, values: readonly unknown[] = []): Promise<T | undefined> {
  return (await rows<T>(db, text, values))[0]
}

/** Runs a write and says how many rows it touched. */
export async function run(db: Db, text: string, values: readonly unknown[] = []): Promise<number> {
  const result = await db.executeQuery(CompiledQuery.raw(text, [...values]))
  return Number(result.numAffectedRows ?? 0n)
}
