import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../app/testing.ts'
import { customersContract as api } from '../contract.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())

const names = async (q: string) =>
  (await admin.call(api.list, { query: { q } })).items.map(item => String(item.name)).sort()

describe('a new customer', () => {
  test('keeps its contact points in their normal form, the first of each kind being primary', async () => {
    const { id } = await admin.call(api.create, {
      body: {
        name: 'Åsa Öberg',
        contactPoints: [
          { kind: 'email', value: ' mailto:Asa.Oberg@FIRM.Example ' },
          { kind: 'email', value: 'asa@home.example' },
          { kind: 'phone', value: '0046 8 123 456 78' },
          {
            kind: 'address',
            address: { lines: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' },
          },
        ],
      },
    })
    const { contactPoints, record } = await admin.call(api.page, { params: { id } })
    expect(contactPoints.map(({ kind, value, primary }) => [kind, value, primary])).toEqual([
      ['address', 'Storgatan 1, 111 22 Stockholm, SE', true],
      ['email', 'asa.oberg@firm.example', true],
      ['email', 'asa@home.example', false],
      ['phone', '+46812345678', true],
    ])
    expect(record).toMatchObject({
      email: 'asa.oberg@firm.example',
      phone: '+46812345678',
      city: 'Stockholm',
      postcode: '111 22',
      country: 'SE',
    })
  })

  test('keeps what cannot be read as it was given, and says what is wrong with it', async () => {
    const { id } = await admin.call(api.create, {
      body: {
        name: 'Unreadable',
        contactPoints: [
          { kind: 'email', value: 'nobody at home' },
          { kind: 'phone', value: '08-123 456' },
          { kind: 'phone', value: '+1 12' },
        ],
      },
    })
    const { contactPoints } = await admin.call(api.page, { params: { id } })
    expect(contactPoints.map(({ value, problem }) => [value, problem])).toEqual([
      ['nobody at home', 'customers.email-unreadable'],
      ['08-123 456', 'customers.phone-without-country'],
      ['+1 12', 'customers.phone-unreadable'],
    ])
  })

  test('is a person by a given name and an organisation by its number of employees, unless it is said', async () => {
    const kind = async (body: Record<string, unknown>) => (await admin.call(api.create, { body })).kind
    expect(await kind({ givenName: 'Ada' })).toBe('person')
    expect(await kind({ name: 'Berg AB', employees: 3 })).toBe('organisation')
    expect(await kind({ name: 'Berg AB', employees: 3, kind: 'person' })).toBe('person')
  })

  test('needs a name', async () => {
    const { status, problem } = await admin.send(api.create, { body: { city: 'Oslo' } })
    expect([status, problem.fields?.map(({ path }) => path)]).toEqual([422, ['name']])
    expect((await admin.send(api.create, { body: { name: ' \u00a0 ' } })).status).toBe(422)
  })

  test('made twice with one Idempotency-Key, even at once, exists once', async () => {
    const headers = { 'idempotency-key': 'only-once' }
    const body = { name: 'Idempotent One' }
    const answers = await Promise.all([1, 2, 3, 4].map(() => admin.send(api.create, { body, headers })))
    expect(new Set(answers.map(({ status, reply }) => `${status} ${reply.id}`)).size).toBe(1)
    expect(await names('Idempotent')).toHaveLength(1)
    const other = await admin.send(api.create, { body: { name: 'Idempotent Two' }, headers })
    expect([other.status, other.problem.code]).toEqual([422, 'platform.key-used'])
  })

  test('an Idempotency-Key stands for one address: the same note for another customer is another request', async () => {
    const [a, b] = await Promise.all(['A', 'B'].map(name => admin.call(api.create, { body: { name } })))
    const headers = { 'idempotency-key': 'one-note' }
    const body = { kind: 'note', body: 'Called' } as const
    const first = await admin.send(api.addEntry, { params: { id: a?.id ?? '' }, body, headers })
    const second = await admin.send(api.addEntry, { params: { id: b?.id ?? '' }, body, headers })
    expect([first.status, second.status]).toEqual([201, 422])
  })
})

describe('a changed name', () => {
  test('is found at once by its new words, and no more by the old ones', async () => {
    const { id } = await admin.call(api.create, {
      body: { givenName: 'Vilhelmina', familyName: 'Grönqvist' },
    })
    expect(await names('gronq')).toEqual(['Vilhelmina Grönqvist'])
    await admin.call(api.change, { params: { id }, body: { familyName: 'Zetterlund' } })
    expect(await names('zetterl')).toEqual(['Vilhelmina Zetterlund'])
    expect(await names('grönqvist')).toEqual([])
    const sorted = await admin.call(api.list, { query: { q: 'vilhelmina zett', sort: 'name' } })
    expect(sorted.items).toHaveLength(1)
  })

  test('that was given by hand stays when its parts change', async () => {
    const { id } = await admin.call(api.create, {
      body: { name: 'Dr. Bo Ek', givenName: 'Bo', familyName: 'Ek', kind: 'person' },
    })
    const changed = await admin.call(api.change, { params: { id }, body: { familyName: 'Asp' } })
    expect(changed.name).toBe('Dr. Bo Ek')
    expect(await names('asp')).toEqual(['Dr. Bo Ek'])
  })
})

describe('two people at one customer', () => {
  test('who change the same field: the second gets a conflict that shows how it is now', async () => {
    const { id, version } = await admin.call(api.create, { body: { name: 'Shared', city: 'Oslo' } })
    const params = { id }
    await admin.call(api.change, { params, body: { city: 'Bergen' }, ifMatch: version })
    const second = await app.people.steward.send(api.change, {
      params,
      body: { city: 'Tromsø' },
      ifMatch: version,
    })
    expect(second.status).toBe(409)
    expect(second.problem.current).toMatchObject({ id, city: 'Bergen', version: version + 1 })
    expect((await admin.call(api.get, { params })).city).toBe('Bergen')
  })

  test('who change different fields do not hurt each other', async () => {
    const { id, version } = await admin.call(api.create, { body: { name: 'Shared too', city: 'Oslo' } })
    const params = { id }
    await admin.call(api.change, { params, body: { level: 'gold' }, ifMatch: version })
    const { status } = await app.people.steward.send(api.change, {
      params,
      body: { city: 'Voss' },
      ifMatch: version,
    })
    expect(status).toBe(200)
    expect(await admin.call(api.get, { params })).toMatchObject({ level: 'gold', city: 'Voss' })
  })

  test('at the same moment: one wins each field, none is lost, the version counts both', async () => {
    const { id, version } = await admin.call(api.create, { body: { name: 'Race' } })
    const params = { id }
    const cities = ['Oslo', 'Bergen', 'Voss', 'Moss', 'Bodø']
    const answers = await Promise.all(
      cities.map(city => admin.send(api.change, { params, body: { city }, ifMatch: version })),
    )
    const served = answers.filter(({ status }) => status === 200)
    expect([served.length, answers.filter(({ status }) => status === 409).length]).toEqual([1, 4])
    expect((await admin.call(api.get, { params })).city).toBe(served[0]?.reply.city)
  })

  test('send the version they have read in any form the standard knows; another form is refused', async () => {
    const { id } = await admin.call(api.create, { body: { name: 'Versions' } })
    const send = (match: string, city: string) =>
      admin.send(api.change, { params: { id }, body: { city }, headers: { 'if-match': match } })
    expect((await send('"1"', 'A')).headers.etag).toBe('"2"')
    expect((await send('W/"2"', 'B')).status).toBe(200)
    expect((await send('*', 'C')).status).toBe(200)
    expect((await send('"1"', 'D')).status).toBe(409)
    for (const wrong of ['4', '"x"', '"4", "5"', '""'])
      expect((await send(wrong, 'E')).status, wrong).toBe(422)
  })

  test('a conflict at a task or contact point shows it by the same names as its reads', async () => {
    const { id } = await admin.call(api.create, { body: { name: 'Children' } })
    const task = await admin.call(api.addTask, { params: { id }, body: { title: 'One' } })
    const params = { id, childId: task.id }
    await admin.call(api.changeTask, { params, body: { title: 'Two' }, ifMatch: 1 })
    const late = await admin.send(api.changeTask, { params, body: { title: 'Three' }, ifMatch: 1 })
    expect(late.status).toBe(409)
    expect(late.problem.current).toMatchObject({ title: 'Two', version: 2, dueAt: null, customerId: id })
  })
})

test('an empty text clears a field, and nothing different writes nothing', async () => {
  const { id } = await admin.call(api.create, {
    body: { name: 'Clear', city: 'Oslo', tags: ['a', 'a', 'b'] },
  })
  const params = { id }
  expect((await admin.call(api.get, { params })).tags).toEqual(['a', 'b'])
  expect(await admin.call(api.change, { params, body: { city: '' } })).toMatchObject({
    city: null,
    version: 2,
  })
  expect((await admin.call(api.change, { params, body: { name: 'Clear', city: '' } })).version).toBe(2)
})

test('where there are no business units, a manager sees what everyone makes', async () => {
  const manager = await app.person('manager')
  const { id } = await admin.call(api.create, { body: { name: 'Of no unit' } })
  expect((await manager.call(api.get, { params: { id } })).name).toBe('Of no unit')
})
