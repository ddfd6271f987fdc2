import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller, TestApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { offerContract, quoteContract as api, type QuoteDraft, salesContract } from '../../contract.ts'
import { type QuoteDesk, quoteDesk } from './testing.ts'

let app: TestApp
let seller: Caller
let manager: Caller
let pump: string
let desk: QuoteDesk
beforeAll(async () => {
  desk = await quoteDesk()
  ;({ app, seller, manager, pump } = desk)
})
afterAll(() => app.close())

const rows = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]
const started: QuoteDesk['started'] = (...given) => desk.started(...given)
const sent: QuoteDesk['sent'] = (...given) => desk.sent(...given)
const accept: QuoteDesk['accept'] = (...given) => desk.accept(...given)

describe('a draft', () => {
  test('takes prices of the list by quantity, and taxes of the country', async () => {
    const page = await started({ lines: [{ product: pump, name: 'Pump', quantity: '12.5' }] })
    const [version] = page.versions
    expect(version?.lines[0]).toMatchObject({
      unitPrice: 9000,
      listPrice: 9000,
      net: 112_500,
      taxRate: 1900,
      unit: 'piece',
    })
    expect(version?.totals).toMatchObject({ net: 112_500, tax: 21_375, total: 133_875, discountShare: 0 })
    expect(page).toMatchObject({ record: { state: 'draft', number: null }, draft: version?.id, sent: null })
  })

  test('keeps the ids of lines that stay, and is refused to whoever read an older one', async () => {
    const page = await started()
    const [version] = page.versions
    const [line] = version?.lines ?? []
    const params = { id: page.record.id }
    const lines = [
      { name: 'Setting up', quantity: '3', unit: 'h', unitPrice: 80_00 },
      { id: String(line?.id), product: pump, name: 'Big pump', quantity: '2' },
    ]
    const after = await seller.call(api.writeDraft, { params, body: { lines } })
    expect(after.versions[0]?.lines.map(({ name }) => name)).toEqual(['Setting up', 'Big pump'])
    expect(after.versions[0]?.lines[1]?.id).toBe(line?.id)
    const late = await seller.send(api.writeDraft, {
      params,
      body: { title: 'Late' },
      ifMatch: Number(version?.version),
    })
    expect(late.status).toBe(409)
  })

  test('refuses what cannot be: no price, a currency of another list, an unknown product, sums without end', async () => {
    const { record } = await started()
    const write = (body: QuoteDraft) => seller.send(api.writeDraft, { params: { id: record.id }, body })
    const free = { name: 'X', quantity: '1' }
    expect((await write({ lines: [free] })).problem.code).toBe('platform.invalid')
    expect((await write({ lines: [{ ...free, product: record.id }] })).status).toBe(422)
    expect((await write({ currency: 'XXY' })).status).toBe(422)
    expect((await write({ taxCountry: 'ZZ' })).problem.code).toBe('sales.no-tax-rate')
    const huge = { ...free, quantity: '999999999', unitPrice: 100_000_000_000 }
    expect((await write({ lines: [huge] })).problem.code).toBe('sales.quote-too-large')
    expect((await write({ lines: [{ ...free, quantity: '-1', unitPrice: 1 }] })).status).toBe(422)
  })

  test('is taken back by undo to what it said, sums included', async () => {
    const page = await started()
    const params = { id: page.record.id }
    const lines = [{ name: 'Other', quantity: '1', unitPrice: 5 }]
    const { headers } = await seller.send(api.writeDraft, { params, body: { title: 'Changed', lines } })
    const undone = await seller.send(historyContract.undo, {
      params: { id: String(headers['tessera-batch']) },
    })
    expect(undone.status).toBe(202)
    const after = await seller.call(api.quotePage, { params })
    expect(after.versions[0]?.lines).toEqual(page.versions[0]?.lines)
    expect(after.versions[0]?.totals).toEqual(page.versions[0]?.totals)
    expect(after.record).toMatchObject({ title: 'Pumps', net: page.versions[0]?.totals.net })
  })
})

