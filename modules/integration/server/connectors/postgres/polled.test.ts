import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type OtherPostgres, startOtherPostgres } from '../../../testing/systems/postgres.ts'
import { follow } from '../contract-stage.ts'
import type { Connection, Position, RemoteObject, Settings } from '../port.ts'
import { postgres } from './connector.ts'

let server: OtherPostgres
let owner: Connection
let poor: Connection
let account: Settings

beforeAll(async () => {
  server = await startOtherPostgres()
  const { hostname, port, username, password, pathname } = new URL(server.url)
  account = { host: hostname, port: Number(port), database: pathname.slice(1), every: 0.05, compare: 0 }
  await ask(`create role poor login password 'correct-horse'`)
  owner = await open({ user: username, password: decodeURIComponent(password) })
  poor = await open({ user: 'poor', password: 'correct-horse' })
})
beforeEach(async () => {
  await ask(`drop table if exists item, loose;
    create table item (number int, part text, name text, updated_at timestamp(0) default now(), primary key (number, part));
    create table loose (id int primary key, name text);
    insert into item values (1, 'a', 'one'), (2, 'b', 'two'); insert into loose values (1, 'one'), (2, 'two');
    grant select on item, loose to poor`)
})
afterAll(async () => {
  await Promise.all([owner?.close(), poor?.close()])
  await server?.remove()
})

const patience = () => AbortSignal.timeout(20_000)
const open = (more: Settings) =>
  postgres.open({ ...account, ...more }, { log: pino({ level: 'silent' }), mark: 'tessera_polled' })
async function ask(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(text).finally(() => client.end())
}
const objectOf = async (name: string) =>
  (await poor.objects(patience())).find(each => each.name === name) as RemoteObject

/** Names by keys as they are told, each with a step that is done over there after it came. */
async function told(
  object: RemoteObject,
  { from, held, steps }: { from: Position; held: string[]; steps: [string, () => Promise<void>][] },
): Promise<string[]> {
  const seen: string[] = []
  let left = steps
  await follow(poor, { object, from, held: new Set(held) }, async ({ changes }) => {
    seen.push(...changes.map(({ key, after }) => `${key} ${after ? String(after.name) : 'gone'}`))
    while (left[0] && seen.includes(left[0][0])) {
      const [[, step], ...rest] = left as [[string, () => Promise<void>]]
      left = rest
      await step()
    }
    return left.length === 0
  })
  return seen
}

test('an account that may only read is told what it is missing, and how often is asked', async () => {
  const codes = (await poor.test(patience())).map(({ code }) => code)
  expect(codes).toEqual(
    expect.arrayContaining([
      'wal-level-right',
      'may-follow',
      'may-publish',
      'asked-at-intervals',
      'tables-with-stamp',
    ]),
  )
  const ours = (await owner.test(patience())).map(({ code }) => code)
  expect(ours).toEqual(expect.arrayContaining(['may-follow-right', 'may-publish-right']))
  expect(ours).not.toContain('asked-at-intervals')
})

test('where a provider gives the right to follow by a role of its own, it is seen', async () => {
  await ask('create role rds_replication; grant rds_replication to poor')
  const codes = (await poor.test(patience())).map(({ code }) => code)
  await ask('drop role rds_replication')
  expect(codes).toContain('may-follow-right')
})

test('two changes within one second of the stamp are both told, and so is what went and what came with an old stamp', async () => {
  const object = await objectOf('item')
  expect(object.stamp).toBe('updated_at')
  const from = await poor.now([object], patience())
  expect(from).toMatchObject({ marks: { item: expect.stringMatching(/^\d{4}-/) } })
  await ask(`update item set name = 'now', updated_at = now() where number = 2`)
  const seen = await told(object, {
    from,
    held: ['["1","a"]', '["2","b"]'],
    steps: [
      ['["2","b"] now', () => ask(`update item set name = 'now too' where number = 2`)],
      ['["2","b"] now too', () => ask(`delete from item where number = 2`)],
      ['["2","b"] gone', () => ask(`insert into item values (3, 'ü,"', 'three', '2001-01-01')`)],
      ['["3","ü,\\""] three', () => Promise.resolve()],
    ],
  })
  expect(seen.at(-1)).toBe('["3","ü,\\""] three')
})

test('a table without a stamp is compared as a whole', async () => {
  const object = await objectOf('loose')
  const from = await poor.now([object], patience())
  expect(from).toMatchObject({ marks: { loose: null } })
  const seen = await told(object, {
    from,
    held: ['1', '2', '9'],
    steps: [
      ['9 gone', () => ask(`update loose set name = 'uno' where id = 1; delete from loose where id = 2`)],
      ['1 uno', () => Promise.resolve()],
      ['2 gone', () => Promise.resolve()],
    ],
  })
  // Who begins is given all of it once.
  expect(seen.slice(0, 3)).toEqual(['1 one', '2 two', '9 gone'])
  expect(seen.slice(3)).toEqual(['1 uno', '2 gone'])
})

test('a stamp that lies far ahead hides nothing', async () => {
  await ask(`insert into item values (7, 'x', 'typo', '2999-01-01'), (8, 'x', 'for ever', 'infinity')`)
  const object = await objectOf('item')
  const from = await poor.now([object], patience())
  const seen = await told(object, {
    from,
    held: ['["1","a"]', '["2","b"]', '["7","x"]', '["8","x"]'],
    steps: [
      ['["7","x"] typo', () => ask(`update item set name = 'last', updated_at = now() where number = 1`)],
      ['["1","a"] last', () => Promise.resolve()],
    ],
  })
  expect(seen).toContain('["1","a"] last')
})

test.each(['1 hour', '-1 hour'])(
  'a clock over there that is off by %s hides no change and brings none twice',
  async off => {
    const stamped = `updated_at = now() + interval '${off}'`
    await ask(`update item set ${stamped}`)
    const object = await objectOf('item')
    const from = await poor.now([object], patience())
    const call = (name: string) => () => ask(`update item set name = '${name}', ${stamped} where number = 1`)
    await call('first')()
    const seen = await told(object, {
      from,
      held: ['["1","a"]', '["2","b"]'],
      steps: [
        ['["1","a"] first', call('second')],
        ['["1","a"] second', call('third')],
        ['["1","a"] third', () => Promise.resolve()],
      ],
    })
    const names = seen.filter(each => each.startsWith('["1"')).map(each => each.split(' ')[1])
    expect(names).toEqual(['first', 'second', 'third'])
  },
)

test('where the log can be read now, and where it is another server, the position is lost', async () => {
  const object = await objectOf('item')
  const from = await poor.now([object], patience())
  const next = (by: Connection, where: Position) =>
    by
      .follow({ objects: [object], from: where }, patience())
      [Symbol.asyncIterator]()
      .next()
  await expect(next(owner, from)).rejects.toMatchObject({ kind: 'position-lost' })
  await expect(next(poor, { ...from, system: '1' })).rejects.toMatchObject({ kind: 'position-lost' })
})

test('a table or column that is gone is said', async () => {
  const object = await objectOf('item')
  const from = await poor.now([object], patience())
  await ask('alter table item drop column name')
  await expect(follow(poor, { object, from, held: new Set() }, () => false)).rejects.toMatchObject({
    kind: 'changed-shape',
  })
})
