import type { AnyRecord, AnyWork, Composed, Entry, Known, Lookup, Resolved, Resolving } from './resolve.ts'

/** Under this the names of records that can be tied to are kept, beside the keys of the match fields. */
export const nameOfTied = '@tied'

/** What rows name beside their own records: ids by name, the oldest first, and to which of them each record is tied. */
export type Tying = {
  ties: NonNullable<AnyWork['ties']>
  lookup: Lookup
  others: Map<string, readonly string[]>
  tied: Map<string, Set<string>>
}

/** Looks for the records that rows name; null for an import without such a column. */
export async function beginTying(
  rows: readonly Composed[],
  { work: { ties }, lookup }: Resolving,
): Promise<Tying | null> {
  if (!ties) return null
  const names = new Set(rows.map(row => ties.named(row.record)).filter(name => name !== null))
  const found = names.size > 0 ? await lookup.find(nameOfTied, [...names]) : []
  const others = new Map<string, readonly string[]>()
  for (const [key, some] of Map.groupBy(found, ({ key }) => key))
    others.set(key, some.map(({ id }) => id).sort())
  return { ties, lookup, others, tied: new Map() }
}

/** Reads to what the records that rows met are tied already. */
export async function readTies(tying: Tying, known: Known): Promise<void> {
  const ids = new Set([...known.values()].flatMap(entries => [...entries].map(entry => entry?.id)))
  const met = [...ids].filter(id => id !== undefined)
  if (met.length === 0) return
  for (const { id, otherId } of await tying.lookup.tied(met)) tiesOf(tying, id).add(otherId)
}

function tiesOf({ tied }: Tying, id: string): Set<string> {
  const known = tied.get(id) ?? new Set()
  tied.set(id, known)
  return known
}

type Writing = { tying: Tying; resolved: Resolved }

/** Keeps in mind how the record of a row is called now, so that later rows can name it. */
export function noteName(row: AnyRecord, entry: Entry, { tying, resolved }: Writing): void {
  if (!canBeTiedTo(entry, tying)) return
  const name = tying.ties.nameOf(entry.fresh ?? entry.old ?? row)
  if (name === null || tying.others.has(name)) return
  tying.others.set(name, [entry.id])
  resolved.keys.push({ field: nameOfTied, key: name, id: entry.id })
}

/** Ties the record of a row to the one it names; answers that one where it had to be made. */
export function tie(
  row: AnyRecord,
  entry: Entry,
  { tying, resolved, matched }: Writing & Pick<Resolving, 'matched'>,
): AnyRecord | null {
  const { ties, others } = tying
  const name = ties.named(row)
  if (name === null || canBeTiedTo(entry, tying)) return null
  const there = tiesOf(tying, entry.id)
  if (matched === 'fill' && there.size > 0) return null
  const known = others.get(name) ?? []
  // Of several that are called so it may be tied to any already: one named by a row before its own came in twice.
  if (known.some(id => there.has(id))) return null
  const made = known.length === 0 ? ties.make(row) : null
  const otherId = known[0] ?? (made as AnyRecord).id
  if (made) {
    others.set(name, [made.id])
    resolved.alongside.push(made)
    resolved.keys.push({ field: nameOfTied, key: name, id: made.id })
  }
  there.add(otherId)
  resolved.ties.push({ id: entry.id, otherId, row })
  return made
}

/** What an earlier chunk would have made is known by its keys only. */
function canBeTiedTo({ id, fresh, old }: Entry, { ties, lookup }: Tying): boolean {
  const record = fresh ?? old
  return record ? ties.nameOf(record) !== null : (lookup.imaginedFields(id)?.has(nameOfTied) ?? false)
}
