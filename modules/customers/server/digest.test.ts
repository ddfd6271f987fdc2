import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../app/testing.ts'
import { workOf } from '../../../platform/jobs/work.ts'
import { createMailer, type Mailer } from '../../../platform/mail/mail.ts'
import { staffContract } from '../../staff/contract.ts'
import { sessionEndpoints } from '../../staff/contract/session.ts'
import { customersContract as api } from '../contract.ts'
import { digestJob } from './digest.ts'

/** Takes every mail that is handed to it (RFC 5321), decoded as far as the tests read it. */
function mailServer(taken: string[]): Server {
  return createServer(socket => {
    let data: string[] | null = null
    let rest = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    const answer = (line: string) => {
      if (data) {
        if (line !== '.') return void data.push(line)
        taken.push(decoded(data.join('\n')))
        data = null
        return void say('250 taken')
      }
      if (/^DATA/i.test(line)) data = []
      if (/^QUIT/i.test(line)) return void socket.end('221 bye\r\n')
      return void say(data ? '354 go on' : '250 ok')
    }
    socket.on('data', chunk => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n')
      rest = lines.pop() ?? ''
      lines.forEach(answer)
    })
    socket.on('error', () => socket.destroy())
    say('220 test ready')
  })
}

/** Quoted-printable and base64 bodies (RFC 2045) and encoded headers (RFC 2047) as text. */
function decoded(mail: string): string {
  const bytes = (text: string) =>
    text
      .replace(/=\n/g, '')
      .replace(/(?:=[0-9A-F]{2})+/g, found => Buffer.from(found.replaceAll('=', ''), 'hex').toString('utf8'))
  const [head = '', ...body] = mail.split('\n\n')
  const subject = head.replace(/=\?UTF-8\?([QB])\?(.*?)\?=/gi, (_, kind: string, text: string) =>
    kind.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString('utf8')
      : bytes(text.replaceAll('_', ' ')),
  )
  const text = body.join('\n\n')
  return `${subject}\n\n${/base64/.test(head) ? Buffer.from(text, 'base64').toString('utf8') : bytes(text)}`
}

const mails: string[] = []
const server = mailServer(mails)
let app: TestApp
let admin: Caller
let sending: Mailer
let silent: Mailer
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  silent = app.kernel.mailer
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  sending = createMailer(`smtp://127.0.0.1:${port}?from=crm%40firm.example`)
})
afterAll(async () => {
  sending.close()
  server.close()
  await app.close()
})
beforeEach(async () => {
  mails.length = 0
  await app.asSystem(ctx => ctx.db.deleteFrom('customers.digest' as never).execute())
})

const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString()

