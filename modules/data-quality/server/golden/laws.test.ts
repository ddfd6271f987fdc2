import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import type { Context } from '../../../../platform/context.ts'
import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { transferContract } from '../../../../platform/transfer/contract.ts'
import { customersContract as api } from '../../../customers/contract.ts'
import { dissolve, familyOf, linkCustomers, settle, takeOut, unlink } from '../../../customers/index.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp({ worker: true })
  admin = app.people.administrator
})
afterAll(() => app.close())

/** Rows of all the module's tables that belong to these customers, to the last byte but what counts writes. */
async function everyByte(ids: readonly string[]): Promise<string[]> {
  const found: string[] = []
  const tables = [
    'contact_point',
    'relationship',
    'ownership',
    'timeline_entry',
    'task',
    'attachment',
    'link',
  ]
  for (const name of ['customer', ...tables]) {
    const key = name === 'customer' ? 'id' : 'customer_id'
    const { rows } = await app.database.pool.query<{ row: string }>(
      `select '${name} ' || (to_jsonb(t) - '{version,updated_at}'::text[])::text as row from customers.${name} t where t.${key} = any($1) order by t.${key}, t.id`,
      [ids],
    )
    found.push(...rows.map(({ row }) => row))
  }
  return found
}

const word = fc.constantFrom('Oslo', 'Bergen', 'Voss', 'Ål')
const maybe = fc.option(word, { nil: undefined })
const person = fc.record({
  name: word.map(one => `Kari ${one}`),
  city: maybe,
  level: fc.option(fc.constantFrom('gold' as const, 'silver' as const), { nil: undefined }),
  jobTitle: maybe,
  email: fc.option(fc.constantFrom('a@x.example', 'b@y.example'), { nil: undefined }),
  tags: fc.uniqueArray(word, { maxLength: 2 }),
})
const nobody = { name: 'Somebody' }
const pairs = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 8 })

async function people(bodies: readonly { name: string }[]): Promise<string[]> {
  const ids: string[] = []
  for (const body of bodies) ids.push((await admin.call(api.create, { body })).id)
  return ids
}

const act = async (run: (ctx: Context) => Promise<unknown>): Promise<string | null> =>
  app
    .asSystem(async ctx => {
      await run(ctx)
      return ctx.batch.id
    })
    .catch(refused)

/** An act that is refused (nothing to part, a record linked to itself) is none. */
function refused(error: unknown): null {
  if (error instanceof Error && 'code' in error && String(error.code).includes('.')) return null
  throw error
}

const linkAct = (ids: readonly string[], a: number, b: number) =>
  act(ctx => linkCustomers(ctx, { ids: [ids[a] as string, ids[b] as string], method: 'hand' }))

async function linksOf(ids: readonly string[]): Promise<string[]> {
  const { rows } = await app.database.pool.query<{ id: string }>(
    'select id from customers.link where customer_id = any($1) order by customer_id, other_id',
    [ids],
  )
  return rows.map(({ id }) => id)
}

test('whatever is linked and parted again is as it was, to the last byte, by undo or by hand', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 5, maxLength: 5 }),
      pairs,
      fc.boolean(),
      async (bodies, some, byUndo) => {
        const ids = await people(bodies)
        const before = await everyByte(ids)
        const acts: (string | null)[] = []
        for (const [a, b] of some) acts.push(await linkAct(ids, a, b))
        if (byUndo) for (const id of acts.toReversed()) await undo(app, id)
        else for (const id of ids) await act(ctx => dissolve(ctx, id))
        expect(await everyByte(ids)).toEqual(before)
      },
    ),
    { numRuns: 15 },
  )
}, 300_000)

async function undo({ people: { administrator } }: TestApp, id: string | null): Promise<void> {
  if (!id) return
  const { status, text } = await administrator.send(historyContract.undo, { params: { id } })
  if (status >= 500) throw new Error(text)
}

