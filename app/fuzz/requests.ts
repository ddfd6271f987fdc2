import fc from 'fast-check'
import { z } from 'zod'
import type { $ZodType } from 'zod/v4/core'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import { cursorText, filterText, hostileTexts, hostileValue, sortText } from './hostile.ts'

/** A request made up from a contract. */
export type MadeUp = {
  params: Record<string, unknown>
  query: Record<string, unknown>
  body: unknown
  headers: Record<string, string>
}

/** What a generator knows of the database: parameters that lead somewhere, ids that exist, fields to filter by. */
export type Knowledge = {
  filters: readonly string[]
  sorts: readonly string[]

  params: Record<string, string> | undefined
  /** A body that is right as a whole, where one is known: without it what depends on other records would always be refused. */
  body: unknown
  ids: readonly string[]
  fields: readonly string[]
}

type Schema = {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema | boolean
  prefixItems?: Schema[]
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
  maxLength?: number
  minLength?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  $ref?: string
  $defs?: Record<string, Schema>
}

/** Requests of one endpoint: right ones, nearly right ones, and hostile ones. */
export function requestsOf(endpoint: Endpoint, known: Knowledge): fc.Arbitrary<MadeUp> {
  const part = (shape: $ZodType | undefined): fc.Arbitrary<Record<string, unknown>> =>
    shape ? (valid(schemaOf(shape), known, 0) as fc.Arbitrary<Record<string, unknown>>) : fc.constant({})
  const params = known.params
    ? fc.oneof(
        { arbitrary: fc.constant<Record<string, unknown>>(known.params), weight: 4 },
        part(endpoint.params),
      )
    : part(endpoint.params)
  const bodies = (shape: $ZodType) =>
    known.body === undefined ? part(shape) : fc.oneof(part(shape), fc.constant(known.body))
  const right = fc.record({
    params,
    query: part(endpoint.query).chain(query => withTexts(query, endpoint, known)),
    body: endpoint.body ? bodies(endpoint.body) : fc.constant(undefined),
    headers: headersOf(endpoint),
  })
  return fc.oneof(
    { arbitrary: right, weight: 4 },
    { arbitrary: right.chain(spoilt), weight: 5 },
    {
      arbitrary: right.chain(request =>
        hostileValue.map(body => ({ ...request, body: endpoint.body ? body : undefined })),
      ),
      weight: 1,
    },
  )
}

function schemaOf(shape: $ZodType): Schema {
  return z.toJSONSchema(shape, { unrepresentable: 'any', cycles: 'ref', io: 'input' }) as Schema
}

/** Parameters whose text has a language of its own. */
function withTexts(
  query: Record<string, unknown>,
  { query: shape }: Endpoint,
  { fields, filters, sorts }: Knowledge,
) {
  const names = shape ? Object.keys(schemaOf(shape).properties ?? {}) : []
  const languages: Record<string, fc.Arbitrary<string>> = {
    filter: fc.oneof({ arbitrary: fc.constantFrom(...filters), weight: 3 }, filterText(fields)),
    sort: fc.oneof({ arbitrary: fc.constantFrom(...sorts), weight: 3 }, sortText(fields)),
    cursor: cursorText(fields),
    before: cursorText(fields),
    by: fc.constantFrom(...fields, 'words', '__proto__'),
    q: fc.constantFrom('kess', 'info@kessler.example', '0049', ...hostileTexts),
  }
  const spoken = names.flatMap(name =>
    languages[name] ? [[name, fc.option(languages[name], { nil: undefined, freq: 1 })] as const] : [],
  )
  return fc.record(Object.fromEntries(spoken)).map(texts => ({ ...query, ...texts }))
}

