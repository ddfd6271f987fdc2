import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { organisationEndpoints, peopleEndpoints, sessionEndpoints } from '../modules/staff/contract.ts'
import { builtInRoles, type TestApp, testApp } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.server.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  })

describe('the first administrator', () => {
  test('comes in by the link and may then do everything', async () => {
    const there = await testApp()
    await there.database.pool.query('update staff."user" set last_sign_in_at = null')
    const token = (await there.staff.firstAdministratorLink())?.split('token=')[1]
    const answer = await there.server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/link',
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: { token },
    })
    expect(answer.statusCode).toBe(204)
    const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const session = await there.server.inject({ url: '/api/v1/session', headers: { cookie } })
    expect(session.json()).toMatchObject({ roles: ['administrator'], demo: false })
    await there.close()
  })
})

describe('the session', () => {
  test.each(builtInRoles)(
    'of a %s tells who it is, what is permitted and which fields there are',
    async role => {
      const session = await app.people[role].call(sessionEndpoints.readSession)
      expect(session).toMatchObject({ user: { id: app.people[role].id, hasPassword: true }, roles: [role] })
      expect(session.permissions).toContain('customers.read')
      const customer = session.entities.find(entity => entity.name === 'customer')
      for (const field of customer?.fields ?? []) {
        if (field.permission) expect(session.permissions).toContain(field.permission)
      }
    },
  )

  test('of a stranger does not exist', async () => {
    expect((await app.stranger.send(sessionEndpoints.readSession)).status).toBe(401)
  })

  test('that was ended opens nothing, although the browser still has the cookie', async () => {
    const person = await app.person('agent')
    await person.call(sessionEndpoints.endSession)
    expect((await person.send(sessionEndpoints.readSession)).status).toBe(401)
  })
})

describe('a page of another site', () => {
  const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }

  test('cannot write with the cookie of somebody who is signed in', async () => {
    const { administrator } = app.people
    const body = { name: 'Taken over' }
    const answer = await administrator.send(organisationEndpoints.renameOrganisation, {
      body,
      headers: foreign,
    })
    expect(answer).toMatchObject({ status: 403, problem: { code: 'staff.cross-site' } })
    expect((await administrator.call(sessionEndpoints.readSession)).organisation.name).not.toBe('Taken over')
  })

  test('cannot sign anybody in', async () => {
    const answer = await post('/api/auth/sign-in/password', { email: 'a@b.example', password: 'x' }, foreign)
    expect(answer.statusCode).toBe(403)
    expect(answer.cookies).toEqual([])
  })

  test('is no matter for programs, which send a key on purpose', async () => {
    const key = await app.key('administrator')
    const body = { name: 'Named by a program' }
    const answer = await key.send(organisationEndpoints.renameOrganisation, { body, headers: foreign })
    expect(answer.status).toBe(204)
  })
})

describe('attempts', () => {
  test('are counted by the address of the connection, not by what a header says', async () => {
    const attempt = (i: number) =>
      post(
        '/api/auth/sign-in/password',
        { email: 'spray@firm.example', password: 'wrong' },
        { 'x-forwarded-for': `198.51.100.${i}` },
      )
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) statuses.push((await attempt(i)).statusCode)
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429])
  })

  test('that come too often are told when to come again', async () => {
    const answer = await post('/api/auth/sign-in/password', {
      email: 'spray@firm.example',
      password: 'wrong',
    })
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })
})

describe('rights', () => {
  test('that were taken are gone with the next request', async () => {
    const person = await app.person('manager')
    expect((await person.send(peopleEndpoints.listUsers)).status).toBe(200)
    const params = { id: person.id }
    await app.people.administrator.call(peopleEndpoints.editUser, { params, body: { roles: ['reader'] } })
    expect((await person.send(peopleEndpoints.listUsers)).status).toBe(403)
    await app.people.administrator.call(peopleEndpoints.deactivateUser, { params })
    expect((await person.send(sessionEndpoints.readSession)).status).toBe(401)
  })

  test('that were taken do not come back by undoing', async () => {
    const person = await app.person('administrator')
    const params = { id: person.id }
    const taken = await app.people.administrator.send(peopleEndpoints.editUser, {
      params,
      body: { roles: ['reader'] },
    })
    const batch = String(taken.headers['tessera-batch'])
    for (const caller of [app.people.administrator, app.people.steward, person]) {
      await caller.raw('POST', `/history/batches/${batch}/undo`, { body: {} })
    }
    const after = await app.people.administrator.call(peopleEndpoints.readUser, { params })
    expect(after.roles).toEqual(['reader'])
  })

  test.each(builtInRoles.filter(role => role !== 'administrator'))(
    'of others are not for a %s to change',
    async role => {
      const target = await app.person('agent')
      const params = { id: target.id }
      const answers = [
        await app.people[role].send(peopleEndpoints.editUser, { params, body: { roles: ['administrator'] } }),
        await app.people[role].send(peopleEndpoints.deactivateUser, { params }),
        await app.people[role].send(peopleEndpoints.sendSignInLink, { params }),
        await app.people[role].send(peopleEndpoints.invite, {
          body: { email: 'x@firm.example', role: 'reader' },
        }),
      ]
      expect(answers.map(answer => answer.status)).toEqual([403, 403, 403, 403])
      const after = await app.people.administrator.call(peopleEndpoints.readUser, { params })
      expect(after).toMatchObject({ roles: ['agent'], deactivated: null })
    },
  )
})
