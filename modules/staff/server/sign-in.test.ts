import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authPost, newPerson, type TestStaff, testStaff } from './testing.ts'

let here: TestStaff

beforeAll(async () => {
  here = await testStaff()
})
afterAll(() => here.database.close())

const signIn = (email: string, password: string, more: { address?: string; cookie?: string } = {}) =>
  authPost(here.staff, '/sign-in/password', { body: { email, password }, ...more })

describe('signing in with a password', () => {
  test('the right password opens a session, whatever the case of the address', async () => {
    const { password } = await newPerson(here, { email: 'ada@firm.example', role: 'agent' })
    const { status, cookie } = await signIn('ADA@firm.example', password)
    expect(status).toBe(204)
    const actor = await here.staff.access.authenticate({ cookie })
    expect(actor).toMatchObject({ kind: 'user', channel: 'screen', roles: ['agent'] })
  })

  test('a wrong password, an unknown address and a deactivated person are told apart by nobody', async () => {
    const { password, actor } = await newPerson(here, { email: 'gone@firm.example', role: 'agent' })
    await here.db
      .insertInto('staff.user_deactivation')
      .values({ user_id: actor.id, by_id: actor.id })
      .execute()
    const answers = [
      await signIn('ada@firm.example', 'not the password'),
      await signIn('nobody@firm.example', 'not the password'),
      await signIn('gone@firm.example', password),
    ]
    expect(new Set(answers.map(answer => JSON.stringify([answer.status, answer.problem]))).size).toBe(1)
    expect(answers[0]).toMatchObject({
      status: 401,
      setCookie: [],
      problem: { code: 'staff.sign-in-failed' },
    })
  })

  test('of 20 wrong passwords sent at once only 10 are looked at', async () => {
    await newPerson(here, { email: 'target@firm.example', role: 'agent' })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        signIn('target@firm.example', 'wrong and wrong', { address: '203.0.113.20' }),
      ),
    )
    const codes = answers.map(answer => answer.problem.code)
    expect(codes.filter(code => code === 'staff.sign-in-failed')).toHaveLength(10)
    expect(codes.filter(code => code === 'staff.too-many-attempts')).toHaveLength(10)
  })

  test('after too many attempts the right password does not help from there, but does from elsewhere', async () => {
    const { password } = await newPerson(here, { email: 'patient@firm.example', role: 'agent' })
    for (let i = 0; i < 10; i++) await signIn('patient@firm.example', 'wrong', { address: '203.0.113.30' })
    expect((await signIn('patient@firm.example', password, { address: '203.0.113.30' })).status).toBe(429)
    expect((await signIn('patient@firm.example', password, { address: '203.0.113.31' })).status).toBe(204)
  })

  test('an address in another header than the server’s own does not bring new attempts', async () => {
    const forged = (i: number) =>
      authPost(here.staff, '/sign-in/password', {
        body: { email: 'forged@firm.example', password: 'wrong' },
        headers: { 'x-forwarded-for': `198.51.100.${i}`, 'x-tessera-client-address': `198.51.100.${i}` },
      })
    const answers = []
    for (let i = 0; i < 12; i++) answers.push((await forged(i)).status)
    expect(answers.slice(10)).toEqual([429, 429])
  })

  test('a session that was planted in the browser before does not survive signing in', async () => {
    const attacker = await newPerson(here, { email: 'attacker@firm.example', role: 'reader' })
    const victim = await newPerson(here, { email: 'victim@firm.example', role: 'manager' })
    const { cookie } = await signIn('victim@firm.example', victim.password, { cookie: attacker.cookie })
    expect(cookie).not.toBe(attacker.cookie)
    expect(await here.staff.access.authenticate({ cookie: attacker.cookie })).toBeNull()
    expect((await here.staff.access.authenticate({ cookie }))?.id).toBe(victim.actor.id)
  })

  test('signing out ends the session at once, also for who kept the cookie', async () => {
    const { cookie } = await newPerson(here, { email: 'leaving@firm.example', role: 'agent' })
    expect(await here.staff.access.authenticate({ cookie })).not.toBeNull()
    const out = await authPost(here.staff, '/sign-out', { cookie })
    expect(out.status).toBe(204)
    expect(out.setCookie.join()).toMatch(/Max-Age=0/)
    expect(await here.staff.access.authenticate({ cookie })).toBeNull()
  })

  test.each([
    'no json',
    '[]',
    '{"email":{"$ne":1},"password":[]}',
    '{"email":"a\\u0000b@x.example","password":"p"}',
  ])('a request that makes no sense (%s) is refused, not a defect', async text => {
    const request = new Request('http://x/api/auth/sign-in/password', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: text,
    })
    const { status } = await here.staff.handleAuth(request, { address: '203.0.113.40' })
    expect([401, 422]).toContain(status)
  })
})

