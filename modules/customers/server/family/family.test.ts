import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { newId } from '../../../../platform/ids.ts'
import { staffContract } from '../../../staff/contract.ts'
import { customersContract as api } from '../../contract.ts'
import { dissolve, familyOf, linkCustomers, linkMany, takeOut, unlink } from '../../index.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())

async function some(...names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) ids.push((await admin.call(api.create, { body: { name } })).id)
  return ids
}

const link = (...ids: string[]) =>
  app.asSystem(async ctx => {
    await linkCustomers(ctx, { ids, method: 'hand' })
    return ctx.batch.id
  })
const families = async (ids: string[]) =>
  (await app.asSystem(ctx => familyOf(ctx, ids))).map(family => family.ids)
const undo = (id: string) => app.people.administrator.call(historyContract.undo, { params: { id } })
const linkIds = async (id: string) => (await admin.call(api.page, { params: { id } })).links.map(l => l.id)

describe('linked records', () => {
  test('are one family under the oldest, whichever was named first, and part again', async () => {
    const [a, b, c] = (await some('Ann', 'Anne', 'Anna')) as [string, string, string]
    await link(c, b)
    expect(await families([a, b, c])).toEqual([[a], [b, c]])
    await link(b, a)
    expect(await families([c])).toEqual([[a, b, c]])
    await app.asSystem(async ctx => unlink(ctx, (await linkIds(a))[0] as string))
    expect(await families([a, b, c])).toEqual([[a, b], [c]])
  })

  test('stay together when the one that joined them leaves, and all part when the family is dissolved', async () => {
    const [a, b, c, d] = (await some('Bo 1', 'Bo 2', 'Bo 3', 'Bo 4')) as [string, string, string, string]
    await link(a, b)
    await link(b, c)
    await link(b, d)
    await app.asSystem(ctx => takeOut(ctx, b))
    expect(await families([a, b, c, d])).toEqual([[a, c, d], [b]])
    await app.asSystem(ctx => dissolve(ctx, c))
    expect(await families([a, b, c, d])).toEqual([[a], [b], [c], [d]])
  })

  test('part and come back by undo, also after other changes', async () => {
    const [a, b, c] = (await some('Cy 1', 'Cy 2', 'Cy 3')) as [string, string, string]
    const act = await link(a, b)
    await link(b, c)
    await admin.call(api.change, { params: { id: a }, body: { city: 'Lund' } })
    const undone = await app.person('administrator')
    expect(await undone.call(historyContract.undo, { params: { id: act } }).then(u => u.state)).toBe('done')
    expect(await families([a, b, c])).toEqual([[a], [b, c]])
    const { items } = await admin.call(historyContract.acts, { query: { mine: 'false' } })
    await undo(items[0]?.id as string)
    expect(await families([c])).toEqual([[a, b, c]])
  })

  test('go with their root; of the family of a member the rest stays; undo brings all back', async () => {
    const [a, b, c] = (await some('Di 1', 'Di 2', 'Di 3')) as [string, string, string]
    await link(a, b)
    await link(b, c)
    const member = await admin.send(api.remove, { params: { id: b } })
    expect(member.reply.removed).toBe(1)
    expect(await families([a, b, c])).toEqual([[a, c]])
    const root = await admin.send(api.remove, { params: { id: a } })
    expect(root.reply.removed).toBe(2)
    expect(await families([a, b, c])).toEqual([])
    await undo(String(root.headers['tessera-batch']))
    expect(await families([a, b, c])).toEqual([[a, c]])
    await undo(String(member.headers['tessera-batch']))
    expect(await families([a, b, c])).toEqual([[a, b, c]])
  })

  test('answer as one customer: page, timeline and list name the root', async () => {
    const [a, b] = (await some('Eve Quist', 'Eva Kvist')) as [string, string]
    await admin.call(api.addEntry, { params: { id: b }, body: { kind: 'note', body: 'On the second' } })
    await admin.call(api.addContactPoint, {
      params: { id: b },
      body: { kind: 'email', value: 'eva@kvist.example' },
    })
    await link(a, b)
    const page = await admin.call(api.page, { params: { id: b } })
    expect(page.record.id).toBe(a)
    expect(page.family.map(member => member.name)).toEqual(['Eva Kvist'])
    expect(page.timeline.map(entry => entry.body)).toContain('On the second')
    expect((await admin.call(api.timeline, { params: { id: b }, query: {} })).items).toHaveLength(1)
    const filter = JSON.stringify({ field: 'email', op: 'eq', value: 'eva@kvist.example' })
    const found = await admin.call(api.list, { query: { filter } })
    expect(found.items.map(item => item.id)).toEqual([a])
    expect((await admin.call(api.get, { params: { id: b } })).name).toBe('Eva Kvist')
  })
})

