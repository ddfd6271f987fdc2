import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lockMonth } from '../modules/sales/server/forecast/testing-locks.ts'
import { leadContract } from '../modules/sales/contract.ts'
import { staffContract } from '../modules/staff/contract.ts'
import type { Endpoint } from '../platform/contract/endpoint.ts'
import { historyContract } from '../platform/history/contract.ts'
import { workOf } from '../platform/jobs/work.ts'
import { endpointsOf } from '../platform/http/server.ts'
import { bodyFor } from './matrix/bodies.ts'
import { type Caller, type TestApp, testApp } from './testing.ts'
import { addressOf } from './testing/caller.ts'
import type { Family } from './testing/world.ts'

let app: TestApp
let owner: Caller
let others: Record<string, Caller>
let endpoints: Endpoint[]
beforeAll(async () => {
  // Without a worker, whose nightly work would move what others are answered.
  app = await testApp()
  const unit = await app.people.administrator.call(staffContract.createUnit, { body: { name: 'North' } })
  const team = await app.people.administrator.call(staffContract.createTeam, {
    body: { name: 'North team', unitId: unit.id },
  })
  const inTeam = { unitId: unit.id, teamId: team.id }
  owner = await app.person('seller', inTeam)
  const { administrator, steward, reader } = app.people
  others = {
    colleague: await app.person('seller', inTeam),
    manager: await app.person('manager', inTeam),
    administrator,
    steward,
    reader,
    key: await app.key('administrator'),
  }
  endpoints = endpointsOf(app.kernel).map(({ endpoint }) => endpoint)
  // So that what changed since, and how good it was, has something to tell.
  await lockMonth(app)
})
afterAll(() => app.close())

/** The work of an export that was asked for, here. */
async function runExport(data: { exportId: string; actorId: string }): Promise<void> {
  const job = app.kernel.modules
    .flatMap(({ jobs }) => jobs ?? [])
    .find(one => one.queue === 'transfer.export')
  await job?.run(workOf(app.kernel, new AbortController().signal), data)
}

/** All that could tell of it. */
const secrets = ['Zyxquist', 'wolfram', 'zyx-metals', '5550147', 'Halden']
const fields = {
  name: 'Zyxquist Wolfram',
  email: 'wolfram@zyx-metals.example',
  phone: '+46 8 5550147',
  city: 'Halden',
}

/** What somebody might ask to find out; `id` is the lead's, or of none. */
function questions(id: string): Record<string, string>[] {
  const filter = (field: string, op: string, value: unknown) => JSON.stringify({ field, op, value })
  return [
    {},
    { q: 'Zyxquist', ids: id, entity: 'lead' },
    { q: 'wolfram@zyx', limit: '200' },
    { filter: filter('name', 'contains', 'Zyx'), entity: 'lead', by: 'city' },
    { filter: filter('email', 'eq', fields.email), entity: 'lead' },
    { filter: filter('owner', 'eq', owner.id), entity: 'lead' },
    { filter: filter('sharedAt', 'empty', true), entity: 'lead' },
    { sort: 'capturedAt', limit: '1' },
    { rootId: id },
    { rootId: id, recordId: id, field: 'name' },
    { recent: id, mine: 'false', limit: '100', measure: 'total', reason: 'new' },
  ]
}

type Answers = Map<string, string>

/** What a caller is answered to every question, with the id written as `<id>`. */
async function answersOf(
  caller: Caller,
  { id, acts }: { id: string; acts: readonly string[] },
): Promise<Answers> {
  const answers: Answers = new Map()
  const readings = endpoints.filter(({ method, download }) => method === 'GET' && download !== 'events')
  for (const endpoint of readings) {
    const named = endpoint.path.includes('/:')
    const ids = endpoint.path.startsWith('/history/') && named ? acts : [id]
    for (const [n, each] of ids.entries()) {
      const params = { id: each, childId: each, otherId: each }
      for (const [k, query] of (endpoint.query ? questions(id) : [{}]).entries()) {
        const { status, text } = await caller.raw('GET', addressOf(endpoint, { params, query }))
        const hidden = text.replaceAll(id, '<id>').replaceAll(each, '<id>')
        answers.set(`${endpoint.name} ${n} ${k}`, `${status} ${hidden}`)
      }
    }
  }
  return answers
}

const none = (n: number) => `00000000-0000-7000-8000-00000000abc${n}`
/** These tell the time, or what the process is about. */
const restless =
  /^(health|integration\.board|demo|staff\.session|staff\.user|staff\.key|staff\.audit|transfer\.)/

