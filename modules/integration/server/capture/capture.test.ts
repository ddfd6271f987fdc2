import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { newId } from '../../../../platform/ids.ts'
import { integrationContract } from '../../contract.ts'
import { type OtherPostgres, startOtherPostgres } from '../../testing/systems/postgres.ts'
import type { RemoteObject } from '../connectors/port.ts'
import type { FieldRule } from '../systems/system.ts'

const schema = `
  create table client (no int primary key, company text not null, mail text, street text, zip text, town text, vip boolean, modified_by text);
  create table bill (id int primary key, client_no int not null references client, day date not null, total numeric(12, 2), paid boolean not null);
  create table line (id int primary key, bill_id int not null references bill, what text not null);
  insert into client select i, 'Company ' || i, 'mail' || i || '@example.org', 'Street ' || i, '10' || i, 'Town ' || i, i % 2 = 0, 'FIRST' from generate_series(1, 1500) i;
  insert into bill select i, i % 1500 + 1, date '2026-01-01' + i % 300, i * 1.1, i % 3 = 0 from generate_series(1, 4000) i;
  insert into line select i, i % 4000 + 1, 'Thing ' || i from generate_series(1, 100) i;`

let app: TestApp
let other: OtherPostgres
let there: pg.Pool
const ids = { system: newId(), client: newId(), bill: newId(), line: newId() }

beforeAll(async () => {
  other = await startOtherPostgres()
  there = new pg.Pool({ connectionString: other.url, max: 3 })
  there.on('error', () => {})
  await there.query(schema)
  app = await testApp({ worker: true })
  await join()
}, 180_000)
afterAll(async () => {
  await app?.close()
  await there?.end()
  await other?.remove()
})

const rule = (field: string, target: string | null, write: FieldRule['write'] = 'no'): FieldRule => ({
  field,
  target,
  label: null,
  owner: 'theirs',
  mode: 'mirrored',
  write,
  freshness: 60,
})

const field = (name: string, kind: RemoteObject['fields'][number]['kind'], optional = true) => ({
  name,
  kind,
  optional,
})

async function join(): Promise<void> {
  const url = new URL(other.url)
  await app.database.pool.query(
    `insert into integration.system (id, name, kind, settings, sealed) values ($1, 'Old ERP', 'postgres', $2, $3)`,
    [
      ids.system,
      { host: url.hostname, port: Number(url.port), database: url.pathname.slice(1), user: url.username },
      await app.asSystem(async ctx =>
        ctx.secrets.seal(
          JSON.stringify({ password: url.password }),
          `integration.system.sealed:${ids.system}`,
        ),
      ),
    ],
  )
  const shape = (name: string, fields: RemoteObject['fields'], key: string[]): RemoteObject => ({
    name,
    space: 'public',
    fields,
    key,
    about: null,
    references: [],
  })
  const clients = {
    ...shape('client', [field('no', 'integer', false), field('company', 'text', false)], ['no']),
    author: 'modified_by',
  }
  const bills = shape('bill', [field('id', 'integer', false), field('client_no', 'integer', false)], ['id'])
  const put = (id: string, given: Record<string, unknown>) =>
    app.database.pool.query(
      `insert into integration.object (system_id, id, space, name, shape, role, document, parent_id, parent_fields, mapping)
       values ($1, $2, 'public', $3, $4, $5, $6, $7, $8, $9)`,
      [
        ids.system,
        id,
        given.name,
        given.shape,
        given.role,
        given.document,
        given.parent,
        given.parentFields,
        JSON.stringify(given.mapping),
      ],
    )
  await put(ids.client, {
    name: 'client',
    shape: clients,
    role: 'customer',
    mapping: [
      rule('company', 'name', 'yes'),
      rule('mail', 'email'),
      rule('street', 'street', 'yes'),
      rule('zip', 'postcode'),
      rule('town', 'city', 'yes'),
      rule('vip', null),
    ],
  })
  await put(ids.bill, {
    name: 'bill',
    shape: bills,
    role: 'document',
    document: { kind: 'invoice', title: 'id', date: 'day', amount: 'total', currency: null, state: 'paid' },
    parent: ids.client,
    parentFields: ['client_no'],
    mapping: [],
  })
}

async function all<T>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await app.database.pool.query(text, values)).rows as T[]
}
const patience = { timeout: 60_000, interval: 50 }

async function customerOf(no: number): Promise<Record<string, unknown>> {
  const [found] = await all<Record<string, unknown>>(
    `select c.* from customers.customer c join integration.crosswalk w on w.record_id = c.id where w.object_id = $1 and w.key = $2`,
    [ids.client, String(no)],
  )
  return found as Record<string, unknown>
}

