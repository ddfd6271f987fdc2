import { finding } from '../findings.ts'
import type { Finding, RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { type Facts, factsOf, hasReadableLog } from './facts.ts'
import { tablesOf } from './shape.ts'

/** A weekend and a holiday: for so long nobody may notice that we do not follow. */
const fewestDays = 4

/** What the server does to rows by itself when another row goes; its log does not tell of it. */
const cascadesText = `select count(*) from information_schema.referential_constraints
  where constraint_schema = database() and (delete_rule in ('CASCADE', 'SET NULL') or update_rule in ('CASCADE', 'SET NULL'))`

const mayWriteText = `select count(distinct table_name) from information_schema.columns
  where table_schema = database() and find_in_set('update', privileges) > 0`

/** What stands in the way of following and writing, each with what to do about it. */
export async function checks(client: Client, signal: AbortSignal): Promise<Finding[]> {
  const count = async (text: string) => Number((await client.ask(text, [], signal)).rows[0]?.[0] ?? 0)
  const facts = await factsOf(client, signal)
  const tables = await tablesOf(client, signal)
  const cascades = await count(cascadesText)
  const writable = await count(mayWriteText)
  return [
    { code: 'answers', level: 'right', params: { version: facts.version } },
    finding(tables.length > 0, 'tables-seen', 'wrong', { tables: tables.length }),
    ...ofLog(facts),
    ...ofTables(tables, hasReadableLog(facts)),
    finding(cascades === 0, 'cascades-in-log', 'warning', { references: cascades }),
    finding(writable > 0, 'may-write', 'warning'),
  ]
}

function ofLog(facts: Facts): Finding[] {
  const { hasLog, format, image, names, hasGtid, mayFollow, hasStatements, keptDays } = facts
  const settings = [
    finding(hasLog, 'log-bin', 'warning'),
    finding(format === 'ROW', 'binlog-format', 'warning', { now: format }),
    finding(image === 'FULL', 'binlog-row-image', 'warning', { now: image }),
    finding(names === 'FULL', 'binlog-row-metadata', 'warning', { now: names }),
    finding(hasGtid, 'gtid-mode', 'warning'),
    finding(mayFollow, 'may-follow', 'warning'),
  ]
  if (!hasReadableLog(facts)) return [...settings, { code: 'asked-at-intervals', level: 'warning' }]
  return [
    ...settings,
    finding(hasStatements, 'binlog-statements', 'warning'),
    keptDays === null
      ? { code: 'log-kept-for-ever', level: 'right' }
      : finding(keptDays >= fewestDays, 'log-kept', 'warning', { days: Math.round(keptDays * 10) / 10 }),
  ]
}

function ofTables(tables: readonly RemoteObject[], byLog: boolean): Finding[] {
  const withoutKey = tables.filter(({ key }) => key.length === 0).length
  const withoutStamp = tables.filter(({ stamp }) => stamp === undefined).length
  return [
    finding(withoutKey === 0, 'tables-with-key', 'warning', { tables: withoutKey }),
    ...(byLog ? [] : [finding(withoutStamp === 0, 'tables-with-stamp', 'warning', { tables: withoutStamp })]),
  ]
}
