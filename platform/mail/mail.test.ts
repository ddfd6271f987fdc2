import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMailer } from './mail.ts'

/** A mail server that speaks as much SMTP (RFC 5321) as is needed to take mails; refuses the mailbox `nobody`. */
function mailServer(taken: string[]): Server {
  return createServer(socket => {
    let data: string | null = null
    const say = (line: string) => socket.write(`${line}\r\n`)
    const answer = (line: string) => {
      if (data !== null) {
        if (line !== '.') data += `${line}\n`
        else {
          taken.push(data)
          data = null
          say('250 taken')
        }
      } else if (/^DATA/i.test(line)) {
        data = ''
        say('354 go on')
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else say(/nobody@/.test(line) ? '550 no such mailbox' : '250 ok')
    }
    let rest = ''
    socket.on('data', chunk => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n')
      rest = lines.pop() ?? ''
      lines.forEach(answer)
    })
    socket.on('error', () => socket.destroy())
    say('220 test ready')
  })
}

const taken: string[] = []
const server = mailServer(taken)
let url = ''
beforeAll(async () => {
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?from=crm%40firm.example`
})
afterAll(() => void server.close())

test('a mail is handed to the mail server with sender, subject and text', async () => {
  const mailer = createMailer(url)
  const outcome = await mailer.send({ to: 'ada@firm.example', subject: 'Grüße', text: 'A line\nand another' })
  mailer.close()
  expect(outcome).toEqual({ sent: true })
  expect(taken[0]).toMatch(/^From: crm@firm\.example$/m)
  expect(taken[0]).toMatch(/^To: ada@firm\.example$/m)
  expect(taken[0]).toMatch(/^A line$/m)
})

test('what the mail server refuses is an outcome and not an error', async () => {
  const mailer = createMailer(url)
  const outcome = await mailer.send({ to: 'nobody@firm.example', subject: 'x', text: 'x' })
  mailer.close()
  expect(outcome).toMatchObject({ sent: false, reason: 'refused' })
})

test('a line break in subject or address adds no header', async () => {
  const mailer = createMailer(url)
  await mailer.send({ to: 'ada@firm.example', subject: 'Hello\r\nBcc: eve@evil.example', text: 'x' })
  mailer.close()
  const headers = taken.at(-1)?.split('\n\n')[0] ?? ''
  expect(headers).not.toMatch(/^Bcc:/m)
})

test('without a mail server nothing is sent, and the outcome says so', async () => {
  const mailer = createMailer(null)
  expect(mailer.configured).toBe(false)
  expect(await mailer.send({ to: 'a@firm.example', subject: 'x', text: 'x' })).toEqual({
    sent: false,
    reason: 'not-configured',
  })
})

test('a mail server that is not there is an outcome and not an error', async () => {
  const mailer = createMailer('smtp://127.0.0.1:1')
  const outcome = await mailer.send({ to: 'a@firm.example', subject: 'x', text: 'x' })
  mailer.close()
  expect(outcome).toMatchObject({ sent: false, reason: 'refused' })
})