describe('a discount above what a seller may give', () => {
  test('is sent only with an approval of exactly what the draft says', async () => {
    const { record } = await started({ discount: { percent: 1500 } })
    const params = { id: record.id }
    const send = () => seller.send(api.sendQuote, { params, body: {} })
    const ask = () => seller.call(api.askApproval, { params, body: { note: 'Large order' } })
    expect((await send()).problem.code).toBe('sales.approval-missing')
    const asked = await ask()
    const [approval] = asked.versions[0]?.approvals ?? []
    expect(asked.record).toMatchObject({ state: 'asked' })
    const childId = String(approval?.id)
    const decide = () =>
      manager.send(api.decideApproval, { params: { ...params, childId }, body: { verdict: 'approved' } })
    expect((await manager.call(api.waitingApprovals)).items.map(({ id }) => id)).toContain(childId)
    expect(
      (
        await seller.send(api.decideApproval, {
          params: { ...params, childId },
          body: { verdict: 'approved' },
        })
      ).status,
    ).toBe(403)
    await seller.call(api.writeDraft, { params, body: { title: 'Changed meanwhile' } })
    expect((await decide()).problem.code).toBe('sales.approval-outdated')
    const again = await ask()
    const fresh = String(again.versions[0]?.approvals[0]?.id)
    await manager.call(api.decideApproval, {
      params: { ...params, childId: fresh },
      body: { verdict: 'approved' },
    })
    expect((await seller.call(api.quoteNotices)).items[0]).toMatchObject({ kind: 'approval-given' })
    expect((await send()).status).toBe(200)
  })

  test('counts a price below that of the list', async () => {
    const { may } = await started({
      lines: [{ product: pump, name: 'Pump', quantity: '1', unitPrice: 50_00 }],
    })
    expect(may).toMatchObject({ send: false, ask: true, limit: 1000 })
  })
})