describe('the changes of a family', () => {
  test('are those of all its records, each with its own, page by page, by whichever record one asks', async () => {
    const [a, b] = (await some('Liv Moe', 'Liv Moen')) as [string, string]
    await admin.call(api.change, { params: { id: b }, body: { city: 'Moss' } })
    await admin.call(api.change, { params: { id: a }, body: { city: 'Oslo' } })
    await link(a, b)
    for (const id of [a, b]) {
      const { items } = await admin.call(api.changes, { params: { id }, query: {} })
      const cities = items.filter(({ after }) => after && 'city' in after)
      expect(cities.map(({ rootId, after }) => [rootId, after?.['city']])).toEqual([
        [a, 'Oslo'],
        [b, 'Moss'],
      ])
      const first = await admin.call(api.changes, { params: { id }, query: { limit: 2 } })
      const rest = await admin.call(api.changes, { params: { id }, query: { before: first.next ?? newId() } })
      expect([...first.items, ...rest.items].map(change => change.id)).toEqual(items.map(change => change.id))
    }
    await app.asSystem(ctx => dissolve(ctx, a))
    const { items } = await admin.call(api.changes, { params: { id: a }, query: {} })
    expect(new Set(items.map(({ rootId }) => rootId))).toEqual(new Set([a]))
  })

  test('are seen by who sees the root, without what he may not see; a part alone shows only itself', async () => {
    const [seller, other] = [await app.person('seller'), await app.person('seller')]
    const make = (owner: string) => ({ body: { name: 'Ulla Rask', owner, birthDate: '1966-01-02' } })
    const root = (await admin.call(api.create, make(seller.id))).id
    const part = (await admin.call(api.create, make(other.id))).id
    const set = { body: { birthDate: '1966-02-01', level: 'gold' as const } }
    await admin.call(api.change, { params: { id: part }, ...set })
    await link(root, part)
    const changes = (by: Caller, id: string) => by.send(api.changes, { params: { id }, query: {} })
    const mine = await changes(seller, root)
    expect(mine.reply.items.map(({ rootId }) => rootId)).toContain(part)
    expect(mine.text).toContain('gold')
    expect(mine.text).not.toMatch(/1966|birthDate|birth_date/)
    const theirs = await changes(other, part)
    expect(new Set(theirs.reply.items.map(({ rootId }) => rootId))).toEqual(new Set([part]))
    expect((await changes(other, root)).status).toBe(404)
    expect((await changes(admin, root)).text).toContain('1966-02-01')
  })
})

describe('many links at once', () => {
  test('are made as one act; what cannot be linked is named with its reason', async () => {
    const ids = await some(...Array.from({ length: 8 }, (_, i) => `Fo ${i}`))
    const [a, b, c, d, e, f] = ids as [string, string, string, string, string, string]
    const gone = newId()
    const result = await app.asSystem(ctx =>
      linkMany(
        ctx,
        [
          { a: b, b: a, method: 'automatic', score: 12.5 },
          { a, b: a, method: 'automatic' },
          { a, b: gone, method: 'automatic' },
          { a: c, b: d, method: 'automatic' },
          { a: d, b: e, method: 'automatic' },
          { a: e, b: f, method: 'automatic' },
        ],
        3,
      ),
    )
    expect(result.linked).toBe(1)
    expect(result.left.map(left => left.because)).toEqual([
      'itself',
      'gone',
      'too-large',
      'too-large',
      'too-large',
    ])
    expect(await families(ids)).toHaveLength(7)
  })
})

describe('a link is refused', () => {
  test('to the record itself, to one that is not there, and above the cap', async () => {
    const [a] = (await some('Gil')) as [string]
    await expect(link(a, a)).rejects.toMatchObject({ code: 'customers.link-to-itself' })
    await expect(link(a, newId())).rejects.toMatchObject({ code: 'platform.not-found' })
    const many = await some(...Array.from({ length: 101 }, (_, i) => `Ha ${i}`))
    await expect(link(...many)).rejects.toMatchObject({ code: 'customers.family-too-large' })
  })
})