function headersOf({ ifMatch, method }: Endpoint): fc.Arbitrary<Record<string, string>> {
  const match = ifMatch
    ? fc.constantFrom<string | undefined>(
        undefined,
        undefined,
        '"1"',
        'W/"1"',
        '*',
        '"999999999"',
        '1',
        '"x"',
        '',
      )
    : fc.constant(undefined)
  const key =
    method === 'POST'
      ? fc.constantFrom<string | undefined>(
          undefined,
          undefined,
          undefined,
          'k1',
          'k2',
          'a b',
          'x'.repeat(300),
        )
      : fc.constant(undefined)
  return fc.tuple(match, key).map(([version, idempotency]) => ({
    ...(version === undefined ? {} : { 'if-match': version }),
    ...(idempotency === undefined ? {} : { 'idempotency-key': idempotency }),
  }))
}

/** One thing in the request replaced, left out, or added. */
function spoilt(request: MadeUp): fc.Arbitrary<MadeUp> {
  const places: ('params' | 'query' | 'body')[] = ['params', 'query', 'body']
  const full = places.filter(place => {
    const value = request[place]
    return value !== null && typeof value === 'object' && Object.keys(value).length > 0
  })
  if (full.length === 0) return hostileValue.map(body => ({ ...request, body }))
  return fc
    .tuple(
      fc.constantFrom(...full),
      fc.nat(),
      hostileValue,
      fc.constantFrom('replace', 'replace', 'add', 'drop'),
    )
    .map(([place, at, value, how]) => {
      const part = { ...(request[place] as Record<string, unknown>) }
      const keys = Object.keys(part)
      const key = keys[at % keys.length] as string
      if (how === 'replace' || place === 'params') part[key] = value
      else if (how === 'drop') delete part[key]
      else part.surprise = value
      return { ...request, [place]: part }
    })
}

function valid(
  schema: Schema,
  known: Knowledge,
  depth: number,
  root: Schema = schema,
): fc.Arbitrary<unknown> {
  const next = (inner: Schema) => valid(inner, known, depth + 1, root)
  if (depth > 6) return fc.constant(null)
  if (schema.$ref)
    return next(schema.$ref === '#' ? root : (root.$defs?.[schema.$ref.split('/').at(-1) as string] ?? {}))
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fc.oneof(...options.map(next))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'string':
      return text(schema, known)
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -1000, -1e6),
        max: Math.min(schema.maximum ?? 1e6, 1e6),
      })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(typeof schema.items === 'object' ? next(schema.items) : fc.jsonValue(), {
        maxLength: 3,
      })
    case 'object':
      return record(schema, next)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** Texts that name something of the program. */
const names: Record<string, fc.Arbitrary<unknown>> = {
  entity: fc.constantFrom('customer', 'customer', 'task', 'user', 'nothing'),
  role: fc.constantFrom('agent', 'reader', 'employer'),
}

function record(
  { properties = {}, required = [], additionalProperties }: Schema,
  next: (schema: Schema) => fc.Arbitrary<unknown>,
) {
  const fixed = fc.record(
    Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, names[key] ?? next(inner)])),
    { requiredKeys: required },
  )
  if (typeof additionalProperties !== 'object') return fixed
  const extra = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), next(additionalProperties), {
    maxKeys: 2,
  })
  return fc.tuple(fixed, extra).map(([a, b]) => ({ ...a, ...b }))
}

function text(
  { format, pattern, minLength = 0, maxLength = 40 }: Schema,
  { ids }: Knowledge,
): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof({ arbitrary: fc.constantFrom(...ids), weight: 3 }, fc.uuid())
  if (format === 'date') return fc.constantFrom('2026-11-22', '1970-01-01', '0001-01-01', '9999-12-31')
  if (format === 'date-time')
    return fc.constantFrom(
      '2026-11-22T10:00:00Z',
      '1970-01-01T00:00:00+14:00',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59-12:00',
    )
  if (format === 'email') return fc.nat({ max: 50 }).map(n => `who${n}@firm.example`)
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  const unit = fc.constantFrom(...'abcdefghijklm ÄØ漢ی\u0301😀-@.+%_\'"\\<>{}')
  return fc.string({
    unit,
    minLength: Math.max(minLength, 1),
    maxLength: Math.max(Math.min(maxLength, 40), minLength, 1),
  })
}
