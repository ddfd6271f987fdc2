import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { leadContract } from '../../contract.ts'
import { leadsJob } from './jobs.ts'

let app: TestApp
let anna: Caller
let manager: Caller
beforeAll(async () => {
  app = await testApp()
  anna = app.people.seller
  manager = app.people.manager
})
afterAll(() => app.close())

const day = 86_400_000
const daysUntil = (at: string | null | undefined) => Math.round((Date.parse(String(at)) - Date.now()) / day)
const pageOf = (id: string, who = anna) => who.call(leadContract.leadPage, { params: { id } })
const kept = async (name: string) => (await anna.call(leadContract.captureLead, { body: { name } })).id

describe('what is recognised in a line', () => {
  const line = 'Jana Berg, Nordlicht GmbH, jana@nordlicht.example'

  test('is told before anything is written', async () => {
    const read = await anna.call(leadContract.readLine, { body: { line } })
    expect(read).toEqual({ name: 'Jana Berg', company: 'Nordlicht GmbH', email: 'jana@nordlicht.example' })
    expect((await anna.call(leadContract.countLeads, { query: {} })).total).toBe(0)
  })

  test('may be corrected, and emptied, while it is captured', async () => {
    const body = { line, company: null, name: 'Jana Berger' }
    expect(await anna.call(leadContract.captureLead, { body })).toMatchObject({
      name: 'Jana Berger',
      company: null,
      email: 'jana@nordlicht.example',
      typed: line,
    })
  })
})

describe('the page of a lead', () => {
  test('tells its owner on which day it will be shared, before and after that was announced', async () => {
    const id = await kept('Fresh')
    const fresh = await pageOf(id)
    expect(fresh).toMatchObject({
      record: { id },
      sharing: { announcedAt: null, announceDays: 14 },
      openings: [],
    })
    expect(daysUntil(fresh.sharing?.dueAt)).toBe(90)
    await app.database.pool.query(
      `update sales.lead set captured_at = captured_at - interval '85 days' where id = $1`,
      [id],
    )
    // The rule never shares sooner than its owner can be told.
    expect(daysUntil((await pageOf(id)).sharing?.dueAt)).toBe(14)
    await leadsJob.run(workOf(app.kernel, new AbortController().signal), {})
    const told = await pageOf(id)
    expect(daysUntil(told.sharing?.dueAt)).toBe(14)
    expect(told.sharing?.announcedAt).not.toBeNull()
  })

  test('is not there for anybody else while it is private, not even for who sees all', async () => {
    const id = await kept('Mine')
    for (const who of [manager, app.people.administrator])
      expect((await who.send(leadContract.leadPage, { params: { id } })).status).toBe(404)
  })

  test('of one that is shared is noted when somebody else opens it, and only its owner reads who', async () => {
    const id = await kept('Shared')
    await anna.call(leadContract.shareLead, { params: { id } })
    const seen = await pageOf(id, manager)
    expect(seen).toMatchObject({ sharing: null, openings: null })
    expect((await pageOf(id)).openings?.map(({ userId }) => userId)).toEqual([manager.id])
  })
})
