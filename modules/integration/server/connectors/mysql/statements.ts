import type { RemoteObject } from '../port.ts'

/**
 * What a statement that stands as a text in the log of rows does to a table: `rows` have changed without the log telling which, or
 * only its `shape` has.
 */
export type Effect = 'rows' | 'shape'

/** Statements whose first table is the one that they change. */
const targets =
  /^(?:truncate(?:\s+table)?|alter(?:\s+online)?(?:\s+ignore)?\s+table(?:\s+if\s+exists)?|create\s+or\s+replace\s+table)\s+/i

/** What is done to rows by commands for partitions and files. */
const ofPartitions = /\b(?:drop|truncate|exchange|coalesce|discard|import)\s+(?:partition|tablespace)\b/i

const renames = /\brename\s+(?!column\b|index\b|key\b)/i

/** What this statement of the log does to the table; null for nothing. `schema` is the database in which it was said. */
export function effectOn(
  object: RemoteObject,
  { query, schema }: { query: string; schema: string },
): Effect | null {
  const statement = plain(query)
  if (targets.test(statement)) {
    const rest = statement.replace(targets, '')
    const place = mentioned(object, rest, schema)
    if (!/^alter/i.test(statement)) return place === 0 ? 'rows' : null
    // Another table may take its place.
    if (renames.test(rest)) return place >= 0 ? 'rows' : null
    if (place !== 0) return null
    return ofPartitions.test(rest) ? 'rows' : 'shape'
  }
  if (/^drop\s+(?:database|schema)\b/i.test(statement))
    return name(object.space).test(statement) ? 'rows' : null
  // Rows are told as rows; a change as a text is one of a session that was told to log it so.
  if (/^(?:drop\s+table|rename\s+table|insert|update|delete|replace|load|merge|with)\b/i.test(statement))
    return mentioned(object, statement, schema) >= 0 ? 'rows' : null
  return null
}

/** The statement without comments; what stands in `/*! … *\/` is said to the server and stays. */
function plain(query: string): string {
  return query
    .replace(/\/\*M?!\d*/g, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll('*/', ' ')
    .replace(/^\s*(?:--\s|#)[^\n]*$/gm, ' ')
    .trim()
}

/** Where the table is named, with its database or, where it is the one in use, without; -1 for nowhere. */
function mentioned(object: RemoteObject, text: string, schema: string): number {
  const table = `[\`"]?${escaped(object.name)}[\`"]?(?![\\w$])`
  const qualified = new RegExp(`(?<![\\w$.\`"])[\`"]?${escaped(object.space)}[\`"]?\\s*\\.\\s*${table}`)
  const alone = new RegExp(`(?<![\\w$.\`"])${table}(?!\\s*\\.)`)
  const places = [text.search(qualified), schema === object.space ? text.search(alone) : -1].filter(
    at => at >= 0,
  )
  return places.length > 0 ? Math.min(...places) : -1
}

const name = (text: string) => new RegExp(`(?<![\\w$])[\`"]?${escaped(text)}[\`"]?(?![\\w$])`)

const escaped = (text: string) => text.replaceAll('`', '``').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
