import { z } from 'zod'
import type { $ZodType } from 'zod/v4/core'
import type { Endpoint } from './endpoint.ts'

type Json = Record<string, unknown>

/** Where two shapes of one contract nest each other, the schema refers to itself. */
const options = { target: 'draft-2020-12', unrepresentable: 'any', cycles: 'ref' } as const

const problem: Json = {
  type: 'object',
  description: 'RFC 9457 problem. `code` is stable; `detail` is for people.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    params: { type: 'object' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    current: { description: 'On 409: what the record looks like now' },
  },
}

/** OpenAPI 3.1 of all endpoints, in the order of their paths, so that the committed file changes only with the API. */
export function openApi(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {}
  const sorted = endpoints.toSorted(
    (a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method),
  )
  for (const endpoint of sorted) {
    const path = `/api/v1${endpoint.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tessera',
      version,
      description:
        'The API that the screens of Tessera use. Sign in by a session cookie or an API key as `Authorization: Bearer`.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'tessera.session' },
      },
    },
  }
}

function operation(endpoint: Endpoint): Json {
  const made: Json = {
    operationId: endpoint.name,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: [endpoint.description, permissionNote(endpoint)].filter(Boolean).join('\n\n'),
    parameters: [
      ...parameters(endpoint.params, 'path'),
      ...parameters(endpoint.query, 'query'),
      ...headers(endpoint),
    ],
    responses: responses(endpoint),
  }
  if (endpoint.permission === 'public') made.security = []
  const body = bodyOf(endpoint)
  if (body) made.requestBody = body
  return made
}

function permissionNote({ permission, errors }: Endpoint): string {
  const who =
    permission === 'public'
      ? 'Needs no sign-in.'
      : permission === 'signed-in'
        ? 'For everyone who is signed in.'
        : `Needs the permission \`${permission}\`.`
  return errors?.length ? `${who} Refusals: ${errors.map(code => `\`${code}\``).join(', ')}.` : who
}

function schemaOf(shape: $ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { ...options, io }) as Json
  return schema
}

function parameters(shape: $ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!shape) return []
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }))
}

function headers(endpoint: Endpoint): Json[] {
  const list: Json[] = []
  if (endpoint.ifMatch)
    list.push({
      name: 'If-Match',
      in: 'header',
      required: endpoint.ifMatch === 'required',
      schema: { type: 'string' },
      description: 'The version you have read, in quotes',
    })
  if (endpoint.method === 'POST')
    list.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      schema: { type: 'string', maxLength: 200 },
    })
  return list
}

function bodyOf(endpoint: Endpoint): Json | null {
  if (endpoint.upload) {
    const schema = {
      type: 'object',
      properties: {
        file: { type: 'string', format: 'binary' },
        ...(endpoint.body ? ((schemaOf(endpoint.body, 'input').properties as Json) ?? {}) : {}),
      },
      required: ['file'],
    }
    return { required: true, content: { 'multipart/form-data': { schema } } }
  }
  return endpoint.body
    ? { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } }
    : null
}

function responses(endpoint: Endpoint): Json {
  const refused = {
    description: 'Refused',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  const status = String(endpoint.status ?? 200)
  const media =
    endpoint.download === 'stream'
      ? { 'application/octet-stream': {} }
      : endpoint.download === 'events'
        ? { 'text/event-stream': {} }
        : null
  const content =
    media ?? (endpoint.reply ? { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } } : null)
  return { [status]: { description: 'Done', ...(content ? { content } : {}) }, '4XX': refused }
}