/** Captures, changes, opens, puts aside and takes back: everything that leaves something behind. */
async function live(): Promise<{ id: string; acts: string[] }> {
  const made = await owner.send(leadContract.captureLead, { body: fields })
  const params = { id: made.reply.id }
  const changed = await owner.send(leadContract.changeLead, {
    params,
    body: { note: 'Zyxquist rang', company: 'Zyxquist AB' },
  })
  const aside = await owner.send(leadContract.disqualifyLead, { params, body: { why: 'Wolfram is ill' } })
  const gone = await owner.send(leadContract.captureLead, { body: { ...fields, note: 'the second' } })
  const removed = await owner.send(leadContract.removeLead, { params: { id: gone.reply.id } })
  const acts = [made, changed, aside, gone, removed].map(({ headers }) => String(headers['tessera-batch']))
  return { id: made.reply.id, acts }
}

describe('a private lead', () => {
  let lead: { id: string; acts: string[] }
  const before = new Map<string, Answers>()

  test('changes no answer that anybody else is given, to whatever question', {
    timeout: 240_000,
  }, async () => {
    const nowhere = { id: none(9), acts: [0, 1, 2, 3, 4].map(none) }
    for (const [who, caller] of Object.entries(others)) before.set(who, await answersOf(caller, nowhere))
    lead = await live()
    const faults: string[] = []
    let compared = 0
    for (const [who, caller] of Object.entries(others)) {
      for (const [question, answer] of await answersOf(caller, lead)) {
        const told = secrets.find(secret => answer.includes(secret))
        if (told) faults.push(`${who}: ${question} tells “${told}”`)
        if (restless.test(question)) continue
        compared++
        const was = before.get(who)?.get(question)
        if (was !== answer)
          faults.push(`${who}: ${question}\n  was ${was?.slice(0, 300)}\n  is  ${answer.slice(0, 300)}`)
      }
    }
    expect(faults).toEqual([])
    expect(compared).toBeGreaterThan(1000)
  })

  test('does change those that its owner is given, so the silence above means something', async () => {
    const told = [...(await answersOf(owner, lead))].filter(([, answer]) => answer.includes('Zyxquist'))
    expect(new Set(told.map(([question]) => question.split(' ')[0])).size).toBeGreaterThanOrEqual(4)
  })

  test('is refused by every write as if there were none, and stays as it was', {
    timeout: 120_000,
  }, async () => {
    const image = async () =>
      JSON.stringify((await app.database.pool.query('select * from sales.lead order by id')).rows)
    const first = await image()
    const faults: string[] = []
    const writes = endpoints.filter(
      ({ method, path, upload }) => method !== 'GET' && path.includes('/:id') && !upload,
    )
    for (const [who, caller] of Object.entries(others))
      for (const endpoint of writes) {
        const ask = async (id: string) => {
          const params = { id, childId: id, otherId: id }
          const body = bodyFor(endpoint.name, { customer: id, other: id } as Family, caller)
          const { status, text } = await caller.raw(endpoint.method, addressOf(endpoint, { params }), {
            body,
          })
          return `${status} ${text.replaceAll(id, '<id>')}`
        }
        const [nobody] = [await ask(none(8))]
        for (const id of endpoint.path.startsWith('/history/') ? lead.acts : [lead.id])
          if ((await ask(id)) !== nobody)
            faults.push(`${who}: ${endpoint.name} answers otherwise than to nothing`)
      }
    expect(faults).toEqual([])
    expect(await image()).toBe(first)
  })

  test('is in nobody else’s export', async () => {
    for (const caller of [others.administrator as Caller, others.manager as Caller, owner]) {
      const { reply } = await caller.raw('POST', '/exports', { body: { entity: 'lead', format: 'csv' } })
      const { id } = reply as { id: string }
      await runExport({ exportId: id, actorId: caller.id })
      const { reply: seen } = await caller.raw('GET', `/exports/${id}`)
      expect(seen).toMatchObject({ state: 'done' })
      const { text } = await caller.raw('GET', `/exports/${id}/file`)
      expect(text.includes('Zyxquist'), text.slice(0, 200)).toBe(caller === owner)
    }
  })

  test('is known to the team’s sums only among enough others', async () => {
    const manager = others.manager as Caller
    const { items } = await manager.call(leadContract.leadSums)
    expect(items).toMatchObject([{ leads: null, weeksOld: null }])
    const [team] = items
    const crowd = await Promise.all([0, 1].map(() => app.person('seller', { teamId: String(team?.teamId) })))
    for (const caller of [...crowd, owner])
      for (let n = 0; n < 3; n++) await caller.call(leadContract.captureLead, { body: { name: `L${n}` } })
    await app.database.pool.query(
      `update sales.lead set captured_at = captured_at - interval '15 days', created_at = created_at - interval '15 days'`,
    )
    expect((await manager.call(leadContract.leadSums)).items).toMatchObject([{ leads: 10, weeksOld: 2 }])
  })

  test('is back when its owner takes back the removal, and the acts of others are still not his to undo', async () => {
    const [, , , , removed] = lead.acts
    const undone = await owner.send(historyContract.undo, { params: { id: String(removed) } })
    expect(undone.status).toBe(202)
    expect((await owner.call(leadContract.countLeads, { query: { q: 'Zyxquist' } })).total).toBe(2)
  })
})