/** A zone in which it is eight in the morning of some day, whatever the hour of the test. */
function zoneWhereItIs(hour: number): string {
  const offset = ((hour - new Date().getUTCHours() + 36) % 24) - 12
  // The signs of these zones are the other way round (POSIX).
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`
}

/** Only while this runs there is a mail server: people of the tests come by an invitation that is not mailed. */
async function withMail<T>(act: () => Promise<T>): Promise<T> {
  app.kernel.mailer = sending
  try {
    return await act()
  } finally {
    app.kernel.mailer = silent
  }
}

const look = () => digestJob.run(workOf(app.kernel, AbortSignal.timeout(60_000)), {})

/** Somebody for whom it is this hour now, and who wants the mail. */
async function reader(
  role: string,
  { name, locale = 'en', hour = 8 }: { name: string; locale?: string; hour?: number },
) {
  const person = await app.person(role, { name })
  await person.call(sessionEndpoints.changeSession, { body: { locale, timeZone: zoneWhereItIs(hour) } })
  await person.call(api.chooseDigest, { body: { wanted: true } })
  return person
}

/** As if it was not asked for today but some day before. */
const nextMorning = () =>
  app.asSystem(ctx =>
    ctx.db
      .updateTable('customers.digest' as never)
      .set({ last_day: '2020-01-01' } as never)
      .execute(),
  )
const plan = async (
  person: Caller,
  task: { title: string; dueAt: string; owner?: string; customer?: string },
) => {
  const { id } = await admin.call(api.create, {
    body: { name: task.customer ?? 'Firm', owner: task.owner ?? person.id },
  })
  return admin.call(api.addTask, {
    params: { id },
    body: { title: task.title, dueAt: task.dueAt, assignee: person.id },
  })
}
const morningComes = async () => {
  await nextMorning()
  await withMail(look)
}

describe('the morning mail', () => {
  test('says what is due and overdue, and not what comes later or is done', async () => {
    const ada = await reader('agent', { name: 'Ada' })
    await plan(ada, { title: 'Send the offer', dueAt: hours(-50), customer: 'Kessler' })
    await plan(ada, { title: 'Ring back', dueAt: hours(1), customer: 'Bergmann' })
    await plan(ada, { title: 'Next week', dueAt: hours(170) })
    const done = await plan(ada, { title: 'Was done', dueAt: hours(-2) })
    const { items } = await admin.call(api.tasks, { query: { limit: 200 } })
    const task = items.find(item => item.id === done.id)
    await admin.call(api.completeTask, {
      params: { id: String((task!.customer as { id: string }).id), childId: done.id },
    })
    await morningComes()
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatch(/^To: agent\d+@firm\.example$/m)
    expect(mails[0]).toMatch(/^Subject: 2 tasks for today$/m)
    expect(mails[0]).toMatch(/Overdue\n• .*: Send the offer – Kessler\n\nToday\n• .*: Ring back – Bergmann\n/)
    expect(mails[0]).not.toMatch(/Next week|Was done/)
  })

  test('is in the language of its reader', async () => {
    const [german, arab] = [
      await reader('agent', { name: 'Jörg', locale: 'de' }),
      await reader('agent', { name: 'ليلى', locale: 'ar' }),
    ]
    await plan(german, { title: 'Angebot', dueAt: hours(-50) })
    await plan(arab, { title: 'عرض', dueAt: hours(-50) })
    await morningComes()
    expect(mails).toHaveLength(2)
    expect(mails.find(mail => mail.includes('Jörg'))).toMatch(
      /1 Aufgabe für heute[^]*Guten Morgen, Jörg[^]*Überfällig/,
    )
    expect(mails.find(mail => mail.includes('ليلى'))).toMatch(/مهمة واحدة لليوم[^]*صباح الخير[^]*متأخرة/)
  })

  test('names no customer that its reader may not see', async () => {
    const seller = await reader('seller', { name: 'Inge' })
    await plan(seller, { title: 'Mine', dueAt: hours(-50), customer: 'Own customer' })
    await plan(seller, { title: 'Not mine', dueAt: hours(-50), owner: admin.id, customer: 'Secret customer' })
    await morningComes()
    expect(mails[0]).toContain('Own customer')
    expect(mails[0]).not.toMatch(/Secret customer|Not mine/)
    expect(mails[0]).toMatch(/^Subject: 1 task for today$/m)
  })

  test('comes once a day, also when two processes look at the same time', async () => {
    const ada = await reader('agent', { name: 'Ada' })
    await plan(ada, { title: 'Once', dueAt: hours(-50) })
    await nextMorning()
    await withMail(() => Promise.all([look(), look(), look()]))
    await withMail(look)
    expect(mails).toHaveLength(1)
    await morningComes()
    expect(mails).toHaveLength(2)
  })

  test('does not come when there is nothing to say, before seven, to who did not ask, or to who has left', async () => {
    await reader('agent', { name: 'Idle' })
    const [early, quiet, gone] = [
      await reader('agent', { name: 'Early', hour: 5 }),
      await reader('agent', { name: 'Quiet' }),
      await reader('agent', { name: 'Gone' }),
    ]
    for (const person of [early, quiet, gone]) await plan(person, { title: 'Late', dueAt: hours(-50) })
    await quiet.call(api.chooseDigest, { body: { wanted: false } })
    await admin.call(staffContract.deactivateUser, { params: { id: gone.id } })
    await morningComes()
    expect(mails).toEqual([])
  })

  test('comes tomorrow to who asks for it when the morning is over', async () => {
    const ada = await reader('agent', { name: 'Ada', hour: 15 })
    await plan(ada, { title: 'Late', dueAt: hours(-50) })
    await withMail(look)
    expect(mails).toEqual([])
    await morningComes()
    expect(mails).toHaveLength(1)
  })
})

describe('its switch', () => {
  test('keeps what was chosen, for each person alone', async () => {
    const { agent, seller } = app.people
    await agent.call(api.chooseDigest, { body: { wanted: true } })
    await withMail(async () => {
      expect(await agent.call(api.digest)).toEqual({ wanted: true, possible: true })
      expect(await seller.call(api.digest)).toEqual({ wanted: false, possible: true })
    })
    await agent.call(api.chooseDigest, { body: { wanted: false } })
    expect((await agent.call(api.digest)).wanted).toBe(false)
  })

  test('says where no mail can be sent, and then nobody’s morning is used up', async () => {
    const ada = await reader('agent', { name: 'Ada' })
    await plan(ada, { title: 'Late', dueAt: hours(-50) })
    expect(await ada.call(api.digest)).toEqual({ wanted: true, possible: false })
    await nextMorning()
    await look()
    await withMail(look)
    expect(mails).toHaveLength(1)
  })
})
