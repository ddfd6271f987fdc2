import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../../platform/access/actor.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import { changeCredentials } from './credentials.ts'
import { changePreferences, describeSession, switchDemoRole } from './session.ts'
import { endOtherSessions, mySessions } from './sessions.ts'
import { createTeam, editTeam } from './teams.ts'
import { authPost, newPerson, testKnown, type TestStaff, testStaff } from './testing.ts'
import { createUnit, editUnit, removeUnit } from './units.ts'
import { deactivateUser, editUser, reactivateUser } from './users.ts'
import { listColleagues, listUsers } from './users.queries.ts'

let here: TestStaff
let admin: { actor: Actor; cookie: string; password: string }

beforeAll(async () => {
  here = await testStaff({ demo: true })
  admin = await newPerson(here, { email: 'admin@firm.example', role: 'administrator' })
})
afterAll(() => here.database.close())

const actorOf = (cookie: string) => here.staff.access.authenticate({ cookie })

describe('what an actor may do', () => {
  test('an administrator may do everything that is registered, over all rows', () => {
    expect([...admin.actor.permissions].sort()).toEqual([...testKnown.permissions].sort())
    expect(Object.fromEntries(admin.actor.scopes)).toEqual({ customer: 'all', task: 'all' })
  })

  test('an agent finds every customer but only the team’s tasks; a seller only what is his own', async () => {
    const agent = await newPerson(here, { email: 'agent@firm.example', role: 'agent' })
    const seller = await newPerson(here, { email: 'seller@firm.example', role: 'seller' })
    expect(Object.fromEntries(agent.actor.scopes)).toEqual({ customer: 'all', task: 'team' })
    expect(Object.fromEntries(seller.actor.scopes)).toEqual({ customer: 'own', task: 'own' })
    expect(agent.actor.permissions.has('customers.delete')).toBe(false)
    expect(agent.actor.permissions.has('tasks.write')).toBe(true)
  })

  test('a change of role holds from the next request on, cached or not', async () => {
    const { actor, cookie } = await newPerson(here, { email: 'moved@firm.example', role: 'reader' })
    expect((await actorOf(cookie))?.permissions.has('customers.write')).toBe(false)
    await here.as(admin.actor, ctx => editUser(ctx, actor.id, { roles: ['agent'] }, here.staff.installation))
    expect((await actorOf(cookie))?.permissions.has('customers.write')).toBe(true)
  })

  test('what was read before a change is committed is not kept beyond it', async () => {
    const { actor, cookie } = await newPerson(here, { email: 'between@firm.example', role: 'agent' })
    await here.as(admin.actor, async ctx => {
      await editUser(ctx, actor.id, { roles: ['reader'] }, here.staff.installation)
      expect((await actorOf(cookie))?.roles).toEqual(['agent'])
    })
    expect((await actorOf(cookie))?.roles).toEqual(['reader'])
  })

  test('an own role of the organisation has the rights that stand in the database', async () => {
    const { id } = await here.db
      .insertInto('staff.role')
      .values({ key: 'archivist', name: 'Archivist' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await here.db
      .insertInto('staff.role_permission')
      .values({ role_id: id, permission: 'customers.*' })
      .execute()
    await here.db
      .insertInto('staff.role_scope')
      .values({ role_id: id, entity: 'customer', scope: 'team' })
      .execute()
    const { actor } = await newPerson(here, { email: 'archive@firm.example', role: 'archivist' })
    expect([...actor.permissions].every(permission => permission.startsWith('customers.'))).toBe(true)
    expect(Object.fromEntries(actor.scopes)).toEqual({ customer: 'team' })
  })

  test('the actor knows the team and the units, those below included', async () => {
    const ana = await newPerson(here, { email: 'ana@firm.example', role: 'manager' })
    const ben = await newPerson(here, { email: 'ben@firm.example', role: 'agent' })
    const top = await here.as(admin.actor, ctx => createUnit(ctx, { name: 'Service' }))
    const below = await here.as(admin.actor, ctx => createUnit(ctx, { name: 'Nights', parentId: top.id }))
    await here.as(admin.actor, async ctx => {
      const team = await createTeam(ctx, { name: 'Team one' })
      await editTeam(ctx, team.id, { memberIds: [ana.actor.id, ben.actor.id] })
      await editUser(ctx, ana.actor.id, { unitId: top.id }, here.staff.installation)
    })
    const actor = await actorOf(ana.cookie)
    expect([...(actor?.teamMates ?? [])].sort()).toEqual([ana.actor.id, ben.actor.id].sort())
    expect([...(actor?.units ?? [])].sort()).toEqual([top.id, below.id].sort())
  })

  test('work done later in somebody’s name has today’s rights, and none after they left', async () => {
    const { actor } = await newPerson(here, { email: 'later@firm.example', role: 'agent' })
    expect(await here.staff.access.actorOf(actor.id, 'import')).toMatchObject({
      channel: 'import',
      roles: ['agent'],
    })
    await here.as(admin.actor, ctx => deactivateUser(ctx, actor.id, here.staff.installation))
    expect(await here.staff.access.actorOf(actor.id, 'import')).toBeNull()
  })
})

describe('API keys', () => {
  const make = (role: string, expiresAt?: Date) =>
    here.as(admin.actor, ctx => createApiKey(ctx, { name: 'sync', role, expiresAt }, here.staff.installation))
  const enter = (secret: string) => here.staff.access.authenticate({ authorization: `Bearer ${secret}` })

  test('a key has the rights of its role until it is revoked', async () => {
    const { id, secret } = await make('reader')
    expect(secret).toMatch(/^tsk_[\w-]{43}$/)
    expect(await enter(secret)).toMatchObject({ id, kind: 'key', channel: 'api', roles: ['reader'] })
    await here.as(admin.actor, ctx => revokeApiKey(ctx, id))
    expect(await enter(secret)).toBeNull()
  })

  test('a key is worth nothing once it has expired, and cannot be made expired', async () => {
    const { id, secret } = await make('reader', new Date(Date.now() + 60_000))
    expect(await enter(secret)).not.toBeNull()
    await here.db
      .updateTable('staff.api_key')
      .set({ expires_at: new Date(0) })
      .where('id', '=', id)
      .execute()
    here.staff.forgetAccess()
    expect(await enter(secret)).toBeNull()
    await expect(make('reader', new Date(0))).rejects.toMatchObject({ status: 422 })
  })

  test('the secret is in the first answer only', async () => {
    const { secret } = await make('reader')
    const rows = await here.db.selectFrom('staff.api_key').selectAll().execute()
    const listed = await here.as(admin.actor, listApiKeys)
    expect(JSON.stringify([rows, listed])).not.toContain(secret.slice(12))
  })

  test('a wrong key beside a good cookie lets nobody in', async () => {
    const authorization = `Bearer tsk_${'A'.repeat(43)}`
    expect(await here.staff.access.authenticate({ authorization, cookie: admin.cookie })).toBeNull()
    expect(
      await here.staff.access.authenticate({ authorization: 'Basic YTpi', cookie: admin.cookie }),
    ).toBeNull()
  })

  test('nobody makes a key that may do more than they may', async () => {
    const { actor } = await newPerson(here, { email: 'keys@firm.example', role: 'manager' })
    const attempt = here.as(actor, ctx =>
      createApiKey(ctx, { name: 'up', role: 'administrator' }, here.staff.installation),
    )
    await expect(attempt).rejects.toMatchObject({ code: 'staff.role-beyond-own' })
  })

  test('its last use is noted', async () => {
    const { id, secret } = await make('reader')
    await enter(secret)
    const row = await here.db
      .selectFrom('staff.api_key')
      .select('last_used_at')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(row?.last_used_at).toBeInstanceOf(Date)
  })
})

describe('people', () => {
  test('the last administrator can neither be deactivated nor lose the role, also not by two at once', async () => {
    const there = await testStaff()
    const one = await newPerson(there, { email: 'one@firm.example', role: 'administrator' })
    const two = await newPerson(there, { email: 'two@firm.example', role: 'administrator' })
    let counterpart: Promise<unknown> = Promise.resolve()
    await there.as(one.actor, async ctx => {
      await deactivateUser(ctx, two.actor.id, there.staff.installation)
      counterpart = there
        .as(two.actor, theirs => deactivateUser(theirs, one.actor.id, there.staff.installation))
        .catch((error: unknown) => error)
      // Time for the other to go ahead before this is committed, if nothing made it wait.
      await Promise.race([counterpart, new Promise(done => setTimeout(done, 300))])
    })
    expect(await counterpart).toMatchObject({ code: 'staff.last-administrator' })
    const demote = there.as(one.actor, ctx =>
      editUser(ctx, one.actor.id, { roles: [] }, there.staff.installation),
    )
    await expect(demote).rejects.toMatchObject({ code: 'staff.last-administrator' })
    await there.database.close()
  })

  test('deactivating ends all sessions at once; reactivating lets the person sign in again', async () => {
    const { actor, cookie, password } = await newPerson(here, { email: 'back@firm.example', role: 'agent' })
    await here.as(admin.actor, ctx => deactivateUser(ctx, actor.id, here.staff.installation))
    expect(await actorOf(cookie)).toBeNull()
    const user = await here.as(admin.actor, ctx => reactivateUser(ctx, actor.id, here.staff.installation))
    expect(user.deactivated).toBeNull()
    const again = await authPost(here.staff, '/sign-in/password', {
      body: { email: 'back@firm.example', password },
    })
    expect(again.status).toBe(204)
  })

  test('are listed page by page without gaps or repetitions, and found by name and address', async () => {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await listUsers(here.db, { state: 'any', limit: 3, cursor })
      found.push(...page.items.map(user => user.id))
      expect(page.total).toBeGreaterThanOrEqual(page.items.length)
      cursor = page.next ?? undefined
    } while (cursor)
    const all = await here.db.selectFrom('staff.user').select('id').execute()
    expect(found.toSorted()).toEqual(all.map(user => user.id).sort())
    expect((await listUsers(here.db, { q: 'ADMIN@', state: 'active', limit: 10 })).items).toHaveLength(1)
    expect((await listUsers(here.db, { q: '%', state: 'any', limit: 10 })).items).toEqual([])
  })

  test('who left is not offered as a colleague but still has a name', async () => {
    const { actor } = await newPerson(here, { email: 'former@firm.example', role: 'agent', name: 'Former' })
    await here.as(admin.actor, ctx => deactivateUser(ctx, actor.id, here.staff.installation))
    expect(await listColleagues(here.db, { q: 'Former', limit: 10 })).toEqual([])
    expect(await listColleagues(here.db, { ids: [actor.id], limit: 10 })).toEqual([
      { id: actor.id, name: 'Former', active: false },
    ])
  })

  test('every change of rights is told with before and after', async () => {
    const { actor } = await newPerson(here, { email: 'told@firm.example', role: 'reader' })
    await here.as(admin.actor, ctx => editUser(ctx, actor.id, { roles: ['agent'] }, here.staff.installation))
    const { rows } = await here.database.pool.query(
      `select actor_id, data from platform.event where kind = 'staff.access-changed' and record_id = $1`,
      [actor.id],
    )
    expect(rows).toEqual([
      { actor_id: admin.actor.id, data: { before: { roles: ['reader'] }, after: { roles: ['agent'] } } },
    ])
  })
})

describe('the own account', () => {
  test('a new password needs the old one and ends all other sessions, not this one', async () => {
    const { actor, cookie, password } = await newPerson(here, { email: 'own@firm.example', role: 'agent' })
    const other = await authPost(here.staff, '/sign-in/password', {
      body: { email: 'own@firm.example', password },
    })
    const change = (currentPassword: string | undefined) =>
      here.as(actor, ctx =>
        changeCredentials(
          ctx,
          { currentPassword, newPassword: 'seven quiet rivers' },
          here.staff.installation,
        ),
      )
    await expect(change(undefined)).rejects.toMatchObject({ fields: [{ code: 'staff.password-wrong' }] })
    await expect(change('guess')).rejects.toMatchObject({ fields: [{ code: 'staff.password-wrong' }] })
    await change(password)
    expect(await actorOf(other.cookie)).toBeNull()
    expect((await actorOf(cookie))?.id).toBe(actor.id)
    const enter = (word: string) =>
      authPost(here.staff, '/sign-in/password', { body: { email: 'own@firm.example', password: word } })
    expect((await enter(password)).status).toBe(401)
    expect((await enter('seven quiet rivers')).status).toBe(204)
  })

  test('guessing the old password through the account is limited, although each guess is rolled back', async () => {
    const { actor } = await newPerson(here, { email: 'guessed@firm.example', role: 'agent' })
    const guess = () =>
      here.as(actor, ctx =>
        changeCredentials(
          ctx,
          { currentPassword: 'guess', newPassword: 'seven quiet rivers' },
          here.staff.installation,
        ),
      )
    const codes = []
    for (let i = 0; i < 12; i++) codes.push(await guess().catch((error: { status: number }) => error.status))
    expect(codes.slice(9)).toEqual([422, 429, 429])
  })

  test('sessions are listed without their tokens, and all others can be ended', async () => {
    const { actor, cookie, password } = await newPerson(here, { email: 'many@firm.example', role: 'agent' })
    const body = { email: 'many@firm.example', password }
    const second = await authPost(here.staff, '/sign-in/password', {
      body,
      headers: { 'user-agent': 'Firefox' },
    })
    const sessions = await here.as(actor, mySessions)
    expect(sessions.map(session => session.current)).toEqual([false, true])
    expect(sessions[0]).toMatchObject({ browser: 'Firefox', address: '203.0.113.7' })
    await here.as(actor, endOtherSessions)
    expect(await actorOf(second.cookie)).toBeNull()
    expect(await actorOf(cookie)).not.toBeNull()
  })

  test('language and time zone must exist', async () => {
    const { actor, cookie } = await newPerson(here, { email: 'prefs@firm.example', role: 'agent' })
    await here.as(actor, ctx =>
      changePreferences(ctx, { locale: 'ar-EG', timeZone: 'Africa/Cairo', theme: 'dark' }),
    )
    expect(await actorOf(cookie)).toMatchObject({ locale: 'ar-EG', timeZone: 'Africa/Cairo' })
    await expect(
      here.as(actor, ctx => changePreferences(ctx, { timeZone: 'Mars/Base' })),
    ).rejects.toMatchObject({ status: 422 })
    await expect(
      here.as(actor, ctx => changePreferences(ctx, { locale: 'not a tag' })),
    ).rejects.toMatchObject({ status: 422 })
  })
})

describe('the demo', () => {
  test('an administrator looks through the role of an agent, and can come back', async () => {
    const { actor, cookie } = await newPerson(here, { email: 'demo@firm.example', role: 'administrator' })
    await here.as(actor, ctx => switchDemoRole(ctx, 'agent', here.staff.installation))
    const asAgent = await actorOf(cookie)
    expect(asAgent).toMatchObject({ id: actor.id, roles: ['agent'] })
    expect(asAgent?.permissions.has('staff.manage')).toBe(false)
    expect(asAgent?.permissions.has('demo.switch')).toBe(true)
    await here.as(asAgent as Actor, ctx => switchDemoRole(ctx, 'administrator', here.staff.installation))
    expect((await actorOf(cookie))?.permissions.has('staff.manage')).toBe(true)
  })

  test('outside the demo nobody can switch, and a switch made before has no effect', async () => {
    const there = await testStaff()
    const { actor, cookie } = await newPerson(there, { email: 'real@firm.example', role: 'reader' })
    expect(actor.permissions.has('demo.switch')).toBe(false)
    await there.db.updateTable('staff.session').set({ demo_role: 'administrator' }).execute()
    there.staff.forgetAccess()
    expect((await there.staff.access.authenticate({ cookie }))?.roles).toEqual(['reader'])
    const attempt = there.as(actor, ctx => switchDemoRole(ctx, 'administrator', there.staff.installation))
    await expect(attempt).rejects.toMatchObject({ code: 'staff.demo-off' })
    await there.database.close()
  })

  test('the demo people come once, however often the demo is built', async () => {
    const { demoStaff } = await import('./demo.ts')
    await here.as(here.system, demoStaff)
    await here.as(here.system, demoStaff)
    const { items } = await listUsers(here.db, { q: 'nordlicht.example', state: 'any', limit: 50 })
    expect(items).toHaveLength(11)
    expect(items.find(user => user.name === 'Ana Horvat')).toMatchObject({
      roles: ['manager'],
      unit: 'Customer service',
    })
    expect((await here.as(admin.actor, ctx => describeSession(ctx, { demo: true }))).organisation.name).toBe(
      'Nordlicht Energie',
    )
  })
})

describe('business units', () => {
  test('cannot stand below themselves, not even when two moves meet', async () => {
    const [a, b] = await here.as(admin.actor, async ctx => [
      await createUnit(ctx, { name: 'A' }),
      await createUnit(ctx, { name: 'B' }),
    ])
    const moves = await Promise.allSettled([
      here.as(admin.actor, ctx => editUnit(ctx, a?.id ?? '', { parentId: b?.id ?? null })),
      here.as(admin.actor, ctx => editUnit(ctx, b?.id ?? '', { parentId: a?.id ?? null })),
    ])
    expect(moves.map(move => move.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('that somebody belongs to cannot be removed', async () => {
    const unit = await here.as(admin.actor, ctx => createUnit(ctx, { name: 'Used' }))
    await here.as(admin.actor, ctx =>
      editUser(ctx, admin.actor.id, { unitId: unit.id }, here.staff.installation),
    )
    await expect(here.as(admin.actor, ctx => removeUnit(ctx, unit.id))).rejects.toMatchObject({
      code: 'staff.unit-in-use',
    })
    await here.as(admin.actor, ctx =>
      editUser(ctx, admin.actor.id, { unitId: null }, here.staff.installation),
    )
    await here.as(admin.actor, ctx => removeUnit(ctx, unit.id))
  })
})