test('a link and an unlink at one moment take turns', async () => {
  const [a, b, c] = (await some('Ida 1', 'Ida 2', 'Ida 3')) as [string, string, string]
  for (let round = 0; round < 5; round++) {
    await link(a, b)
    const [first] = await linkIds(a)
    await Promise.allSettled([
      app.asSystem(ctx => unlink(ctx, first as string)),
      link(b, c),
      link(c, a),
      app.asSystem(ctx => takeOut(ctx, b)),
    ])
    const { rows } = await app.database.pool.query<{ id: string; merged_into: string | null }>(
      'select id, merged_into from customers.customer where id = any($1) order by id',
      [[a, b, c]],
    )
    await app.asSystem(async ctx => {
      const { deriveFamilies } = await import('./deriving.ts')
      expect(await deriveFamilies(ctx, [a, b, c])).toEqual([])
    })
    expect(rows[0]?.merged_into).toBeNull()
    await app.asSystem(ctx => dissolve(ctx, a)).catch(() => undefined)
  }
})

describe('of a family', () => {
  async function twoUnits() {
    const unit = async (name: string) => (await admin.call(staffContract.createUnit, { body: { name } })).id
    const [north, south] = [await unit(`North ${newId()}`), await unit(`South ${newId()}`)]
    return {
      north: await app.person('manager', { unitId: north }),
      south: await app.person('manager', { unitId: south }),
      seller: await app.person('seller', { unitId: north }),
    }
  }

  test('in two business units each unit keeps a record of its own, and nothing of the other’s', async () => {
    const { north, south } = await twoUnits()
    const body = { name: 'Grieg Line', kind: 'organisation' as const }
    const one = await north.call(api.create, { body: { ...body, city: 'Bergen' } })
    const two = await south.call(api.create, { body: { ...body, industry: 'Shipping' } })
    expect((await north.send(api.link, { params: { id: one.id }, body: { ids: [two.id] } })).status).toBe(404)
    await admin.call(api.link, { params: { id: one.id }, body: { ids: [two.id] } })
    for (const [caller, id] of [
      [north, one.id],
      [south, two.id],
    ] as const) {
      const { items } = await caller.call(api.list, { query: { q: 'Grieg' } })
      expect(items.map(item => item.id)).toEqual([id])
      const page = await caller.send(api.page, { params: { id } })
      expect(page.text).not.toContain(id === one.id ? two.id : one.id)
    }
    expect((await north.call(api.get, { params: { id: one.id } })).industry).toBeNull()
    const seenByAll = await admin.call(api.page, { params: { id: two.id } })
    expect(seenByAll.elsewhere).toEqual([{ id: one.id, name: 'Grieg Line' }])
    const third = await north.call(api.create, { body })
    const more = await north.send(api.link, { params: { id: third.id }, body: { ids: [one.id] } })
    expect(more.problem).toMatchObject({ code: 'customers.link-unseen' })
  })

  test('who looks after the root sees all parts; who looks after a part alone sees that, by itself', async () => {
    const { north, seller } = await twoUnits()
    const mine = await north.call(api.create, { body: { name: 'Solveig Moe', owner: seller.id } })
    const other = await north.call(api.create, {
      body: { name: 'S. Moe', owner: north.id, jobTitle: 'Pilot' },
    })
    await north.call(api.addEntry, {
      params: { id: other.id },
      body: { kind: 'note', body: 'Flies to Oslo' },
    })
    await north.call(api.link, { params: { id: mine.id }, body: { ids: [other.id] } })
    const page = await seller.call(api.page, { params: { id: other.id } })
    expect([page.record.id, page.record.jobTitle, page.timeline[0]?.body]).toEqual([
      mine.id,
      'Pilot',
      'Flies to Oslo',
    ])
    const theirs = await north.call(api.create, { body: { name: 'Aud Vik', owner: north.id } })
    const part = await north.call(api.create, { body: { name: 'Aud V.', owner: seller.id } })
    await north.call(api.link, { params: { id: theirs.id }, body: { ids: [part.id] } })
    expect((await seller.send(api.page, { params: { id: theirs.id } })).status).toBe(404)
    const own = await seller.call(api.page, { params: { id: part.id } })
    expect([own.record.id, own.record.name, own.family]).toEqual([part.id, 'Aud V.', []])
  })

  test('the file of everything holds each record by itself, without fields that are not for the reader', async () => {
    const [a, b] = (await some('Tor Dal', 'T. Dal')) as [string, string]
    await admin.call(api.change, { params: { id: b }, body: { birthDate: '1961-04-05', level: 'gold' } })
    await link(a, b)
    const { text } = await admin.raw('GET', `/customers/${b}/everything`)
    const { record, members } = JSON.parse(text) as { record: { id: string }; members: { name: string }[] }
    expect([record.id, members.map(({ name }) => name)]).toEqual([a, ['Tor Dal', 'T. Dal']])
    const masked = await app.people.manager.raw('GET', `/customers/${b}/everything`)
    const sees = (await app.people.manager.call(api.get, { params: { id: b } })).birthDate !== undefined
    expect(masked.text.includes('1961-04-05')).toBe(sees)
  })
})