describe('what is kept', () => {
  test('the database holds neither the session’s token nor the password', async () => {
    const { cookie, password, actor } = await newPerson(here, { email: 'kept@firm.example', role: 'agent' })
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? 'none'
    const sessions = await here.db
      .selectFrom('staff.session')
      .selectAll()
      .where('user_id', '=', actor.id)
      .execute()
    const accounts = await here.db
      .selectFrom('staff.account')
      .selectAll()
      .where('user_id', '=', actor.id)
      .execute()
    expect(sessions).toHaveLength(1)
    expect(token.length).toBeGreaterThanOrEqual(32)
    expect(JSON.stringify([sessions, accounts])).not.toContain(token)
    expect(JSON.stringify(accounts)).not.toContain(password)
  })

  test('what the database holds as a session opens nothing', async () => {
    const { cookie } = await newPerson(here, { email: 'leaked@firm.example', role: 'agent' })
    const name = cookie.split('=')[0]
    const [row] = await here.db
      .selectFrom('staff.session')
      .select('token')
      .orderBy('id', 'desc')
      .limit(1)
      .execute()
    expect(await here.staff.access.authenticate({ cookie: `${name}=${row?.token}` })).toBeNull()
    expect(await here.staff.access.authenticate({ cookie: `${name}=${row?.token}.AAAA` })).toBeNull()
  })

  test('a cookie that was changed by one letter is worth nothing', async () => {
    const { cookie } = await newPerson(here, { email: 'changed@firm.example', role: 'agent' })
    const other = cookie.at(20) === 'A' ? 'B' : 'A'
    const changed = cookie.slice(0, 20) + other + cookie.slice(21)
    expect(await here.staff.access.authenticate({ cookie: changed })).toBeNull()
  })

  test('over https the cookie is bound to the host, secure and out of reach of scripts', async () => {
    const there = await testStaff({ publicUrl: 'https://crm.firm.example' })
    const { cookie } = await newPerson(there, { email: 'a@firm.example', role: 'agent' })
    const { setCookie } = await authPost(there.staff, '/sign-in/password', {
      body: { email: 'a@firm.example', password: 'correct horse battery' },
    })
    await there.database.close()
    expect(cookie).toMatch(/^__Host-tessera_session=/)
    expect(setCookie).toHaveLength(1)
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=2592000']) {
      expect(setCookie[0]).toContain(attribute)
    }
    expect(setCookie[0]).not.toContain('Domain')
  })
})

describe('a session that grows old', () => {
  test('is prolonged by a week when it is used, and ends after 30 days nevertheless', async () => {
    const { cookie, actor } = await newPerson(here, { email: 'rolling@firm.example', role: 'agent' })
    const day = 86_400_000
    const age = (days: number) =>
      here.db
        .updateTable('staff.session')
        .set({
          expires_at: new Date(Date.now() + 4 * day),
          updated_at: new Date(Date.now() - 3 * day),
          created_at: new Date(Date.now() - days * day),
        })
        .where('user_id', '=', actor.id)
        .execute()
    const enter = () => {
      here.staff.forgetAccess()
      return here.staff.access.authenticate({ cookie })
    }
    await age(3)
    expect(await enter()).not.toBeNull()
    const [row] = await here.db
      .selectFrom('staff.session')
      .select('expires_at')
      .where('user_id', '=', actor.id)
      .execute()
    expect(row?.expires_at.getTime()).toBeGreaterThan(Date.now() + 6.9 * day)
    await age(31)
    expect(await enter()).toBeNull()
  })

  test('is over when it was not used for a week', async () => {
    const { cookie, actor } = await newPerson(here, { email: 'idle@firm.example', role: 'agent' })
    await here.db
      .updateTable('staff.session')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('user_id', '=', actor.id)
      .execute()
    here.staff.forgetAccess()
    expect(await here.staff.access.authenticate({ cookie })).toBeNull()
  })
})
