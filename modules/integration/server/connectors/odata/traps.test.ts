import { createServer, type Server } from 'node:http'
import fc from 'fast-check'
import pino from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { CallFailed } from '../failures.ts'
import type { Connection, Follow, Portion, Position, RemoteObject } from '../port.ts'
import { odata } from './connector.ts'
import { setsIn } from './metadata.ts'
import { behindKey, isKey, keyInPath } from './questions.ts'

const metadata = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY big "bigbigbig">]>
<e:Edmx Version="4.0" xmlns:e="http://docs.oasis-open.org/odata/ns/edmx"><e:DataServices>
<Schema Namespace="Trade.Model" Alias="T" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EnumType Name="Colour"><Member Name="Red"/></EnumType>
<TypeDefinition Name="Money" UnderlyingType="Edm.Decimal"/>
<EntityType Name="Party" Abstract="true"><Key><PropertyRef Name="Id"/></Key>
<Property Name="Id" Type="Edm.String" Nullable="false"/><Property Name="ModifiedAt" Type="Edm.DateTimeOffset"/></EntityType>
<EntityType Name="Customer" BaseType="T.Party"><Property Name="Colour" Type="T.Colour"/><Property Name="Credit" Type="T.Money"/>
<Property Name="Address" Type="T.Place"/><Property Name="Tags" Type="Collection(Edm.String)"/><Property Name="Photo" Type="Edm.Stream"/></EntityType>
<EntityType Name="Line"><Key><PropertyRef Name="Order"/><PropertyRef Name="Item"/></Key>
<Property Name="Order" Type="Edm.Int32" Nullable="false"/><Property Name="Item" Type="Edm.String" Nullable="false"/>
<NavigationProperty Name="Owner" Type="T.Customer"><ReferentialConstraint Property="Item" ReferencedProperty="Id"/></NavigationProperty></EntityType>
<EntityContainer Name="All"><EntitySet Name="Customers" EntityType="T.Customer"/><EntitySet Name="Lines" EntityType="Trade.Model.Line"/></EntityContainer>
</Schema></e:DataServices></e:Edmx>`

describe('the description of a service of OData', () => {
  test('gives sets with inherited keys, aliases, types of its own and references', () => {
    const [customers, lines] = setsIn(metadata).map(({ object }) => object)
    expect(customers).toMatchObject({ name: 'Customers', key: ['Id'], stamp: 'ModifiedAt' })
    expect(customers?.fields.map(({ kind }) => kind)).toEqual([
      'text',
      'moment',
      'text',
      'decimal',
      'json',
      'json',
      'bytes',
    ])
    expect(lines).toMatchObject({
      key: ['Order', 'Item'],
      references: [{ fields: ['Item'], object: 'Customers' }],
    })
  })

  test.each([
    ['<html><body>Please log in<br></body></html>', 'broken-answer'],
    ['<html/>', 'changed-shape'],
    ['', 'broken-answer'],
  ])('that is something else is said: %s', (text, kind) => {
    expect(() => setsIn(text)).toThrow(expect.objectContaining({ kind }) as Error)
  })
})

describe('a key in a question', () => {
  const [customers, lines] = setsIn(metadata) as [ReturnType<typeof setsIn>[0], ReturnType<typeof setsIn>[0]]

  test('cannot say more than a key', () => {
    expect(isKey(customers, "x' or 1 eq 1 or Id eq 'y")).toBe("Id eq 'x'' or 1 eq 1 or Id eq ''y'")
    expect(keyInPath(customers, "../$batch')?x=")).toBe("('..%2F%24batch'')%3Fx%3D')")
    expect(keyInPath(lines, '["1) or (1","x"]')).toBe(null)
    expect(isKey(lines, 'no list')).toBe(null)
  })

  test('of several columns is asked for whole, and from behind in their order', () => {
    expect(keyInPath(lines, '["7","O\'B & C"]')).toBe("(Order=7,Item='O''B%20%26%20C')")
    expect(behindKey(lines, '["7","x"]')).toBe("(Order gt 7) or (Order eq 7 and Item gt 'x')")
  })
})

type Answer = { status?: number; body: unknown }

let server: Server | undefined
let connection: Connection | undefined
afterEach(async () => {
  await connection?.close()
  server?.closeAllConnections()
  server?.close()
})

async function start(answer: (url: URL) => Answer): Promise<[Connection, RemoteObject]> {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const isDescription = url.pathname.endsWith('$metadata')
    const { status = 200, body } = isDescription ? { body: metadata } : answer(url)
    response.writeHead(status, { 'content-type': isDescription ? 'application/xml' : 'application/json' })
    response.end(isDescription ? metadata : JSON.stringify(body))
  })
  await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const settings = {
    address: `http://127.0.0.1:${port}/sap/odata`,
    authentication: 'none',
    every: 0.01,
    compare: 0,
  }
  connection = await odata.open(settings, { log: pino({ level: 'silent' }), mark: 'x' })
  const [object] = await connection.objects(AbortSignal.timeout(5000))
  return [connection, object as RemoteObject]
}

async function followed(
  given: [Connection, RemoteObject],
  from: Position,
  enough: (seen: Portion[]) => boolean,
  held: readonly string[] = [],
): Promise<Portion[]> {
  const over = new AbortController()
  const seen: Portion[] = []
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(5000)])
  const known: Follow['known'] = async function* () {
    yield held
  }
  for await (const portion of given[0].follow({ objects: [given[1]], from, known }, signal)) {
    seen.push(portion)
    if (enough(seen)) over.abort()
  }
  return seen
}

const whole = (id: string, more: object = {}) => ({
  Id: id,
  ModifiedAt: null,
  Colour: 'Red',
  Credit: 1.5,
  Address: null,
  Tags: [],
  ...more,
})