test('the same links give the same family, in whatever order they came and others went', async () => {
  await fc.assert(
    fc.asyncProperty(pairs, pairs, fc.infiniteStream(fc.nat(100)), async (kept, gone, draw) => {
      const [one, other] = [await people(Array(5).fill(nobody)), await people(Array(5).fill(nobody))]
      for (const [a, b] of kept) await linkAct(one, a, b)
      for (const [a, b] of [...gone, ...kept].toSorted(() => (draw.next().value as number) - 50))
        await linkAct(other, b, a)
      const wanted = new Set(kept.map(([a, b]) => [a, b].sort((x, y) => x - y).join()))
      for (const id of await linksOf(other)) {
        const { rows } = await app.database.pool.query<{ customer_id: string; other_id: string }>(
          'select customer_id, other_id from customers.link where id = $1',
          [id],
        )
        const ends = [
          other.indexOf(rows[0]?.customer_id as string),
          other.indexOf(rows[0]?.other_id as string),
        ]
        if (!wanted.has(ends.sort((x, y) => x - y).join())) await act(ctx => unlink(ctx, id))
      }
      const shape = async (ids: string[]) =>
        (await app.asSystem(ctx => familyOf(ctx, ids))).map(family => family.ids.map(id => ids.indexOf(id)))
      expect(await shape(other)).toEqual(await shape(one))
    }),
    { numRuns: 15 },
  )
}, 300_000)

/** Two worlds with the same people and the same acts; only in the first they are also linked. */
type Worlds = { linked: string[]; plain: string[]; acts: { linked: string | null; plain: string | null }[] }
type Act = { name: string; run: (worlds: Worlds) => Promise<{ linked: string | null; plain: string | null }> }

async function send(endpoint: Endpoint, input: object): Promise<string | null> {
  const { status, headers, text } = await admin.send(endpoint, input)
  if (status >= 500) throw new Error(`${endpoint.name}: ${text}`)
  const batch = headers['tessera-batch']
  return status < 300 && batch ? String(batch) : null
}

const both = async (worlds: Worlds, who: number, run: (id: string) => Promise<string | null>) => ({
  linked: await run(worlds.linked[who] as string),
  plain: await run(worlds.plain[who] as string),
})
const onlyLinked = async (run: Promise<string | null>) => ({ linked: await run, plain: null })
/** Few enough that acts meet. */
const crowd = 3
const who = fc.nat(crowd - 1)

const change: fc.Arbitrary<Act> = fc
  .record({ who, level: fc.constantFrom('gold', 'bronze', null), jobTitle: word, tag: word })
  .map(({ who, tag, ...set }) => ({
    name: `change ${who} ${JSON.stringify(set)} ${tag}`,
    run: worlds =>
      both(worlds, who, id => send(api.change, { params: { id }, body: { ...set, tags: [tag] } })),
  }))
const contact: fc.Arbitrary<Act> = fc
  .record({ who, mail: word, primary: fc.boolean() })
  .map(({ who, mail, primary }) => ({
    name: `mail ${who} ${mail} ${primary}`,
    run: worlds =>
      both(worlds, who, id =>
        send(api.addContactPoint, {
          params: { id },
          body: { kind: 'email', value: `${mail === 'Ål' ? 'aal' : mail}@x.example`, primary },
        }),
      ),
  }))
const call: fc.Arbitrary<Act> = fc
  .record({ who, day: fc.integer({ min: 1, max: 9 }) })
  .map(({ who, day }) => ({
    name: `call ${who} ${day}`,
    run: worlds =>
      both(worlds, who, id =>
        send(api.addEntry, {
          params: { id },
          body: { kind: 'call', body: 'x', at: `2026-01-0${day}T10:00:00Z` },
        }),
      ),
  }))
const bulk: fc.Arbitrary<Act> = fc
  .record({ some: fc.uniqueArray(who, { minLength: 1 }), industry: word, tag: word })
  .map(({ some, industry, tag }) => ({
    name: `bulk ${some.join()} ${industry}`,
    run: async worlds => {
      const { rows } = await app.database.pool.query<{ id: string }>(
        'select id from customers.customer where id = any($1) and merged_into is null',
        [worlds.linked],
      )
      const roots = some.filter(at => rows.some(({ id }) => id === worlds.linked[at]))
      const body = (ids: string[]) => ({ ids: roots.map(at => ids[at]), set: { industry }, addTags: [tag] })
      return {
        linked: await send(api.bulkChange, { body: body(worlds.linked) }),
        plain: await send(api.bulkChange, { body: body(worlds.plain) }),
      }
    },
  }))
const load: fc.Arbitrary<Act> = fc.record({ who, title: word, city: word }).map(({ who, title, city }) => ({
  name: `import ${who} ${title}`,
  run: async worlds => {
    const lines = [worlds.linked, worlds.plain].map(ids => `${ids[who]},${title},${city}`)
    await imported(`Customer ID,Job title,City\n${lines.join('\n')}\n`)
    return { linked: null, plain: null }
  },
}))
const linking: fc.Arbitrary<Act> = fc.tuple(who, who).map(([a, b]) => ({
  name: `link ${a} ${b}`,
  run: worlds => onlyLinked(linkAct(worlds.linked, a, b)),
}))
const parting: fc.Arbitrary<Act> = who.map(a => ({
  name: `take out ${a}`,
  run: worlds => onlyLinked(act(ctx => takeOut(ctx, worlds.linked[a] as string))),
}))
const undoing: fc.Arbitrary<Act> = fc.nat(20).map(at => ({
  name: `undo ${at}`,
  run: async worlds => {
    const some = worlds.acts.filter(({ linked }) => linked)
    const done = some[at % Math.max(some.length, 1)]
    await undo(app, done?.linked ?? null)
    await undo(app, done?.plain ?? null)
    return { linked: null, plain: null }
  },
}))

