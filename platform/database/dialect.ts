import { CompiledQuery, type Dialect, type Driver, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { sendingTogether } from './sending.ts'

/**
 * The Kysely dialect of a pool. `transactionTimeout` (milliseconds, 0 = none) puts a statement timeout on every
 * transaction by SET LOCAL: the only way that is safe behind a pooler in transaction mode.
 */
export function dialectFor(pool: pg.Pool, options: { transactionTimeout?: number } = {}): Dialect {
  const { transactionTimeout } = options
  if (transactionTimeout === undefined) return new PostgresDialect({ pool: sendingTogether(pool) })
  const dialect = new PostgresDialect({ pool })
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: db => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => withTimeout(dialect.createDriver(), transactionTimeout),
  }
}

function withTimeout(driver: Driver, milliseconds: number): Driver {
  const begin = driver.beginTransaction.bind(driver)
  driver.beginTransaction = async (connection, settings) => {
    await begin(connection, settings)
    await connection.executeQuery(
      CompiledQuery.raw(`set local statement_timeout = ${Math.floor(milliseconds)}`),
    )
  }
  return driver
}
