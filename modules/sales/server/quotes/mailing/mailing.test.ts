import { afterAll, beforeAll, expect, test } from 'vitest'
import { workOf } from '../../../../../platform/jobs/work.ts'
import { createMailer } from '../../../../../platform/mail/mail.ts'
import { type MailSink, mailSink } from '../../../../../platform/mail/testing.ts'
import { customersContract } from '../../../../customers/contract.ts'
import { dealContract, offerContract, quoteContract, quoteMailContract as api } from '../../../contract.ts'
import { type QuoteDesk, quoteDesk } from '../testing.ts'
import { quoteMailJob } from './job.ts'

let sink: MailSink
let desk: QuoteDesk
beforeAll(async () => {
  sink = await mailSink()
  desk = await quoteDesk()
  // From now on: people come in by the links that a mail server would take.
  desk.app.kernel.mailer = createMailer(sink.url)
})
afterAll(async () => {
  await desk.app.close()
  await sink.close()
})

const letter = { to: 'jana@nordwind.example', subject: 'Our quote', text: 'Here it is.' }
type Params = { id: string }
const mail = (params: Params, more: object = {}) =>
  desk.seller.send(api.mailQuote, { params, body: { ...letter, ...more } })
const read = (params: Params) => desk.seller.call(api.quoteMails, { params })

/** What the worker would do with the mail that was asked for. */
async function work({ id }: { id: string }): Promise<void> {
  const found = await desk.app.database.pool.query('select customer_id from sales.quote_mail where id = $1', [
    id,
  ])
  const data = { customerId: String(found.rows[0].customer_id), mailId: id }
  await quoteMailJob.run(workOf(desk.app.kernel, new AbortController().signal), data)
}

/** The lines of a mail as they were written, quoted-printable undone. */
const plain = (text: string) =>
  text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

test('a quote goes by mail with its PDF, a link that works, and the seller as the one to answer', async () => {
  const { params, number } = await desk.sent({ language: 'en' })
  const asked = await mail(params)
  expect(asked.status).toBe(201)
  expect((await read(params)).items).toMatchObject([
    { to: letter.to, sentAt: null, refused: null, version: 1 },
  ])
  await work(asked.reply)
  const taken = plain(sink.taken.at(-1) ?? '')
  expect(taken).toMatch(/^To: jana@nordwind\.example$/m)
  expect(taken).toMatch(/^Reply-To: .*<seller\d+@firm\.example>$/m)
  expect(taken).toContain('Here it is.')
  expect(taken).toMatch(new RegExp(`filename="?${number}-1\\.pdf`))
  const token = /http:\/\/127\.0\.0\.1:4004\/offer#([\w-]{43})/.exec(taken)?.[1] ?? ''
  const offer = await desk.app.stranger.call(offerContract.lookAtOffer, { body: { token } })
  expect(offer.number).toBe(number)
  const [sent] = (await read(params)).items
  expect(sent?.sentAt).not.toBeNull()
  const { versions: _, customer } = await desk.seller.call(quoteContract.quotePage, { params })
  const timeline = await desk.seller.call(customersContract.timeline, { params: { id: customer.id } })
  expect(timeline.items.map(({ kind }) => kind)).toContain('quote-mailed')
  // A worker that runs the same job again sends nothing twice.
  const before = sink.taken.length
  await work(asked.reply)
  expect(sink.taken).toHaveLength(before)
})

test('the secret of the link stands nowhere in the database', async () => {
  const { params } = await desk.sent()
  await work((await mail(params)).reply)
  const token = /offer#([\w-]{43})/.exec(plain(sink.taken.at(-1) ?? ''))?.[1] ?? ''
  expect(token).toHaveLength(43)
  const kept = `select count(*)::int as n from (select row_to_json(m)::text as t from sales.quote_mail m
    union all select row_to_json(c)::text from platform.change c union all select row_to_json(k)::text from sales.quote_link k) x
    where t like '%' || $1 || '%'`
  expect((await desk.app.database.pool.query(kept, [token])).rows[0]).toEqual({ n: 0 })
})

