import type { Row, Store } from './store.ts'

/** A question that this system does not understand; it answers with 400. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood'
}

/** What OData calls the description of the system (CSDL as XML). */
export const odataMetadata = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Billing" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="Customer"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.Int32" Nullable="false"/><Property Name="name" Type="Edm.String" MaxLength="120"/>
<Property Name="email" Type="Edm.String"/><Property Name="city" Type="Edm.String"/>
<Property Name="balance" Type="Edm.Decimal" Scale="2"/><Property Name="changed" Type="Edm.Int64" Nullable="false"/>
</EntityType>
<EntityContainer Name="Container"><EntitySet Name="Customers" EntityType="Billing.Customer"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

const pageSize = 100

/**
 * Answers a question about the set of customers: $filter (eq ne gt ge lt le, contains, startswith, and, or, not, brackets),
 * $orderby, $select, $top, $skip, $count, pages by @odata.nextLink, changes by @odata.deltaLink (OData 4.01, part 1, 11).
 */
export function odataSet(store: Store, url: URL): Record<string, unknown> {
  const question = url.searchParams
  const here = `${url.origin}${url.pathname}`
  const since = question.get('$deltatoken')
  const filter = question.get('$filter')
  const fits = filter ? parseFilter(filter) : () => true
  const rows = store.all(since === null ? undefined : whole(since)).filter(row => row.deleted || fits(row))
  const ordered = question.has('$orderby') ? order(rows, question.get('$orderby') as string) : rows
  const skip = whole(question.get('$skip') ?? '0')
  const top = whole(question.get('$top') ?? String(Number.MAX_SAFE_INTEGER))
  const page = ordered.slice(skip, skip + Math.min(top, pageSize))
  const more = top > pageSize && skip + pageSize < ordered.length
  const next = new URLSearchParams(question)
  next.set('$skip', String(skip + pageSize))
  if (question.has('$top')) next.set('$top', String(top - pageSize))
  return {
    '@odata.context': `${url.origin}/odata/$metadata#Customers${since === null ? '' : '/$delta'}`,
    ...(question.get('$count') === 'true' ? { '@odata.count': ordered.length } : {}),
    value: page.map(row => entity(row, question.get('$select'))),
    ...(more
      ? { '@odata.nextLink': `${here}?${next}` }
      : { '@odata.deltaLink': `${here}?$deltatoken=${store.stamp()}` }),
  }
}

/** One row as OData shows it. */
export function entity(row: Row, select: string | null = null): Record<string, unknown> {
  if (row.deleted) return { '@removed': { reason: 'deleted' }, id: row.id }
  const wanted = select?.split(',').map(name => name.trim())
  const values = Object.entries(row).filter(([name]) => !wanted || wanted.includes(name))
  return { '@odata.etag': `W/"${row.changed}"`, ...Object.fromEntries(values) }
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new NotUnderstood(`“${text}” is no whole number`)
  return Number(text)
}

function order(rows: Row[], by: string): Row[] {
  const keys = by.split(',').map(part => part.trim().split(/\s+/))
  return rows.toSorted((a, b) => {
    for (const [name = '', direction] of keys) {
      const difference = compare(a[name], b[name])
      if (difference !== 0) return direction === 'desc' ? -difference : difference
    }
    return 0
  })
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null || a === undefined) return -1
  return b !== null && b !== undefined && (a as string) < (b as string) ? -1 : 1
}

type Test = (row: Row) => boolean

const comparisons: Record<string, (difference: number) => boolean> = {
  eq: difference => difference === 0,
  ne: difference => difference !== 0,
  gt: difference => difference > 0,
  ge: difference => difference >= 0,
  lt: difference => difference < 0,
  le: difference => difference <= 0,
}

function parseFilter(text: string): Test {
  const words = text.match(/'(?:[^']|'')*'|[(),]|[^\s(),']+/g) ?? []
  const test = either(words)
  if (words.length > 0) throw new NotUnderstood(`$filter: “${words[0]}” was not expected`)
  return test
}

// Each of these takes from the front of the words what it understands.

function either(words: string[]): Test {
  const left = both(words)
  if (words[0] !== 'or') return left
  take(words)
  const right = either(words)
  return row => left(row) || right(row)
}

function both(words: string[]): Test {
  const left = single(words)
  if (words[0] !== 'and') return left
  take(words)
  const right = both(words)
  return row => left(row) && right(row)
}

function single(words: string[]): Test {
  const word = take(words)
  if (word === 'not') {
    const inner = single(words)
    return row => !inner(row)
  }
  if (word === '(') {
    const inner = either(words)
    take(words, ')')
    return inner
  }
  if (word === 'contains' || word === 'startswith') return search(words, word)
  const comparison = take(words)
  const holds = comparisons[comparison]
  if (!holds) throw new NotUnderstood(`$filter: “${comparison}” is no comparison`)
  const value = literal(take(words))
  return row => holds(compare(row[word] ?? null, value))
}

function search(words: string[], kind: 'contains' | 'startswith'): Test {
  take(words, '(')
  const name = take(words)
  take(words, ',')
  const part = String(literal(take(words)))
  take(words, ')')
  return row => String(row[name] ?? '')[kind === 'contains' ? 'includes' : 'startsWith'](part)
}

function take(words: string[], wanted?: string): string {
  const word = words.shift()
  if (word === undefined || (wanted !== undefined && word !== wanted))
    throw new NotUnderstood(`$filter: “${wanted ?? 'more'}” expected at ${word ?? 'the end'}`)
  return word
}

function literal(word: string): unknown {
  if (word.startsWith("'")) return word.slice(1, -1).replaceAll("''", "'")
  const known: Record<string, unknown> = { null: null, true: true, false: false }
  if (word in known) return known[word]
  if (Number.isNaN(Number(word))) throw new NotUnderstood(`$filter: “${word}” is no value`)
  return Number(word)
}
