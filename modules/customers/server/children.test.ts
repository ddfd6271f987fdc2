import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../app/testing.ts'
import { historyContract } from '../../../platform/history/contract.ts'
import { customersContract as api } from '../contract.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())

const make = async (name: string) => (await admin.call(api.create, { body: { name } })).id
const page = (id: string) => admin.call(api.page, { params: { id } })

describe('contact points', () => {
  test('have one primary of each kind, which lists show', async () => {
    const id = await make('Points')
    const add = (value: string, primary?: boolean) =>
      admin.call(api.addContactPoint, { params: { id }, body: { kind: 'email', value, primary } })
    const first = await add('one@x.example')
    await add('two@x.example')
    expect((await page(id)).record.email).toBe('one@x.example')
    const third = await add('three@x.example', true)
    const { contactPoints, record } = await page(id)
    expect(record.email).toBe('three@x.example')
    expect(contactPoints.filter(point => point.primary).map(point => point.id)).toEqual([third.id])
    await admin.call(api.removeContactPoint, { params: { id, childId: third.id } })
    expect((await page(id)).record.email).toBe('one@x.example')
    await admin.call(api.changeContactPoint, {
      params: { id, childId: first.id },
      body: { value: 'New@X.example' },
    })
    expect((await page(id)).record.email).toBe('new@x.example')
  })

  test('follow the primary address that a list or form sets, and go when it is cleared', async () => {
    const id = await make('From the list')
    await admin.call(api.change, { params: { id }, body: { phone: '+47 22 12 34 56' } })
    expect((await page(id)).contactPoints).toMatchObject([
      { kind: 'phone', value: '+4722123456', primary: true },
    ])
    await admin.call(api.change, { params: { id }, body: { phone: null } })
    expect((await page(id)).contactPoints).toEqual([])
  })

  test('of one kind leave alone what lists show of the others', async () => {
    const id = await make('Moved house')
    const address = { lines: 'Storgata 1', city: 'Stockholm' }
    await admin.call(api.addContactPoint, { params: { id }, body: { kind: 'address', address } })
    await admin.call(api.change, { params: { id }, body: { city: 'Solna' } })
    await admin.call(api.addContactPoint, {
      params: { id },
      body: { kind: 'phone', value: '+46 8 123 456 78' },
    })
    expect((await page(id)).record).toMatchObject({ city: 'Solna', phone: '+46812345678' })
  })
})

describe('a relationship', () => {
  test('stands on both sides, changes on both and ends on both', async () => {
    const [person, firm] = [await make('Employee'), await make('Employer')]
    const params = { id: person }
    const { id: childId } = await admin.call(api.addRelationship, {
      params,
      body: {
        otherId: firm,
        kind: 'employment',
        role: 'employer',
        reverseRole: 'employee',
        fromDate: '2020-01-31',
      },
    })
    expect((await page(person)).relationships).toMatchObject([{ otherName: 'Employer', role: 'employer' }])
    expect((await page(firm)).relationships).toMatchObject([{ otherName: 'Employee', role: 'employee' }])
    await admin.call(api.changeRelationship, {
      params: { id: firm, childId },
      body: { role: 'worker', title: 'Head of it', toDate: '2024-02-29' },
    })
    expect((await page(person)).relationships).toMatchObject([
      { role: 'employer', title: 'Head of it', fromDate: '2020-01-31', toDate: '2024-02-29' },
    ])
    expect((await page(firm)).relationships).toMatchObject([{ role: 'worker', title: 'Head of it' }])
    await admin.call(api.removeRelationship, { params: { id: firm, childId } })
    expect([(await page(person)).relationships, (await page(firm)).relationships]).toEqual([[], []])
  })

  test('goes with a removed customer and comes back with it, on both sides', async () => {
    const [gone, left] = [await make('Gone'), await make('Left')]
    await admin.call(api.addRelationship, {
      params: { id: gone },
      body: { otherId: left, kind: 'family', role: 'sister' },
    })
    const { batchId } = await admin.call(api.remove, { params: { id: gone } })
    expect((await page(left)).relationships).toEqual([])
    await admin.call(historyContract.undo, { params: { id: batchId } })
    expect((await page(left)).relationships).toMatchObject([{ otherId: gone, otherName: 'Gone' }])
    expect((await page(gone)).relationships).toMatchObject([{ otherId: left }])
  })

  test('with itself is refused', async () => {
    const id = await make('Alone')
    const answer = await admin.send(api.addRelationship, {
      params: { id },
      body: { otherId: id, kind: 'other', role: 'x' },
    })
    expect(answer.problem.code).toBe('customers.related-to-itself')
  })
})