describe('what was sent', () => {
  test('has the next number of the year, without a hole, however many send at once', async () => {
    const drafts = await Promise.all(Array.from({ length: 6 }, () => started()))
    const empty = await started({ lines: [] })
    const answers = await Promise.all(
      [...drafts, empty].map(({ record }) =>
        seller.send(api.sendQuote, { params: { id: record.id }, body: {} }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6)
    const numbers = await rows<{ serial: number }>('select serial from sales.quote_number order by serial')
    expect(numbers.map(({ serial }) => serial)).toEqual(numbers.map((_, n) => n + 1))
  })

  test('never changes: editing begins the next version, undo leaves it as it is', async () => {
    const { record } = await started()
    const params = { id: record.id }
    const edit = await seller.send(api.writeDraft, { params, body: { title: 'As sent' } })
    const send = await seller.send(api.sendQuote, { params, body: {} })
    const undo = (answer: { headers: Record<string, unknown> }) =>
      seller.send(historyContract.undo, { params: { id: String(answer.headers['tessera-batch']) } })
    expect((await undo(send)).problem.code).toBe('platform.final')
    await undo(edit)
    const next = await seller.call(api.writeDraft, { params, body: { title: 'Second' } })
    expect(next.versions.map(({ number, title }) => [number, title])).toEqual([
      [2, 'Second'],
      [1, 'As sent'],
    ])
    expect(next.record.state).toBe('sent')
  })

  test('is a PDF with the hash of its bytes, the same for the seller and the customer', async () => {
    const { params, token } = await sent()
    const page = await seller.call(api.quotePage, { params })
    const address = `/quotes/${params.id}/versions/${page.sent}/pdf`
    const { text, headers } = await seller.raw('GET', address)
    expect(text.slice(0, 5)).toBe('%PDF-')
    expect(headers['content-type']).toBe('application/pdf')
    const theirs = await app.stranger.raw('POST', '/offers/pdf', { body: { token } })
    expect(theirs.text).toBe(text)
  })

  test('keeps its opportunity from being removed, and takes its amount along where that follows', async () => {
    const { record, opportunity } = await started()
    const params = { id: opportunity.id }
    await seller.call(api.followQuotes, { params, body: { follows: 'newest' } })
    await seller.call(api.sendQuote, { params: { id: record.id }, body: {} })
    expect(await seller.call(salesContract.getOpportunity, { params })).toMatchObject({ amount: 20_000 })
    const removed = await manager.send(salesContract.removeOpportunity, { params })
    expect(removed.problem.code).toBe('sales.opportunity-quoted')
  })
})

describe('a link', () => {
  test('shows the offer and nothing of how it came about, without signing in', async () => {
    const { token, number } = await sent({ intro: 'As agreed' })
    const { reply, text } = await app.stranger.send(offerContract.lookAtOffer, { body: { token } })
    expect(reply).toMatchObject({ number, intro: 'As agreed', answer: null, superseded: false })
    for (const word of ['listPrice', 'reference', 'discountShare', seller.id])
      expect(text).not.toContain(word)
    expect(
      (
        await rows<{ n: number }>('select count(*)::int as n from sales.quote_link where token_hash = $1', [
          token,
        ])
      )[0]?.n,
    ).toBe(0)
  })

  test('that is unknown, over, withdrawn or replaced is answered alike', async () => {
    const [past, withdrawn, replaced] = [await sent(), await sent(), await sent()]
    await rows(
      'update sales.quote_link set expires_at = now() from sales.quote_version v where v.id = version_id and v.quote_id = $1',
      [past.params.id],
    )
    await seller.call(api.withdrawQuote, { params: withdrawn.params, body: {} })
    await seller.call(api.makeLink, { params: replaced.params })
    const answers = await Promise.all(
      ['x'.repeat(43), past.token, withdrawn.token, replaced.token].map(async token => {
        const { status, text } = await accept(token)
        return `${status} ${text}`
      }),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('sales.offer-gone')
  })

  test('is accepted once, by one of two who click at the same moment; then there is an order, and the deal stays open', async () => {
    const { params, token } = await sent()
    const both = await Promise.all([accept(token), accept(token)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422])
    expect(both.find(({ status }) => status === 422)?.problem.code).toBe('sales.quote-answered')
    const page = await seller.call(api.quotePage, { params })
    expect(page).toMatchObject({
      record: { state: 'accepted' },
      order: { state: 'waiting' },
      opportunity: { open: true },
      may: { win: true, write: false },
    })
    expect(page.versions[0]?.answer).toMatchObject({ verdict: 'accepted', name: 'Jana Berg', by: null })
    const [kept] = await rows<{ same: boolean }>(
      `select y.version_hash = v.hash as same from sales.quote_answer y join sales.quote_version v on v.id = y.version_id where v.quote_id = $1`,
      [params.id],
    )
    expect(kept?.same).toBe(true)
    expect((await seller.call(api.quoteNotices)).items[0]).toMatchObject({
      kind: 'accepted',
      by: 'Jana Berg',
    })
    const lines = await rows(
      'select l.* from sales.v_order_line l join sales.v_order o on o.id = l.order_id where o.quote_id = $1',
      [params.id],
    )
    expect(lines).toHaveLength(1)
  })

  test('to a version that has a newer one is refused in words', async () => {
    const { params, token } = await sent()
    await seller.call(api.writeDraft, { params, body: { title: 'Newer' } })
    await seller.call(api.sendQuote, { params, body: {} })
    expect((await app.stranger.call(offerContract.lookAtOffer, { body: { token } })).superseded).toBe(true)
    expect((await accept(token)).problem.code).toBe('sales.offer-superseded')
  })

  test('is declined with a reason that the seller reads', async () => {
    const { params, token } = await sent()
    await app.stranger.call(offerContract.declineOffer, { body: { token, reason: 'Too dear' } })
    const page = await seller.call(api.quotePage, { params })
    expect(page).toMatchObject({ record: { state: 'declined' }, order: null })
    expect(page.versions[0]?.answer).toMatchObject({ verdict: 'declined', reason: 'Too dear' })
  })
})

test('quotes are seen by whoever sees their opportunity, and by nobody else', async () => {
  const { params } = await sent()
  const colleague = await app.person('seller')
  expect((await colleague.send(api.quotePage, { params })).status).toBe(404)
  expect((await colleague.send(api.writeDraft, { params, body: { title: 'Mine' } })).status).toBe(404)
  expect((await colleague.call(api.quotes)).items).toEqual([])
  expect((await seller.call(api.countQuotes)).total).toBeGreaterThan(0)
})

test('a customer who is removed takes quotes along, and brings all of them back', async () => {
  const { params, token } = await sent()
  const page = await seller.call(api.quotePage, { params })
  const removed = await manager.send(customersContract.remove, { params: { id: page.customer.id } })
  expect((await accept(token)).problem.code).toBe('sales.offer-gone')
  await manager.send(historyContract.undo, { params: { id: String(removed.headers['tessera-batch']) } })
  expect((await seller.call(api.quotePage, { params })).versions).toEqual(page.versions)
  expect((await accept(token)).status).toBe(200)
})