test('what the mail server refuses is said in its words, and told to who asked', async () => {
  const { params } = await desk.sent()
  await work((await mail(params, { to: 'nobody@nordwind.example' })).reply)
  const [item] = (await read(params)).items
  expect(item).toMatchObject({ sentAt: null, refused: { why: 'refused' } })
  expect(item?.refused?.said).toContain('no such mailbox')
  const { items } = await desk.seller.call(quoteContract.quoteNotices)
  expect(items[0]).toMatchObject({
    kind: 'mail-refused',
    by: 'nobody@nordwind.example',
    quote: { id: params.id },
  })
})

test('where the server stopped while it handed a mail over, it is not sent again and nobody claims to know', async () => {
  const { params } = await desk.sent()
  const { reply } = await mail(params)
  await desk.app.database.pool.query('update sales.quote_mail set begun_at = now() where id = $1', [reply.id])
  const before = sink.taken.length
  await work(reply)
  expect(sink.taken).toHaveLength(before)
  expect((await read(params)).items).toMatchObject([{ refused: { why: 'interrupted' } }])
})

test('a quote that was withdrawn meanwhile does not go, and an answered one is not mailed', async () => {
  const { params } = await desk.sent()
  const { reply } = await mail(params)
  await desk.seller.call(quoteContract.withdrawQuote, { params, body: {} })
  const before = sink.taken.length
  await work(reply)
  expect(sink.taken).toHaveLength(before)
  expect((await read(params)).items).toMatchObject([{ refused: { why: 'closed' } }])
  const other = await desk.sent()
  await desk.accept(other.token)
  expect((await mail(other.params)).problem.code).toBe('sales.quote-answered')
})

test('a mail that is on its way is not asked for twice, and a draft is not mailed', async () => {
  const { params } = await desk.sent()
  expect((await mail(params)).status).toBe(201)
  expect((await mail(params, { to: 'Jana@Nordwind.example' })).problem.code).toBe('sales.mail-waiting')
  const { record } = await desk.started()
  expect((await mail({ id: record.id })).problem.code).toBe('sales.nothing-sent')
})

test('recipients are those whom the seller sees, the people of the deal first, each address once', async () => {
  const { seller, manager } = desk
  const { params } = await desk.sent()
  const { opportunity, customer } = await seller.call(quoteContract.quotePage, { params })
  const add = async (who: typeof seller, name: string, email: string) => {
    const person = await who.call(customersContract.create, {
      body: { name, kind: 'person', email, owner: who.id },
    })
    const body = { person: person.id, role: 'decides' as const }
    await manager.call(dealContract.addInvolved, { params: { id: opportunity.id }, body })
  }
  await seller.call(customersContract.change, {
    params: { id: customer.id },
    body: { email: 'office@nord.example' },
  })
  await add(seller, 'Jana Berg', 'jana@nord.example')
  await add(manager, 'Hidden Person', 'hidden@nord.example')
  await add(seller, 'Jana again', 'office@nord.example')
  const { recipients, replyTo } = await read(params)
  expect(recipients.map(({ address }) => address)).toEqual(['jana@nord.example', 'office@nord.example'])
  expect(recipients[0]?.greeting).toContain('Jana Berg')
  expect(replyTo).toMatch(/^seller/)
})

test('without a mail server it is said so, and nothing is kept', async () => {
  const { params } = await desk.sent()
  const real = desk.app.kernel.mailer
  desk.app.kernel.mailer = createMailer(null)
  try {
    expect((await mail(params)).problem.code).toBe('sales.no-mail-server')
    expect(await read(params)).toMatchObject({ possible: false, items: [] })
  } finally {
    desk.app.kernel.mailer = real
  }
})
