import pg from 'pg'
import { LogicalReplicationService, PgoutputPlugin, type Pgoutput } from 'pg-logical-replication'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isAlive } from '../../../../platform/database/embedded/processes.ts'
import { loadNorthwindIntoPostgres, northwindMissing } from './northwind.ts'
import { type OtherPostgres, startOtherPostgres } from './postgres.ts'
import { skipping } from './skipping.ts'

describe.skipIf(skipping(northwindMissing))('a second PostgreSQL', () => {
  let server: OtherPostgres
  let client: pg.Client

  beforeAll(async () => {
    server = await startOtherPostgres()
    await loadNorthwindIntoPostgres(server.url)
    await connect()
    await client.query('alter table customer replica identity full')
    await client.query('create publication northwind for table customer')
  })

  afterAll(async () => {
    await client?.end()
    await server?.remove()
  })

  async function connect() {
    client = new pg.Client({ connectionString: server.url })
    client.on('error', () => {})
    await client.connect()
  }
  const rename = (id: number, name: string) =>
    client.query('update customer set companyname = $1 where custid = $2', [name, id])

  test('holds Northwind', async () => {
    const { rows } = await client.query(
      'select (select count(*)::int from salesorder) as orders, (select count(*)::int from orderdetail) as lines',
    )
    expect(rows).toEqual([{ orders: 830, lines: 2155 }])
  })

  describe('whose log is read', () => {
    let slot = ''

    beforeEach(async () => {
      slot = `crm_${Math.random().toString(36).slice(2)}`
      await client.query(`select pg_create_logical_replication_slot($1, 'pgoutput')`, [slot])
    })

    /** A server holds the log for a reader that has gone for as long as it takes to notice. */
    const isFree = async () => {
      const { rows } = await client.query(
        'select from pg_replication_slots where slot_name = $1 and not active',
        [slot],
      )
      return rows.length === 1
    }

    test('tells a change with the row before and after', async () => {
      const { rows } = await client.query('select * from customer where custid = 7')
      const log = await follow(server, slot)
      await rename(7, 'Smørrebrød & Søn')
      const change = (await log.next('update')) as Pgoutput.MessageUpdate
      expect(change.relation.name).toBe('customer')
      expect(change.old).toEqual(rows[0])
      expect(change.new).toEqual({ ...rows[0], companyname: 'Smørrebrød & Søn' })
      await log.stop()
    })

    test('tells whose change it is: by the origin of the session and by a message in the transaction', async () => {
      await client.query(`select pg_replication_origin_create('crm')`)
      const log = await follow(server, slot)
      await client.query(`select pg_replication_origin_session_setup('crm')`)
      await client.query('begin')
      await client.query(`select pg_logical_emit_message(true, 'crm', 'op=17')`)
      await rename(8, 'ours')
      await client.query('commit')
      await client.query('select pg_replication_origin_session_reset()')
      expect(await log.next('origin')).toMatchObject({ originName: 'crm' })
      const message = (await log.next('message')) as Pgoutput.MessageMessage
      expect([message.prefix, Buffer.from(message.content).toString()]).toEqual(['crm', 'op=17'])
      expect(await log.next('update')).toMatchObject({ new: { companyname: 'ours' } })
      await log.stop()
    })

    test('goes on exactly behind the transaction that was acknowledged', async () => {
      const first = await follow(server, slot)
      await rename(1, 'one')
      const commit = (await first.next('commit')) as Pgoutput.MessageCommit
      await rename(1, 'two')
      await first.next('update')
      await first.acknowledge(commit.commitEndLsn as string)
      await first.stop()
      await expect.poll(isFree).toBe(true)
      const second = await follow(server, slot)
      expect(await second.next('update')).toMatchObject({ new: { companyname: 'two' } })
      await second.stop()
    })

    test('can be stopped while a reader is connected that has acknowledged everything', async () => {
      const log = await follow(server, slot)
      await rename(4, 'last')
      const commit = (await log.next('commit')) as Pgoutput.MessageCommit
      await log.acknowledge(commit.commitEndLsn as string)
      await server.stop()
      await log.stop()
      await server.start()
      await connect()
      const second = await follow(server, slot)
      await rename(4, 'first after it')
      expect(await second.next('update')).toMatchObject({ new: { companyname: 'first after it' } })
      await second.stop()
    })

    test('gives up a reader that sleeps before it fills the disk, and says so', async () => {
      for (let round = 0; round < 12; round++) {
        await client.query(`select pg_logical_emit_message(false, 'noise', repeat('x', 12000000))`)
        await client.query('select pg_switch_wal()')
        await client.query('checkpoint')
      }
      const { rows } = await client.query(
        'select wal_status from pg_replication_slots where slot_name = $1',
        [slot],
      )
      expect(rows).toEqual([{ wal_status: 'lost' }])
      await expect(follow(server, slot)).rejects.toThrow(/slot|obsolete|invalidated/i)
    })
  })

  test('is away while it is stopped, and comes back at the same address', async () => {
    const pid = server.pid()
    await server.stop()
    expect(isAlive(pid)).toBe(false)
    await expect(connect()).rejects.toThrow(/ECONNREFUSED/)
    await server.start()
    await connect()
    await rename(3, 'back')
  })
})

/** Reads the log; `next` gives the first message not given yet with this tag. Nothing is acknowledged by itself. */
async function follow({ url }: OtherPostgres, slot: string) {
  const log = new LogicalReplicationService(
    { connectionString: url },
    { acknowledge: { auto: false, timeoutSeconds: 0 } },
  )
  const messages: Pgoutput.Message[] = []
  let wake = () => {}
  log.on('heartbeat', (lsn, _time, wantsAnswer) => {
    if (wantsAnswer) void log.acknowledge(before(lsn))
  })
  log.on('data', (_lsn, message: Pgoutput.Message) => {
    messages.push(message)
    wake()
  })
  const plugin = new PgoutputPlugin({ protoVersion: 1, publicationNames: ['northwind'], messages: true })
  await new Promise<void>((resolve, reject) => {
    log.on('start', resolve)
    log.on('error', reject)
    log.subscribe(plugin, slot).catch(reject)
  })
  return {
    next: async (tag: Pgoutput.Message['tag']) => {
      for (;;) {
        const message = messages.shift()
        if (!message) await new Promise<void>(resolve => (wake = resolve))
        else if (message.tag === tag) return message
      }
    },
    acknowledge: (lsn: string) => log.acknowledge(before(lsn)),
    stop: () => log.destroy(),
  }
}

/**
 * The position a byte before: the library reports one more than it is told, and PostgreSQL, when it is stopped, waits for
 * a reader until that one has reported exactly what was sent.
 */
function before(lsn: string): string {
  const [high = '0', low = '0'] = lsn.split('/')
  const position = (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`) - 1n
  return `${(position >> 32n).toString(16)}/${(position & 0xffff_ffffn).toString(16)}`
}
