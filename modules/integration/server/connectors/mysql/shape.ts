import { CallFailed } from '../failures.ts'
import { changeMarksIn } from '../polling/columns.ts'
import type { RemoteField, RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { kindOf } from './values.ts'

/** Fields that are read; what is only bytes means nothing to a CRM. */
export function readable(object: RemoteObject): readonly RemoteField[] {
  return object.fields.filter(field => field.kind !== 'bytes')
}

const tablesText = `select table_name, table_rows from information_schema.tables
  where table_schema = database() and table_type = 'BASE TABLE' order by table_name`

const columnsText = `select table_name, column_name, data_type, column_type, is_nullable, character_set_name is not null
  from information_schema.columns where table_schema = database() and find_in_set('select', privileges) > 0
  order by table_name, ordinal_position`

const keysText = `select table_name, column_name from information_schema.key_column_usage
  where table_schema = database() and constraint_name = 'PRIMARY' order by table_name, ordinal_position`

const referencesText = `select table_name, constraint_name, column_name, referenced_table_name
  from information_schema.key_column_usage
  where table_schema = database() and referenced_table_schema = table_schema and referenced_table_name is not null
  order by table_name, constraint_name, ordinal_position`

/** What MariaDB calls JSON is a text with a check that it is one. */
const jsonText = `select table_name, check_clause from information_schema.check_constraints
  where constraint_schema = database() and check_clause like 'json_valid(%'`

/** The tables of the database that the account may read, with columns, key, foreign keys and the server's idea of their size. */
export async function tablesOf(client: Client, signal: AbortSignal): Promise<RemoteObject[]> {
  const ask = async (text: string) => (await client.ask(text, [], signal)).rows as string[][]
  const [tables, columns, keys, references] = [
    await ask(tablesText),
    await ask(columnsText),
    await ask(keysText),
    await ask(referencesText),
  ]
  const [[database = ''] = []] = await ask('select database()')
  // MySQL's list of checks does not say of which table they are, and it has a type for JSON.
  const checks = await ask(jsonText).catch((error: unknown) => {
    if (error instanceof CallFailed && error.kind === 'changed-shape') return []
    throw error
  })
  const isJson = (table: string, column: string) =>
    checks.some(
      ([of, clause]) => of === table && clause?.toLowerCase() === `json_valid(\`${column.toLowerCase()}\`)`,
    )
  const byTable = Map.groupBy(columns, ([table]) => table as string)
  const keysByTable = Map.groupBy(keys, ([table]) => table as string)
  const referencesByTable = Map.groupBy(references, ([table]) => table as string)
  return tables.flatMap(([name = '', rows]) => {
    const found = byTable.get(name)
    if (!found) return []
    const fields = found.map(column => fieldOf(column, isJson))
    return {
      space: database,
      name,
      fields,
      key: (keysByTable.get(name) ?? []).map(([, column]) => column as string),
      about: rows === null ? null : Number(rows),
      references: referencesOf(referencesByTable.get(name) ?? []),
      ...changeMarksIn(fields),
    }
  })
}

function fieldOf(
  [table = '', name = '', data = '', column = '', nullable, letters]: readonly unknown[],
  isJson: (table: string, column: string) => boolean,
): RemoteField {
  const kind = kindOf({ data: String(data), column: String(column), hasLetters: Number(letters) === 1 })
  return {
    name: String(name),
    kind: kind === 'text' && isJson(String(table), String(name)) ? 'json' : kind,
    optional: nullable === 'YES',
  }
}

function referencesOf(rows: readonly string[][]): RemoteObject['references'] {
  return [...Map.groupBy(rows, ([, constraint]) => constraint)].map(([, parts]) => ({
    fields: parts.map(([, , column]) => column as string),
    object: parts[0]?.[3] as string,
  }))
}

/** Throws `changed-shape` where a table that is joined, or a field of it, is not there any more. */
export async function assertShape(client: Client, object: RemoteObject, signal: AbortSignal): Promise<void> {
  const { rows } = await client.ask(
    'select column_name from information_schema.columns where table_schema = ? and table_name = ?',
    [object.space, object.name],
    signal,
  )
  assertFields(object, new Set(rows.map(([name]) => String(name))))
}

/** The same for names of columns that are known. */
export function assertFields(object: RemoteObject, there: ReadonlySet<string>): void {
  if (there.size === 0)
    throw new CallFailed('changed-shape', `The table ${object.name} is not there any more.`)
  const missing = readable(object).find(({ name }) => !there.has(name))
  if (missing)
    throw new CallFailed(
      'changed-shape',
      `The table ${object.name} has no column “${missing.name}” any more.`,
    )
}