describe('joining a system', () => {
  test('makes its customers customers here, mirrors its documents, and counts what it has read', async () => {
    await vi.waitFor(async () => {
      const loads = await all<{ ended: boolean }>(
        'select ended_at is not null as ended from integration.load',
      )
      expect(loads.map(({ ended }) => ended)).toEqual([true, true])
    }, patience)
    expect(
      await all(
        'select object_id, reason, read::int, created::int, refused::int, failure from integration.load order by read',
      ),
    ).toEqual([
      { object_id: ids.client, reason: 'first', read: 1500, created: 1500, refused: 0, failure: null },
      { object_id: ids.bill, reason: 'first', read: 4000, created: 4000, refused: 0, failure: null },
    ])
    expect(await customerOf(7)).toMatchObject({
      name: 'Company 7',
      email: 'mail7@example.org',
      city: 'Town 7',
      source: 'Old ERP',
      external_id: '7',
    })
    const [{ bills } = {}] = await all<{ bills: number }>(
      `select count(*)::int as bills from integration.mirror where object_id = $1 and parent_key = '7'`,
      [ids.bill],
    )
    expect(bills).toBe((await there.query('select 1 from bill where client_no = 7')).rowCount)
  }, 120_000)

  test('names who did it where the record says so, and nobody where its mark was left as it was', async () => {
    const { id } = await customerOf(8)
    const told = () =>
      all<{ by: string | null; fields: string[] }>(
        'select by, fields from integration.foreign_change where customer_id = $1 order by seen_at, id',
        [id],
      )
    await there.query(`update client set town = 'Elsewhere', modified_by = 'HANNE' where no = 8`)
    await vi.waitFor(async () => expect(await told()).toEqual([{ by: 'HANNE', fields: ['city'] }]), patience)
    // By hand in the database: the name that stands there is not his who does this.
    await there.query(`update client set town = 'Nowhere' where no = 8`)
    await vi.waitFor(async () => expect((await told())[1]).toEqual({ by: null, fields: ['city'] }), patience)
    const [{ entry } = {}] = await all<{ entry: string }>(
      `select data::text as entry from customers.timeline_entry where customer_id = $1 order by at, id limit 1`,
      [id],
    )
    expect(entry).toContain('HANNE')
  })

  test('lets what changes over there be seen here, with a mark, an entry on the timeline and who did it', async () => {
    await there.query(`update client set town = 'Elsewhere' where no = 7`)
    await vi.waitFor(async () => expect((await customerOf(7)).city).toBe('Elsewhere'), patience)
    const { id } = await customerOf(7)
    expect(
      await all(
        'select key, fields, avoidable, before, after from integration.foreign_change where customer_id = $1',
        [id],
      ),
    ).toEqual([
      {
        key: '7',
        fields: ['city'],
        avoidable: ['city'],
        before: { city: 'Town 7' },
        after: { city: 'Elsewhere' },
      },
    ])
    const timeline = await all<{ kind: string }>(
      `select kind, data from customers.timeline_entry where customer_id = $1`,
      [id],
    )
    expect(timeline).toMatchObject([
      {
        kind: 'changed-there',
        data: { system: 'Old ERP', fields: [{ key: 'city', before: 'Town 7', after: 'Elsewhere' }] },
      },
    ])
  })

  test('takes new customers and documents in as they come, and marks those that went', async () => {
    await there.query(`insert into client (no, company) values (5001, 'Newcomer')`)
    await there.query(`insert into bill values (9001, 5001, '2026-11-01', 12.5, false)`)
    await there.query('delete from bill where id = 1')
    await vi.waitFor(async () => {
      expect(await customerOf(5001)).toMatchObject({ name: 'Newcomer' })
      const [gone] = await all<{ gone: boolean }>(
        `select gone_at is not null as gone from integration.mirror where object_id = $1 and key = '1'`,
        [ids.bill],
      )
      expect(gone?.gone).toBe(true)
    }, patience)
    const { id } = await customerOf(5001)
    await vi.waitFor(
      async () =>
        expect(
          await all('select kind, title, data from customers.timeline_entry where customer_id = $1', [id]),
        ).toMatchObject([
          { kind: 'document-there', title: '9001', data: { document: 'invoice', amount: '12.50' } },
        ]),
      patience,
    )
  })

  test('goes on where it was after the other system was away, and loses nothing', async () => {
    await other.stop()
    await vi.waitFor(async () => {
      const [stream] = await all<{ failure: string | null }>('select failure from integration.stream')
      expect(stream?.failure).toBe('unreachable')
    }, patience)
    await other.start()
    await there.query(`update client set town = 'Back again' where no = 8`)
    await vi.waitFor(async () => expect((await customerOf(8)).city).toBe('Back again'), patience)
    const [stream] = await all('select failure, lost_at from integration.stream')
    expect(stream).toEqual({ failure: null, lost_at: null })
  }, 90_000)

  test('says what is missing when a field that is used is not there any more, changes nothing here, and goes on when it is back', async () => {
    await there.query('alter table client rename column zip to postal')
    await there.query(`update client set town = 'After the change' where no = 10`)
    const stream = async () =>
      (
        await all<{ failure: string | null; reason: string | null }>(
          'select failure, reason from integration.stream',
        )
      )[0]
    await vi.waitFor(async () => expect(await stream()).toMatchObject({ failure: 'changed-shape' }), patience)
    expect((await stream())?.reason).toContain('zip')
    expect(await customerOf(10)).toMatchObject({ city: 'Town 10', postcode: '1010' })
    await there.query('alter table client rename column postal to zip')
    await vi.waitFor(
      async () => expect(await customerOf(10)).toMatchObject({ city: 'After the change', postcode: '1010' }),
      patience,
    )
    expect(await stream()).toEqual({ failure: null, reason: null })
    // The log of that time cannot be read: all was read anew, and it is said.
    await vi.waitFor(async () => {
      const loads = await all(
        `select 1 from integration.load where reason = 'position-lost' and ended_at is not null`,
      )
      expect(loads).toHaveLength(2)
    }, patience)
  }, 90_000)

  test('reads everything anew when its place in the log is gone, says so, and ends with what stands there', async () => {
    await app.database.pool.query('update integration.system set off_since = now(), version = version + 1')
    await vi.waitFor(async () => {
      const [slot] = (await there.query('select active from pg_replication_slots')).rows
      expect(slot?.active).toBe(false)
    }, patience)
    await there.query('select pg_drop_replication_slot(slot_name) from pg_replication_slots')
    await there.query(`update client set town = 'Unseen' where no = 9; delete from bill where id = 500`)
    await app.database.pool.query('update integration.system set off_since = null, version = version + 1')
    await vi.waitFor(async () => {
      const loads = await all<{ n: number }>(
        `select count(*)::int as n from integration.load where reason = 'position-lost' and ended_at is not null and failure is null`,
      )
      expect(loads[0]?.n).toBe(4)
    }, patience)
    expect((await customerOf(9)).city).toBe('Unseen')
    const [{ lost } = {}] = await all<{ lost: boolean }>(
      'select lost_at is not null as lost from integration.stream',
    )
    expect(lost).toBe(true)
    expect(await all(`select key, kind from integration.difference d order by kind, key`)).toEqual([
      { key: '500', kind: 'gone' },
      { key: '10', kind: 'other' },
      { key: '9', kind: 'other' },
    ])
  }, 90_000)

  test('a comparison that no longer knows what it has met begins anew, and takes nothing for gone', async () => {
    const [{ there: many } = { there: 0 }] = await all<{ there: number }>(
      'select count(*)::int as there from integration.mirror where object_id = $1 and gone_at is null',
      [ids.client],
    )
    // So it stands after the database has crashed: the load is logged, what it has met is not.
    const load = newId()
    await app.database.pool.query(
      `insert into integration.load (id, object_id, batch_id, reason, begun_at, after_key, read, same)
       values ($1, $2, $3, 'asked', now(), '700', 700, 700)`,
      [load, ids.client, newId()],
    )
    await vi.waitFor(async () => {
      const [done] = await all<{ over: boolean }>(
        'select ended_at is not null as over from integration.load where id = $1',
        [load],
      )
      expect(done?.over).toBe(true)
    }, patience)
    expect(
      await all('select read::int, same::int, gone::int, failure from integration.load where id = $1', [
        load,
      ]),
    ).toEqual([{ read: many, same: many, gone: 0, failure: null }])
  }, 90_000)

  test('after all that, our copy is what stands there', async () => {
    for (const [table, object] of [
      ['client', ids.client],
      ['bill', ids.bill],
    ] as const) {
      const theirs = (
        await there.query(`select to_jsonb(t) ->> $1 as key from ${table} t order by 1`, [
          table === 'client' ? 'no' : 'id',
        ])
      ).rows
      const ours = await all(
        'select key from integration.mirror where object_id = $1 and gone_at is null order by 1',
        [object],
      )
      expect(ours).toEqual(theirs)
    }
    const towns = (await there.query('select no::text as key, town from client order by 1')).rows
    expect(
      await all(
        `select key, values ->> 'town' as town from integration.mirror where object_id = $1 and gone_at is null order by 1`,
        [ids.client],
      ),
    ).toEqual(towns)
  })

  test('parting from it leaves nothing of ours there, and the customers here', async () => {
    const parted = await app.people.administrator.send(integrationContract.removeSystem, {
      params: { id: ids.system },
    })
    expect(parted.status, parted.text).toBe(200)
    await vi.waitFor(async () => {
      expect((await there.query('select slot_name from pg_replication_slots')).rows).toEqual([])
      expect((await there.query('select pubname from pg_publication')).rows).toEqual([])
    }, patience)
    expect(await all('select count(*)::int as n from customers.customer')).toEqual([{ n: 1501 }])
  }, 90_000)
})
