import { isNode, type Reader, under } from './document.ts'

/** How a list is asked for page by page, and for what is new, by the names of its parameters. */
export type Paging = {
  limit: { name: string; most: number } | null
  cursor: string | null
  offset: string | null
  page: string | null
  /** Behind the key of the last record. */
  afterKey: string | null
  /** Only records that were changed since. */
  since: { name: string; kind: 'integer' | 'moment' } | null
  /** Its answers say where they go on, so silence is the end. */
  tellsNext: boolean
  /** Without these it does not answer. */
  always: Readonly<Record<string, string>>
}

type Parameter = { name: string; isInteger: boolean; most: number; isRequired: boolean; initial: unknown }

const names = {
  limit: /^(limit|(page|per)[_-]?(size|page)?|size|count|take|max[_-]?results|\$top|page\[(size|limit)\])$/i,
  cursor: /^((next[_-]?)?(cursor|page[_-]?token|continuation([_-]?token)?)|after|page\[(cursor|after)\])$/i,
  offset: /^(offset|skip|start([_-]?(index|at))?|\$skip|page\[offset\])$/i,
  page: /^(page([_-]?(number|no|index))?|page\[number\])$/i,
  afterKey: /^(starting[_-]?after|after[_-]?id|since[_-]?id)$/i,
  since:
    /^((last[_-]?)?(changed|updated|modified|changes)([_-]?(at|on))?[_-]?(since|after|from|gte?|min)|(changed|updated|modified)\[gte?\]|since)$/i,
}

const usualLimit = 100

/** Under which names answers say where they go on, and under which those may stand. */
export const nextNames: readonly string[] = [
  'next',
  'next_cursor',
  'nextCursor',
  'next_page_token',
  'nextPageToken',
  'next_page',
  'next_url',
  'continuation',
  'continuation_token',
  '@odata.nextLink',
]
export const aroundNext: readonly string[] = [
  'links',
  '_links',
  'paging',
  'pagination',
  'meta',
  'metadata',
  'cursors',
  'page_info',
  'response_metadata',
]

/** Null where the list asks for something that nobody can guess. */
export function pagingOf(
  reader: Reader,
  { parameters, answer }: { parameters: readonly unknown[]; answer: unknown },
): Paging | null {
  const found = parameters.flatMap(each => parameterOf(reader, each))
  const by = (pattern: RegExp) => found.find(({ name }) => pattern.test(name))
  // `page` alone is a number, `page_size` and `per_page` are limits, and both patterns begin alike.
  const page = by(names.page)
  const limit = found.find(each => each !== page && each.isInteger && names.limit.test(each.name))
  const since = by(names.since)
  const known = new Set([page, limit, since, by(names.cursor), by(names.offset), by(names.afterKey)])
  const always = found.filter(each => each.isRequired && !known.has(each))
  if (always.some(({ initial }) => initial === undefined)) return null
  return {
    limit: limit ? { name: limit.name, most: Math.min(limit.most, 1000) } : null,
    cursor: by(names.cursor)?.name ?? null,
    offset: by(names.offset)?.name ?? null,
    page: page?.name ?? null,
    afterKey: by(names.afterKey)?.name ?? null,
    since: since ? { name: since.name, kind: since.isInteger ? 'integer' : 'moment' } : null,
    tellsNext: Object.keys(reader.schema(answer).properties).some(
      name => nextNames.includes(name) || aroundNext.includes(name),
    ),
    always: Object.fromEntries(always.map(({ name, initial }) => [name, String(initial)])),
  }
}

function parameterOf(reader: Reader, value: unknown): Parameter[] {
  const node = reader.at(value)
  const name = under(node, 'name')
  if (under(node, 'in') !== 'query' || typeof name !== 'string') return []
  const schema = reader.at(under(node, 'schema'))
  const most = Number(under(schema, 'maximum') ?? usualLimit)
  const { types } = reader.schema(schema)
  return [
    {
      name,
      isInteger: types.includes('integer') || types.includes('number'),
      most: Number.isInteger(most) && most > 0 ? most : usualLimit,
      isRequired: under(node, 'required') === true,
      initial: isNode(schema) ? under(schema, 'default') : undefined,
    },
  ]
}
