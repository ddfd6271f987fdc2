import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collectionsOf } from './collections.ts'

const answer = (schema: unknown) => ({
  responses: { '200': { content: { 'application/vnd.api+json; charset=utf-8': { schema } } } },
})
const document = {
  openapi: '3.1.0',
  paths: {
    '/v1/customers': {
      parameters: [{ $ref: '#/components/parameters/Size' }],
      get: {
        parameters: [
          { name: 'updated_after', in: 'query', schema: { type: 'string', format: 'date-time' } },
          { name: 'tenant', in: 'query', required: true, schema: { type: 'string', default: 'main' } },
        ],
        ...answer({
          properties: {
            total: { type: 'integer' },
            results: { type: 'array', items: { $ref: '#/components/schemas/Customer' } },
          },
        }),
      },
    },
    '/v1/customers/{number}': {
      get: answer({ properties: { data: { $ref: '#/components/schemas/Customer' } } }),
      put: { requestBody: { content: { 'application/json': {} } } },
    },
    '/v1/customers/{number}/contacts': { get: answer({ type: 'array', items: { properties: { id: {} } } }) },
    '/v1/orders/': {
      get: answer({
        type: 'array',
        items: { properties: { id: { type: 'string', format: 'uuid' }, customer_id: { type: 'integer' } } },
      }),
    },
    '/v1/orders/{id}/': {
      get: answer({ properties: { id: { type: 'string' } } }),
      patch: { requestBody: { content: { 'application/json-patch+json': {} } } },
    },
    '/v1/searches': {
      get: {
        parameters: [{ name: 'q', in: 'query', required: true }],
        ...answer({ type: 'array', items: { properties: { id: {} } } }),
      },
    },
    '/v1/searches/{id}': { get: answer({ properties: { id: {} } }) },
    '/v1/status': { get: answer({ properties: { up: { type: 'boolean' } } }) },
  },
  components: {
    parameters: { Size: { name: 'page_size', in: 'query', schema: { type: 'integer', maximum: 250 } } },
    schemas: {
      Base: {
        required: ['number'],
        properties: {
          number: { type: 'integer', readOnly: true },
          self: { $ref: '#/components/schemas/Customer' },
        },
      },
      Customer: {
        allOf: [{ $ref: '#/components/schemas/Base' }],
        properties: {
          name: { anyOf: [{ type: 'string' }, { type: 'null' }] },
          born: { type: ['string', 'null'], format: 'date' },
          limit: { type: 'number' },
          updated_at: { type: 'string', format: 'date-time' },
          is_deleted: { type: 'boolean' },
          pin: { type: 'string', writeOnly: true },
          constructor: { type: 'boolean' },
          gone: { $ref: '#/components/schemas/Nowhere' },
          elsewhere: { $ref: 'https://elsewhere.example/schema.json' },
        },
      },
    },
  },
}

test('lists with a way to one record are found in a document, with key, fields, and what may be asked', () => {
  const [customers, orders, ...others] = collectionsOf(document)
  expect(others).toEqual([])
  expect(customers).toMatchObject({
    path: '/v1/customers',
    listAt: 'results',
    oneAt: 'data',
    gone: 'is_deleted',
    write: { method: 'PUT', type: 'application/json' },
    paging: {
      limit: { name: 'page_size', most: 250 },
      page: null,
      since: { name: 'updated_after', kind: 'moment' },
      always: { tenant: 'main' },
    },
    object: { name: 'v1/customers', key: ['number'], stamp: 'updated_at', references: [] },
  })
  expect([...(customers?.readOnly ?? [])]).toEqual(['number'])
  expect(Object.fromEntries(customers?.object.fields.map(({ name, kind }) => [name, kind]) ?? [])).toEqual({
    number: 'integer',
    self: 'json',
    name: 'text',
    born: 'date',
    limit: 'decimal',
    updated_at: 'moment',
    constructor: 'boolean',
    gone: 'json',
    elsewhere: 'json',
  })
  expect(customers?.object.fields.find(({ name }) => name === 'number')?.optional).toBe(false)
  expect(customers?.object.fields.find(({ name }) => name === 'name')?.optional).toBe(true)
  // Steps of RFC 6902 are not what is sent here.
  expect(orders).toMatchObject({
    listAt: null,
    oneAt: null,
    write: null,
    onePath: '/v1/orders/{id}/',
    object: { name: 'v1/orders', references: [{ fields: ['customer_id'], object: 'v1/customers' }] },
  })
})

test.each([
  {},
  { paths: null },
  { paths: { '/a': null, '/a/{b}': 3 } },
  { paths: { '/a': { get: { $ref: '#/paths/~1a/get' } }, '/a/{b}': { get: {} } } },
])('a document that says nothing of use has no lists: %j', broken => {
  expect(collectionsOf(broken)).toEqual([])
})

test('no document whatever breaks the reader', () => {
  const words = fc.constantFrom(
    'paths',
    '/a',
    '/a/{b}',
    'get',
    '$ref',
    '#/paths/~1a',
    'allOf',
    'properties',
    'items',
    'content',
  )
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.string(),
      fc.constant(null),
      words,
      fc.array(tie('tree')),
      fc.dictionary(fc.oneof(words, fc.string()), tie('tree')),
    ),
  }))
  fc.assert(
    fc.property(fc.dictionary(words, tree), document => {
      expect(Array.isArray(collectionsOf(document))).toBe(true)
    }),
  )
})

test('a document of a few lines that leads along billions of ways is read at once', () => {
  const steps = Array.from({ length: 40 }, (_, at): [string, object] => [
    `s${at}`,
    { allOf: Array.from({ length: 10 }, () => ({ $ref: `#/components/schemas/s${(at + 1) % 40}` })) },
  ])
  const list = { type: 'array', items: { $ref: '#/components/schemas/s0' } }
  const paths = { '/a': { get: answer(list) }, '/a/{id}': { get: answer(list.items) } }
  expect(collectionsOf({ paths, components: { schemas: Object.fromEntries(steps) } })).toEqual([])
})
