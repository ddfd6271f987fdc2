import type { PoolClient } from 'pg'
import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'

/** How a statement is put to the database: on the connection of an import, or in the transaction of an act. */
export type Ask = <T extends object>(text: string, values: readonly unknown[]) => Promise<T[]>

export const askOn =
  (client: PoolClient): Ask =>
  async <T extends object>(text: string, values: readonly unknown[]) =>
    (await client.query<T>(text, [...values])).rows

export const askIn =
  ({ db }: Pick<Context, 'db'>): Ask =>
  (text, values) =>
    rows(db, text, values)