describe('whose a customer is', () => {
  test('is kept with its periods: each owner ends when the next begins', async () => {
    const id = await make('Handed on')
    const { seller, manager } = app.people
    for (const owner of [seller.id, manager.id, null, seller.id]) {
      await admin.call(api.change, { params: { id }, body: { owner } })
      const { record } = await page(id)
      expect((record.owner as { id: string } | null)?.id ?? null).toBe(owner)
    }
    const { ownership } = await page(id)
    expect(ownership.map(({ userId, to }) => [userId, to === null])).toEqual([
      [seller.id, true],
      [manager.id, false],
      [seller.id, false],
    ])
    expect(ownership.every(({ from, to }) => to === null || from <= to)).toBe(true)
  })

  test('changes for many at once, with one period each, and back by undo', async () => {
    const ids = [await make('M1'), await make('M2')]
    const { batchId } = await admin.call(api.bulkChange, {
      body: { ids, set: { owner: app.people.seller.id } },
    })
    for (const id of ids)
      expect((await page(id)).ownership).toMatchObject([{ userId: app.people.seller.id, to: null }])
    await admin.call(historyContract.undo, { params: { id: batchId } })
    for (const id of ids) expect(await page(id)).toMatchObject({ ownership: [], record: { owner: null } })
  })

  test('is somebody who works here', async () => {
    const id = await make('Nobody’s')
    const answer = await admin.send(api.change, { params: { id }, body: { owner: crypto.randomUUID() } })
    expect([answer.status, (await page(id)).record.owner]).toEqual([422, null])
  })
})

test('a task is mine unless given to another; completing it once shows on the timeline', async () => {
  const id = await make('With tasks')
  const task = await admin.call(api.addTask, {
    params: { id },
    body: { title: 'Call', dueAt: '2026-12-01T09:00:00+01:00' },
  })
  expect(task).toMatchObject({
    assignee: { id: admin.id },
    dueAt: '2026-12-01T08:00:00.000Z',
    completedAt: null,
  })
  const params = { id, childId: task.id }
  const done = await admin.call(api.completeTask, { params })
  const again = await app.people.steward.call(api.completeTask, { params })
  expect([again.completedAt, again.completedBy]).toEqual([done.completedAt, admin.id])
  const { tasks, timeline } = await page(id)
  expect([tasks.length, timeline.filter(({ kind }) => kind === 'task').length]).toEqual([0, 1])
  expect(await admin.call(api.reopenTask, { params })).toMatchObject({ completedAt: null })
  const mine = await admin.call(api.tasks, {
    query: { filter: '{"field":"assignee","op":"eq","value":"me"}' },
  })
  expect(mine.items.map(item => item.id)).toContain(task.id)
})

describe('the timeline', () => {
  test('shows what happened newest first, page by page, each entry once', async () => {
    const id = await make('Long life')
    for (let day = 1; day <= 25; day++) {
      // Pairs at the same moment: the order between them must hold over pages.
      const at = `2026-10-${String(Math.ceil(day / 2)).padStart(2, '0')}T10:00:00Z`
      await admin.call(api.addEntry, { params: { id }, body: { kind: 'note', body: `Note ${day}`, at } })
    }
    const seen: string[] = []
    let before: string | undefined
    do {
      const { items, next } = await admin.call(api.timeline, { params: { id }, query: { limit: 4, before } })
      seen.push(...items.map(({ at, id: entry }) => `${at} ${entry}`))
      before = next ?? undefined
    } while (before)
    expect(seen).toHaveLength(25)
    expect(seen).toEqual([...new Set(seen)].sort().reverse())
  })

  test('of the surviving customer shows what was written to the merged ones', async () => {
    const [root, merged] = [await make('Survivor'), await make('Merged')]
    await admin.call(api.addEntry, {
      params: { id: merged },
      body: { kind: 'call', body: 'Before the merge' },
    })
    await app.database.pool.query('update customers.customer set merged_into = $1 where id = $2', [
      root,
      merged,
    ])
    const { timeline, family } = await page(root)
    expect([timeline[0]?.body, family]).toMatchObject(['Before the merge', [{ id: merged, name: 'Merged' }]])
    const { items } = await admin.call(api.timeline, { params: { id: root }, query: { kind: 'call' } })
    expect(items).toHaveLength(1)
    const listed = await admin.call(api.list, {
      query: { filter: '{"field":"name","op":"eq","value":"Merged"}' },
    })
    expect(listed.items).toEqual([])
  })

  test('moves the last contact on by calls and meetings, never by notes or what is still to come', async () => {
    const id = await make('Contacted')
    const at = async () => {
      const { lastContactAt } = (await page(id)).record
      return lastContactAt === null ? null : new Date(String(lastContactAt)).toISOString()
    }
    const add = (kind: 'note' | 'call' | 'meeting', when: string) =>
      admin.call(api.addEntry, { params: { id }, body: { kind, body: 'x', at: when } })
    await add('note', '2026-01-05T10:00:00Z')
    expect(await at()).toBeNull()
    await add('call', '2026-01-04T10:00:00Z')
    await add('meeting', '2026-01-02T10:00:00Z')
    await add('meeting', '2199-01-02T10:00:00Z')
    expect(await at()).toBe('2026-01-04T10:00:00.000Z')
    const call = (await page(id)).timeline.find(entry => entry.kind === 'call')
    await admin.call(api.removeEntry, { params: { id, childId: call?.id ?? '' } })
    expect(await at()).toBe('2026-01-02T10:00:00.000Z')
  })

  test('entries that other parts fed cannot be edited here', async () => {
    const id = await make('Fed')
    const task = await admin.call(api.addTask, { params: { id }, body: { title: 'Done soon' } })
    await admin.call(api.completeTask, { params: { id, childId: task.id } })
    const fed = (await page(id)).timeline[0]?.id ?? ''
    const params = { id, childId: fed }
    expect((await admin.send(api.changeEntry, { params, body: { body: 'x' } })).problem.code).toBe(
      'customers.entry-is-fed',
    )
    expect((await admin.send(api.removeEntry, { params })).problem.code).toBe('customers.entry-is-fed')
  })
})

