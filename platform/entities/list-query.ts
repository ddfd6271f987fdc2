import { z } from 'zod'
import { Invalid, invalid } from '../errors.ts'
import type { Filter, Sort } from './descriptor.ts'

const scalar = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()])
const condition = z.strictObject({
  field: z.string().max(100),
  op: z.enum([
    'eq',
    'ne',
    'in',
    'not-in',
    'lt',
    'lte',
    'gt',
    'gte',
    'between',
    'contains',
    'starts-with',
    'empty',
    'not-empty',
    'within',
    'has-all',
    'has-any',
  ]),
  value: z.union([scalar, z.array(z.union([z.string().max(1000), z.number()])).max(1000)]).optional(),
})
const nested = z.lazy(() => filterShape)
/** A filter as it is sent: conditions in groups of and, or, not. */
export const filterShape: z.ZodType<Filter> = z.union([
  condition,
  z.strictObject({ and: z.array(nested).max(50) }),
  z.strictObject({ or: z.array(nested).max(50) }),
  z.strictObject({ not: nested }),
]) as z.ZodType<Filter>

/** Query string of every list: `?filter={…}&sort=-name,city&limit=50&cursor=…&q=…`. */
export const listQueryShape = z.object({
  filter: z
    .string()
    .max(20_000)
    .optional()
    .describe(
      'JSON: {"field","op","value"} or {"and":[…]}, {"or":[…]}, {"not":…}; the field `@act` with `eq` and the id of an act (`batchId` of an import) means what that act made',
    ),
  sort: z
    .string()
    .max(300)
    .optional()
    .describe('Field keys, comma separated; a leading minus sorts downwards'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(3000).optional().describe('`next` of the page before'),
  q: z.string().max(200).optional().describe('Words to look for'),
})

export type ListQuery = {
  filter?: Filter
  sort?: readonly Sort[]
  limit: number
  cursor?: string
  q?: string
}

/** Reads the query string of a list; what cannot be read is refused with the parameter named. */
export function readListQuery(query: z.output<typeof listQueryShape>): ListQuery {
  const read: ListQuery = { limit: query.limit }
  if (query.filter) read.filter = readFilter(query.filter)
  if (query.sort) read.sort = readSort(query.sort)
  if (query.cursor) read.cursor = query.cursor
  if (query.q?.trim()) read.q = query.q.trim()
  return read
}

function readFilter(text: string): Filter {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalid(
      'filter',
      'platform.not-json',
      'The filter is not JSON. Send {"field","op","value"} or {"and":[…]}.',
    )
  }
  assertShallow(value, 0)
  const parsed = filterShape.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Invalid([
    {
      path: 'filter',
      code: 'platform.bad-filter',
      message: 'The filter has a part that is no condition and no group.',
    },
  ])
}

function assertShallow(value: unknown, depth: number): void {
  if (depth > 12) throw invalid('filter', 'platform.filter-too-deep', 'The filter nests more than 6 groups.')
  if (value && typeof value === 'object')
    for (const part of Object.values(value)) assertShallow(part, depth + 1)
}

function readSort(text: string): Sort[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
    .map(part =>
      part.startsWith('-') ? { field: part.slice(1), direction: 'desc' } : { field: part, direction: 'asc' },
    )
}
