import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { changeCredentials } from './credentials.ts'
import { authPost, newPerson, type TestStaff, testStaff } from './testing.ts'
import { deactivateUser } from './users.ts'

let here: TestStaff
beforeAll(async () => {
  here = await testStaff({ mail: { sent: true } })
})
afterAll(() => here.database.close())

const ask = (email: string, address = '203.0.113.9') =>
  authPost(here.staff, '/sign-in/forgotten', { body: { email }, address })
const mailsTo = (email: string) => here.mails.filter(mail => mail.to === email)
const linkTo = async (email: string) => {
  await vi.waitFor(() => expect(mailsTo(email).length).toBeGreaterThan(0), { timeout: 25_000 })
  return /token=([\w-]{43})/.exec(mailsTo(email).at(-1)?.text ?? '')?.[1] ?? ''
}
const signIn = (email: string, password: string) =>
  authPost(here.staff, '/sign-in/password', { body: { email, password } })

/** With a mail server people are invited by mail, so the path comes from there. */
async function person(email: string, role = 'agent') {
  const { invite } = await import('./invitations.ts')
  await here.as(here.system, ctx => invite(ctx, { email, role }, here.staff.installation))
  const token = await linkTo(email)
  const password = 'correct horse battery'
  const { cookie } = await authPost(here.staff, '/sign-in/invitation', {
    body: { token, name: email.split('@')[0], password },
  })
  const actor = await here.staff.access.authenticate({ cookie })
  if (!actor) throw new Error(`${email} could not be added.`)
  here.mails.length = 0
  return { actor, cookie, password }
}

test('whoever forgot the password gets a link by mail, comes in once, and chooses a new one without the old', async () => {
  const { password } = await person('ines@firm.example')
  expect((await ask('Ines@Firm.example')).status).toBe(204)
  const token = await linkTo('ines@firm.example')
  const { cookie } = await authPost(here.staff, '/sign-in/link', { body: { token } })
  const actor = await here.staff.access.authenticate({ cookie })
  if (!actor) throw new Error('The link did not sign in.')
  await here.as(actor, ctx =>
    changeCredentials(ctx, { newPassword: 'four unrelated little words' }, { db: here.db }),
  )
  expect((await signIn('ines@firm.example', password)).status).toBe(401)
  expect((await signIn('ines@firm.example', 'four unrelated little words')).status).toBe(204)
  expect((await authPost(here.staff, '/sign-in/link', { body: { token } })).problem.code).toBe(
    'staff.link-invalid',
  )
})

test('the right to choose anew is for once, for an hour, and not for the address', async () => {
  const { cookie } = await person('otto@firm.example')
  const change = (actor: Parameters<typeof here.as>[0], body: Parameters<typeof changeCredentials>[1]) =>
    here.as(actor, ctx => changeCredentials(ctx, body, { db: here.db }))
  const byPassword = await here.staff.access.authenticate({ cookie })
  if (!byPassword) throw new Error('No session.')
  await expect(change(byPassword, { newPassword: 'some other long words' })).rejects.toMatchObject({
    fields: [{ code: 'staff.password-wrong' }],
  })
  await ask('otto@firm.example', '203.0.113.20')
  const entered = await authPost(here.staff, '/sign-in/link', {
    body: { token: await linkTo('otto@firm.example') },
  })
  const byLink = await here.staff.access.authenticate({ cookie: entered.cookie })
  if (!byLink?.session) throw new Error('No session.')
  await expect(change(byLink, { email: 'thief@else.example' })).rejects.toMatchObject({
    fields: [{ code: 'staff.password-wrong' }],
  })
  const setAge = (minutes: number) =>
    here.db
      .updateTable('staff.session')
      .set({ created_at: new Date(Date.now() - minutes * 60_000) })
      .where('id', '=', byLink.session as string)
      .execute()
  await setAge(61)
  await expect(change(byLink, { newPassword: 'three long words here' })).rejects.toThrow()
  await setAge(5)
  await change(byLink, { newPassword: 'three long words here' })
  await expect(change(byLink, { newPassword: 'and once more the same' })).rejects.toThrow()
})

test('the answer is the same for addresses that nobody has and for people who left, and these get no mail', async () => {
  const { actor } = await person('left@firm.example')
  await here.as(here.system, ctx => deactivateUser(ctx, actor.id, here.staff.installation))
  await person('here@firm.example')
  const answers = await Promise.all(
    ['left@firm.example', 'nobody@firm.example', 'here@firm.example'].map(email =>
      ask(email, '203.0.113.30'),
    ),
  )
  expect(answers.map(({ status, problem, setCookie }) => ({ status, problem, setCookie }))).toEqual(
    Array.from({ length: 3 }, () => ({ status: 204, problem: {}, setCookie: [] })),
  )
  await linkTo('here@firm.example')
  expect(here.mails.map(mail => mail.to)).toEqual(['here@firm.example'])
})

test('what is no e-mail address is refused, and the sixth request for one address in an hour too', async () => {
  expect((await ask('not an address')).status).toBe(422)
  for (let nth = 1; nth <= 5; nth++) expect((await ask('often@firm.example')).status).toBe(204)
  expect((await ask('often@firm.example')).problem.code).toBe('staff.too-many-attempts')
})

test('without a mail server the page says so and sends nobody to an empty mailbox', async () => {
  const silent = await testStaff()
  try {
    await newPerson(silent, { email: 'kim@firm.example', role: 'agent' })
    const { status, problem } = await authPost(silent.staff, '/sign-in/forgotten', {
      body: { email: 'kim@firm.example' },
    })
    expect([status, problem.code]).toEqual([422, 'staff.mail-not-configured'])
  } finally {
    await silent.database.close()
  }
})
