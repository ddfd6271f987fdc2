import type { Client } from './client.ts'

/** What a server is and what it writes into its log. */
export type Facts = {
  version: string
  isMariaDb: boolean
  /** Names the server, so that another one at the same address is noticed. */
  server: string
  hasLog: boolean
  format: string
  image: string
  names: string
  /** Whether the log says which statement has changed the rows. */
  hasStatements: boolean
  /** For how many days the log is kept; null for ever. */
  keptDays: number | null
  /** Places in the log that mean the same after a restart; MariaDB always has them. */
  hasGtid: boolean
  mayFollow: boolean
}

const namesOfVariables = [
  'server_id',
  'server_uuid',
  'log_bin',
  'binlog_format',
  'binlog_row_image',
  'binlog_row_metadata',
  'binlog_annotate_row_events',
  'binlog_rows_query_log_events',
  'binlog_expire_logs_seconds',
  'expire_logs_days',
  'gtid_mode',
]

/** Asked by name, since MySQL and MariaDB each lack some of them. */
const variablesText = `show global variables where variable_name in (${namesOfVariables.map(name => `'${name}'`).join(', ')})`

const rightsText = `select count(*) from information_schema.user_privileges
  where privilege_type like 'REPLICATION SLAVE' and replace(grantee, '''', '') = current_user()`

export async function factsOf(client: Client, signal: AbortSignal): Promise<Facts> {
  const ask = async (text: string) => (await client.ask(text, [], signal)).rows
  const [[version] = []] = await ask('select version()')
  const [[rights] = []] = await ask(rightsText)
  const rows = await ask(variablesText)
  const variables = new Map(rows.map(([name, value]) => [String(name).toLowerCase(), String(value)]))
  const value = (name: string) => variables.get(name) ?? ''
  const isOn = (name: string) => /^(on|1)$/i.test(value(name))
  const isMariaDb = /mariadb/i.test(String(version))
  const kept =
    Number(value('binlog_expire_logs_seconds') || 0) / 86_400 || Number(value('expire_logs_days') || 0)
  return {
    version: String(version),
    isMariaDb,
    server: value('server_uuid') || value('server_id'),
    hasLog: isOn('log_bin'),
    format: value('binlog_format'),
    image: value('binlog_row_image'),
    names: value('binlog_row_metadata'),
    hasStatements: isOn('binlog_annotate_row_events') || isOn('binlog_rows_query_log_events'),
    keptDays: kept > 0 ? kept : null,
    hasGtid: isMariaDb || isOn('gtid_mode'),
    mayFollow: Number(rights) > 0,
  }
}

/**
 * Whether changes can be taken from the log: it has whole rows with the names of their columns (or, after a table has changed, values
 * would be read into the wrong ones), places that last, and is open to the account.
 */
export function hasReadableLog({ hasLog, format, image, names, hasGtid, mayFollow }: Facts): boolean {
  return hasLog && format === 'ROW' && image === 'FULL' && names === 'FULL' && hasGtid && mayFollow
}
