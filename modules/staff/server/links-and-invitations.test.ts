import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invite, listInvitations, lookAtInvitation, revokeInvitation } from './invitations.ts'
import { firstAdministratorLink, sendSignInLink } from './sign-in-links.ts'
import { authPost, newPerson, type TestStaff, testStaff } from './testing.ts'
import { deactivateUser } from './users.ts'

let here: TestStaff

beforeAll(async () => {
  here = await testStaff()
})
afterAll(() => here.database.close())

const tokenOf = (path: string | null | undefined) => path?.split('token=')[1] ?? ''
const useLink = (token: string) => authPost(here.staff, '/sign-in/link', { body: { token } })

describe('the link of the first administrator', () => {
  test('two processes that start at once create one administrator', async () => {
    const links = await Promise.all([firstAdministratorLink(here.db), firstAdministratorLink(here.db)])
    expect(new Set(links).size).toBe(2)
    for (const link of links) expect(link).toMatch(/^\/sign-in\/link\?token=[\w-]{43}$/)
    const users = await here.db.selectFrom('staff.user').selectAll().execute()
    expect(users).toHaveLength(1)
  })

  test('is offered again until somebody signed in, works once, and is never offered afterwards', async () => {
    const token = tokenOf(await firstAdministratorLink(here.db))
    const answers = await Promise.all(Array.from({ length: 8 }, () => useLink(token)))
    expect(answers.filter(answer => answer.status === 204)).toHaveLength(1)
    expect(answers.filter(answer => answer.problem.code === 'staff.link-invalid')).toHaveLength(7)
    const actor = await here.staff.access.authenticate({
      cookie: answers.find(a => a.status === 204)?.cookie,
    })
    expect(actor?.roles).toEqual(['administrator'])
    expect(await firstAdministratorLink(here.db)).toBeNull()
  })
})

describe('a sign-in link for somebody who cannot get in', () => {
  test('works once and for that person only; the database holds no usable part of it', async () => {
    const { actor } = await newPerson(here, { email: 'locked@firm.example', role: 'agent' })
    const { mailed, path } = await here.as(here.system, ctx =>
      sendSignInLink(ctx, actor.id, here.staff.installation),
    )
    expect(mailed).toBe(false)
    const token = tokenOf(path)
    const stored = JSON.stringify(await here.db.selectFrom('staff.sign_in_link').selectAll().execute())
    expect(stored).not.toContain(token)
    const first = await useLink(token)
    expect((await here.staff.access.authenticate({ cookie: first.cookie }))?.id).toBe(actor.id)
    expect((await useLink(token)).problem.code).toBe('staff.link-invalid')
  })

  test('is worth nothing after 24 hours or when the person was deactivated meanwhile', async () => {
    const { actor } = await newPerson(here, { email: 'late@firm.example', role: 'agent' })
    const link = async () =>
      tokenOf(
        (await here.as(here.system, ctx => sendSignInLink(ctx, actor.id, here.staff.installation))).path,
      )
    const old = await link()
    await here.db
      .updateTable('staff.sign_in_link')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('user_id', '=', actor.id)
      .execute()
    expect((await useLink(old)).problem.code).toBe('staff.link-invalid')
    const fresh = await link()
    await here.as(here.system, ctx => deactivateUser(ctx, actor.id, here.staff.installation))
    expect((await useLink(fresh)).problem.code).toBe('staff.link-invalid')
  })

  test('for an administrator cannot be made by somebody who may do less', async () => {
    const admin = await newPerson(here, { email: 'boss@firm.example', role: 'administrator' })
    const manager = await newPerson(here, { email: 'lesser@firm.example', role: 'manager' })
    const attempt = here.as(manager.actor, ctx =>
      sendSignInLink(ctx, admin.actor.id, here.staff.installation),
    )
    await expect(attempt).rejects.toMatchObject({ code: 'staff.role-beyond-own' })
  })

  test('that was made up is refused like one that is too old', async () => {
    expect((await useLink('A'.repeat(43))).problem.code).toBe('staff.link-invalid')
    expect((await useLink("' or 1=1 -- aaaaaaaaaaaaaaaaaa")).problem.code).toBe('staff.link-invalid')
  })
})