describe('changes of a service of OData', () => {
  test('may tell deletions in the words of 4.0, leave out what has not changed, and tell of relations', async () => {
    const given = await start(url => {
      if (url.searchParams.has('$filter')) return { body: { value: [whole('b', { Colour: 'Blue' })] } }
      if (!url.searchParams.has('$deltatoken'))
        return { body: { value: [], '@odata.deltaLink': 'Customers?$deltatoken=1' } }
      const value = [
        {
          '@odata.context': '$metadata#Customers/$link',
          source: 'Lines(1)',
          relationship: 'Owner',
          target: "Customers('b')",
        },
        {
          '@odata.context': '$metadata#Customers/$deletedEntity',
          id: "http://other.example/Customers('O%27%27B')",
          reason: 'deleted',
        },
        { '@removed': { reason: 'changed' }, '@id': "Customers('c')" },
        { Id: 'b', Colour: 'Blue' },
      ]
      return { body: { value, '@odata.deltaLink': 'Customers?$deltatoken=2' } }
    })
    const from = await given[0].now([given[1]], AbortSignal.timeout(5000))
    const [first] = await followed(given, from, seen => seen.length > 0)
    expect(first?.changes.map(({ key, after }) => [key, after && [after.Colour, after.Credit]])).toEqual([
      ["O'B", null],
      ['c', null],
      ['b', ['Blue', 1.5]],
    ])
  })

  test('that are no longer kept over there are a lost position', async () => {
    const given = await start(url =>
      url.searchParams.has('$deltatoken')
        ? { status: 410, body: {} }
        : { body: { value: [], '@odata.deltaLink': '?$deltatoken=1' } },
    )
    const from = await given[0].now([given[1]], AbortSignal.timeout(5000))
    await expect(followed(given, from, () => true)).rejects.toMatchObject({ kind: 'position-lost' })
  })

  test('are found by the stamp and by comparing where it offers no link for them', async () => {
    const rows = new Map(['a', 'b', 'c'].map(id => [id, whole(id, { ModifiedAt: '2026-01-01T00:00:00Z' })]))
    const given = await start(({ searchParams }) => {
      const since = /ModifiedAt ge (\S+)/.exec(searchParams.get('$filter') ?? '')?.[1]
      const key = [...(searchParams.get('$filter') ?? '').matchAll(/Id eq '(\w+)'/g)].map(each => each[1])
      const all = [...rows.values()].filter(row =>
        since ? String(row.ModifiedAt) >= since : key.length === 0 || key.includes(row.Id),
      )
      const behind = /Id gt '(\w+)'/.exec(searchParams.get('$filter') ?? '')?.[1] ?? ''
      return {
        body: { value: all.filter(row => row.Id > behind).slice(0, Number(searchParams.get('$top') ?? 100)) },
      }
    })
    const from = await given[0].now([given[1]], AbortSignal.timeout(5000))
    expect(from).toEqual({ marks: { Customers: 'stamp 2026-01-01T00:00:00Z' } })
    let step = 0
    const seen = await followed(
      given,
      from,
      portions => {
        const told = portions.flatMap(({ changes }) => changes)
        if (step === 0) {
          step = 1
          rows.set('b', whole('b', { ModifiedAt: '2026-02-01T00:00:00Z', Colour: 'Green' }))
        }
        if (step === 1 && told.some(({ after }) => after?.Colour === 'Green')) {
          step = 2
          rows.delete('a')
        }
        return told.some(({ after }) => after === null)
      },
      [...rows.keys()],
    )
    const told = seen.flatMap(({ changes }) => changes)
    expect(told.find(({ after }) => after?.Colour === 'Green')).toMatchObject({
      key: 'b',
      at: new Date('2026-02-01T00:00:00Z'),
    })
    expect(told.at(-1)).toMatchObject({ key: 'a', after: null })
    expect(seen.at(-1)?.position).toEqual({ marks: { Customers: 'stamp 2026-02-01T00:00:00Z' } })
  })
})

test('no description whatever is more than an answer that cannot be read', () => {
  const words = fc.constantFrom(
    '<Schema Namespace="A">',
    '</Schema>',
    '<EntityType Name="B" BaseType="A.B">',
    '</EntityType>',
    '<Key>',
    '</Key>',
    '<PropertyRef Name="x"/>',
    '<EntitySet Name="Bs" EntityType="A.B"/>',
    '<?xml?>',
    '&lt;',
    '&x;',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 12 }), parts => {
      try {
        expect(Array.isArray(setsIn(parts.join('')))).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(CallFailed)
      }
    }),
  )
})

test('an account that is no longer let in, and a next page on another server, are failures', async () => {
  let answer: Answer = { body: { value: [whole('a')] } }
  const [given, object] = await start(() => answer)
  const all = async () => {
    for await (const part of given.readAll({ object, after: null, chunk: 5 }, AbortSignal.timeout(5000)))
      expect(part).toHaveLength(1)
  }
  answer = { status: 401, body: { error: { code: '', message: 'The session has ended' } } }
  await expect(all()).rejects.toMatchObject({
    kind: 'denied',
    message: expect.stringContaining('The session has ended'),
  })
  answer = { status: 404, body: {} }
  await expect(all()).rejects.toMatchObject({ kind: 'changed-shape' })
  answer = {
    body: { value: [whole('a')], '@odata.nextLink': 'http://127.0.0.1:9/sap/odata/Customers?$skip=1' },
  }
  await expect(given.now([object], AbortSignal.timeout(5000))).rejects.toMatchObject({
    kind: 'broken-answer',
  })
})