test('who is named in a note finds it until he has read it; nobody else can read it for him', async () => {
  const id = await make('Talked about')
  const { steward, agent } = app.people
  await admin.call(api.addEntry, {
    params: { id },
    body: { kind: 'note', body: 'Please look', mentions: [steward.id, steward.id] },
  })
  const inbox = async () => (await steward.call(api.mentions)).items.filter(item => item.customerId === id)
  const [mention] = await inbox()
  expect(await inbox()).toMatchObject([
    { customerName: 'Talked about', body: 'Please look', by: 'administrator1' },
  ])
  const read = { params: { id: mention?.id ?? '' }, body: { customerId: id } }
  expect((await agent.send(api.readMention, read)).status).toBe(404)
  expect(await inbox()).toHaveLength(1)
  expect((await steward.send(api.readMention, read)).status).toBe(200)
  expect(await inbox()).toEqual([])
})

test('only people who work here can be named', async () => {
  const id = await make('Nobody named')
  const body = { kind: 'note' as const, body: 'x', mentions: [crypto.randomUUID() as string] }
  expect((await admin.send(api.addEntry, { params: { id }, body })).status).toBe(422)
  expect((await page(id)).timeline).toEqual([])
})

describe('an attached file', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )
  type Attached = { id: string; name: string; mediaType: string; size: number }

  test('is what its content says, whatever its name and sender claim', async () => {
    const id = await make('With files')
    const upload = async (name: string, content: Buffer | string, type: string) =>
      (await admin.upload(`/customers/${id}/files`, { name, content, type })).reply as Attached
    const picture = await upload('notes.txt', png, 'text/plain')
    expect(picture).toMatchObject({ mediaType: 'image/png', size: png.length })
    const page = await upload('x.png', '<html><script>alert(1)</script>', 'image/png')
    expect(page.mediaType).toBe('text/plain')
    const answer = await admin.raw('GET', `/customers/${id}/files/${page.id}`)
    expect([answer.text, answer.headers['content-type']]).toEqual([
      '<html><script>alert(1)</script>',
      'text/plain',
    ])
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
  })

  test('never gets a path from its name', async () => {
    const id = await make('Traversed')
    for (const [name, kept] of [
      ['../../../etc/passwd', 'passwd'],
      ['..\\..\\boot.ini', 'boot.ini'],
      ['..', 'file'],
      ['a\u202egpj.exe', 'agpj.exe'],
    ] as const) {
      const { status, reply } = await admin.upload(`/customers/${id}/files`, { name, content: 'x' })
      expect([status, (reply as Attached).name], name).toEqual([201, kept])
    }
  })

  test('comes back when its removal is undone', async () => {
    const id = await make('File gone')
    const { reply } = await admin.upload(`/customers/${id}/files`, { name: 'a.txt', content: 'content' })
    const params = { id, childId: (reply as Attached).id }
    const { headers } = await admin.send(api.removeFile, { params })
    expect((await admin.send(api.readFile, { params })).status).toBe(404)
    await admin.call(historyContract.undo, { params: { id: String(headers['tessera-batch']) } })
    expect((await admin.send(api.readFile, { params })).text).toBe('content')
  })
})
