import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMailer } from './mail.ts'
import { type MailSink, mailSink } from './testing.ts'

let sink: MailSink
beforeAll(async () => {
  sink = await mailSink()
})
afterAll(() => sink.close())

test('a mail is handed to the mail server with sender, subject and text', async () => {
  const mailer = createMailer(sink.url)
  const outcome = await mailer.send({ to: 'ada@firm.example', subject: 'Grüße', text: 'A line\nand another' })
  mailer.close()
  expect(outcome).toEqual({ sent: true })
  expect(sink.taken[0]).toMatch(/^From: crm@firm\.example$/m)
  expect(sink.taken[0]).toMatch(/^To: ada@firm\.example$/m)
  expect(sink.taken[0]).toMatch(/^A line$/m)
})

test('what the mail server refuses is an outcome and not an error', async () => {
  const mailer = createMailer(sink.url)
  const outcome = await mailer.send({ to: 'nobody@firm.example', subject: 'x', text: 'x' })
  mailer.close()
  expect(outcome).toMatchObject({ sent: false, reason: 'refused' })
})

test('a line break in subject or address adds no header', async () => {
  const mailer = createMailer(sink.url)
  await mailer.send({ to: 'ada@firm.example', subject: 'Hello\r\nBcc: eve@evil.example', text: 'x' })
  mailer.close()
  const headers = sink.taken.at(-1)?.split('\n\n')[0] ?? ''
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

test('answers go to whom it is said, and files are attached', async () => {
  const mailer = createMailer(sink.url)
  await mailer.send({
    to: 'ada@firm.example',
    subject: 'x',
    text: 'x',
    replyTo: { name: 'Robin\r\nBcc: eve@evil.example', address: 'robin@firm.example' },
    attachments: [{ filename: 'a.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf' }],
  })
  mailer.close()
  const mail = sink.taken.at(-1) ?? ''
  expect(mail).toMatch(/^Reply-To: .*<robin@firm\.example>$/m)
  expect(mail).not.toMatch(/^Bcc:/m)
  expect(mail).toMatch(/^Content-Disposition: attachment; filename=a\.pdf$/m)
  expect(mail).toContain(Buffer.from('%PDF-1.7').toString('base64'))
})