async function imported(content: string): Promise<void> {
  const sent = await admin.upload('/imports', { name: 'x.csv', content, fields: { match: 'externalId' } })
  const { id } = sent.reply as { id: string }
  await expect
    .poll(async () => (await admin.call(transferContract.import, { params: { id } })).state, {
      timeout: 20_000,
    })
    .toBe('done')
}

/** Own values of these people, in their order, without what makes two worlds two. */
async function ownValues(ids: readonly string[]): Promise<unknown[]> {
  const { rows } = await app.database.pool.query(
    `select to_jsonb(c) - '{id,version,created_at,updated_at,merged_into,own,external_id}'::text[] as row,
       (select array_agg(p.value || p.is_primary order by p.value, p.is_primary) from customers.contact_point p where p.customer_id = c.id) as points
     from customers.v_own c where c.id = any($1) order by array_position($1::uuid[], c.id)`,
    [ids],
  )
  return rows
}

/** What the records show, and what they would show if it were worked out now, which is not kept. */
async function shownAndDue(ids: readonly string[]): Promise<{ shown: unknown; due: unknown }> {
  const images = async (ctx: Context) => (await ctx.db.executeQuery<unknown>(picture(ids))).rows
  const onlyLooked = new Error('only looked')
  const seen = { shown: null as unknown, due: null as unknown }
  await app
    .asSystem(async ctx => {
      seen.shown = await images(ctx)
      await settle(ctx, ids)
      seen.due = await images(ctx)
      throw onlyLooked
    })
    .catch((error: unknown) => {
      if (error !== onlyLooked) throw error
    })
  return seen
}

/** After an import what families show follows soon, not at once. */
async function everyRootShowsWhatIsDue(ids: readonly string[]): Promise<void> {
  await vi.waitFor(
    async () => {
      const { shown, due } = await shownAndDue(ids)
      expect(shown).toEqual(due)
    },
    { timeout: 25_000, interval: 50 },
  )
}

const picture = (ids: readonly string[]) => ({
  sql: `select to_jsonb(t) as row from customers.customer t where t.id = any($1) order by t.id`,
  parameters: [ids],
  query: { kind: 'RawNode' as const, sqlFragments: [], parameters: [] },
  queryId: { queryId: 'picture' },
})

const edits = fc.oneof({ weight: 4, arbitrary: change }, contact, call, bulk, load)
const first: Act = { name: 'link', run: worlds => onlyLinked(linkAct(worlds.linked, 0, 1)) }
/** Always something before a link and something after it: an edit of a root is taken back while it shows another's value. */
const histories = fc
  .tuple(
    fc.array(edits, { minLength: 2, maxLength: 3 }),
    fc.array(fc.oneof({ weight: 2, arbitrary: edits }, { weight: 2, arbitrary: undoing }, linking, parting), {
      minLength: 4,
      maxLength: 8,
    }),
  )
  .map(([before, after]) => [...before, first, ...after])

test('no link ever loses a value: beside the same people unlinked, every record says the same for itself', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async history => {
      const worlds: Worlds = {
        linked: await people(Array(crowd).fill(nobody)),
        plain: await people(Array(crowd).fill(nobody)),
        acts: [],
      }
      for (const ids of [worlds.linked, worlds.plain])
        for (const id of ids) await send(api.change, { params: { id }, body: { externalId: id } })
      for (const { run } of history) worlds.acts.push(await run(worlds))
      expect(await ownValues(worlds.linked)).toEqual(await ownValues(worlds.plain))
      await everyRootShowsWhatIsDue(worlds.linked)
      for (const id of worlds.linked) await act(ctx => dissolve(ctx, id))
      const { rows } = await app.database.pool.query(
        'select id from customers.customer where id = any($1) and (own is not null or merged_into is not null)',
        [worlds.linked],
      )
      expect(rows).toEqual([])
      expect(await ownValues(worlds.linked)).toEqual(await ownValues(worlds.plain))
    }),
    { numRuns: 25 },
  )
}, 600_000)
