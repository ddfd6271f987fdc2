import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A module and the absolute path of its folder of migrations. The module's name is its schema. */
export type MigrationSource = { module: string; folder: string }

/** One migration file. */
export type Migration = {
  module: string
  name: string
  path: string
  sha256: string
  /** The statements to run one by one outside a transaction, or null: the whole file in one transaction. */
  outside: string[] | null
  sql: string
}

const fileName = /^\d{8}-\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/
const outsideMark = '-- tessera: no-transaction'
const nextMark = /^-- tessera: then\s*$/m

/** All migrations in the order in which they run: modules as given, then by file name. A missing folder has none. */
export function readMigrations(sources: readonly MigrationSource[]): Migration[] {
  return sources.flatMap(({ module, folder }) => {
    if (!/^[a-z][a-z0-9_-]*$/.test(module))
      throw new Error(`“${module}” cannot name a module and its schema.`)
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .filter(name => name.endsWith('.sql'))
      .sort()
      .map(name => readMigration(module, folder, name))
  })
}

/** The Postgres schema of a module: `data-quality` → `data_quality`. */
export function schemaOf(module: string): string {
  return module.replaceAll('-', '_')
}

/** One checksum over all migrations: changes when any file, its name or the order changes. */
export function checksumOf(migrations: readonly Migration[]): string {
  const hash = createHash('sha256')
  for (const { module, name, sha256 } of migrations) hash.update(`${module}/${name}:${sha256}\n`)
  return hash.digest('hex')
}

function readMigration(module: string, folder: string, name: string): Migration {
  const path = join(folder, name)
  if (!fileName.test(name)) {
    throw new Error(
      `${path}: a migration is named like 20261122-0930-create-something.sql (date, time, words).`,
    )
  }
  const sql = readFileSync(path, 'utf8')
  const sha256 = createHash('sha256').update(sql).digest('hex')
  const outside = sql.startsWith(outsideMark) ? sql.split(nextMark) : null
  return { module, name, path, sha256, outside, sql }
}