describe('an invitation', () => {
  const send = (email: string, role = 'agent') =>
    here.as(here.system, ctx => invite(ctx, { email, role }, here.staff.installation))
  const accept = (token: string, password = 'correct horse battery') =>
    authPost(here.staff, '/sign-in/invitation', {
      body: { token, name: 'Ines', password, locale: 'de-AT', timeZone: 'Europe/Vienna' },
    })

  test('shows what it is to, and makes the person who accepts it a member with its role', async () => {
    const { path } = await send('ines@firm.example', 'steward')
    const token = tokenOf(path)
    expect(await lookAtInvitation(here.db, token)).toMatchObject({
      email: 'ines@firm.example',
      role: 'steward',
    })
    const { status, cookie } = await accept(token)
    expect(status).toBe(204)
    expect(await here.staff.access.authenticate({ cookie })).toMatchObject({
      name: 'Ines',
      roles: ['steward'],
      locale: 'de-AT',
      timeZone: 'Europe/Vienna',
    })
  })

  test('is accepted once, however many try at the same time', async () => {
    const token = tokenOf((await send('race@firm.example')).path)
    const answers = await Promise.all(Array.from({ length: 6 }, () => accept(token)))
    expect(answers.filter(answer => answer.status === 204)).toHaveLength(1)
    const people = await here.db
      .selectFrom('staff.user')
      .where('email', '=', 'race@firm.example')
      .selectAll()
      .execute()
    expect(people).toHaveLength(1)
  })

  test('is replaced by a newer one to the same address, and can be taken back', async () => {
    const first = tokenOf((await send('twice@firm.example')).path)
    const second = await send('Twice@firm.example')
    expect((await accept(first)).problem.code).toBe('staff.invitation-invalid')
    await here.as(here.system, ctx => revokeInvitation(ctx, second.id))
    expect((await accept(tokenOf(second.path))).problem.code).toBe('staff.invitation-invalid')
  })

  test('to somebody who is here already is refused', async () => {
    await newPerson(here, { email: 'here@firm.example', role: 'agent' })
    await expect(send('HERE@firm.example')).rejects.toMatchObject({ status: 409 })
  })

  test('to a role beyond one’s own is refused, also by way of a second role', async () => {
    const { actor } = await newPerson(here, { email: 'climber@firm.example', role: 'manager' })
    for (const role of ['administrator', 'steward', 'agent']) {
      const attempt = here.as(actor, ctx =>
        invite(ctx, { email: 'x@firm.example', role }, here.staff.installation),
      )
      await expect(attempt).rejects.toMatchObject({ code: 'staff.role-beyond-own' })
    }
  })

  test.each([
    ['too short', 'staff.password-length'],
    ['passwordpassword', 'staff.password-guessable'],
    ['Password1234!', 'staff.password-guessable'],
    ['aaaaaaaaaaaaaa', 'staff.password-guessable'],
    ['123456789012', 'staff.password-guessable'],
    ['weak@firm.example', 'staff.password-guessable'],
    ['x'.repeat(129), 'staff.password-length'],
  ])(
    'is not accepted with the password “%s”, and can be accepted with a better one',
    async (password, code) => {
      const token = tokenOf((await send('weak@firm.example')).path)
      const { problem } = await accept(token, password)
      expect(problem.fields).toMatchObject([{ path: 'password', code }])
      expect(await lookAtInvitation(here.db, token)).toMatchObject({ email: 'weak@firm.example' })
    },
  )

  test('is mailed when mail is configured, and its path is then shown to nobody', async () => {
    const there = await testStaff({ mail: { sent: true }, publicUrl: 'https://crm.firm.example' })
    const invited = await there.as(there.system, ctx =>
      invite(ctx, { email: 'mail@firm.example', role: 'agent' }, there.staff.installation),
    )
    await there.database.close()
    expect(invited).toMatchObject({ mailed: true, path: null })
    expect(there.mails[0]?.to).toBe('mail@firm.example')
    expect(there.mails[0]?.text).toContain('https://crm.firm.example/invitation?token=')
  })

  test('that the mail server refuses is handed over by the administrator', async () => {
    const there = await testStaff({ mail: { sent: false, reason: 'refused', message: 'no such mailbox' } })
    const invited = await there.as(there.system, ctx =>
      invite(ctx, { email: 'mail@firm.example', role: 'agent' }, there.staff.installation),
    )
    await there.database.close()
    expect(invited).toMatchObject({ mailed: false, reason: 'refused' })
    expect(invited.path).toContain('/invitation?token=')
  })

  test('list shows the open ones first and no secrets', async () => {
    const list = await here.as(here.system, ctx => listInvitations(ctx, 50))
    const open = list.map(item => item.acceptedAt === null && item.revokedAt === null)
    expect(open.indexOf(false)).toBeGreaterThan(open.lastIndexOf(true))
    expect(JSON.stringify(list)).not.toMatch(/token|hash/)
  })
})
