import ZongJi, { type AnyBinlogEvent, type UpdateRowsEvent, type ZongJiOptions } from '@vlasky/zongji'
import mysql, { type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAlive } from '../../../../platform/database/embedded/processes.ts'
import { type MariaDb, mariaDbMissing, startMariaDb } from './mariadb.ts'
import { loadNorthwindIntoMariaDb, northwindMissing } from './northwind.ts'
import { skipping } from './skipping.ts'

const absent = skipping(mariaDbMissing ?? northwindMissing)

describe.skipIf(absent)('MariaDB', () => {
  let server: MariaDb
  let client: mysql.Connection

  beforeAll(async () => {
    server = await startMariaDb()
    await loadNorthwindIntoMariaDb(server)
    await connect()
  })

  afterAll(async () => {
    await client?.end()
    await server?.remove()
  })

  async function connect() {
    client = await mysql.createConnection({ ...server.connection, database: 'northwind' })
    // A connection that breaks while nobody asks would end the process.
    client.on('error', () => {})
  }
  const nameOf = async (id: number) => {
    const [rows] = await client.query<RowDataPacket[]>('select companyName from Customer where custId = ?', [
      id,
    ])
    return rows[0]?.companyName as string | undefined
  }
  const rename = (id: number, name: string, mark = '') =>
    client.query(`update Customer set companyName = ? where custId = ? ${mark}`, [name, id])

  test('answers queries, and refuses to wait longer than it was told', async () => {
    const [orders] = await client.query<RowDataPacket[]>('select count(*) as count from SalesOrder')
    expect(orders[0]?.count).toBe(830)
    const late = await mysql.createConnection(server.connection)
    await expect(late.query({ sql: 'select sleep(20)', timeout: 50 })).rejects.toThrow(/timeout/i)
    late.destroy()
  })

  test('tells a change with the row before and after, and the comment of the statement', async () => {
    const before = await nameOf(7)
    const log = await follow(server, { startAtEnd: true })
    await rename(7, 'Smørrebrød & Søn', '/* crm:op=17 */')
    const change = await log.next(isUpdate)
    expect(change.rows).toHaveLength(1)
    expect(change.rows[0]?.before).toMatchObject({ custId: 7, companyName: before })
    expect(change.rows[0]?.after).toMatchObject({ custId: 7, companyName: 'Smørrebrød & Søn' })
    expect(log.statements.at(-1)).toContain('/* crm:op=17 */')
    expect(change.gtid).toMatch(/^0-71-\d+$/)
    await log.stop()
  })

  test('goes on exactly behind the last transaction that was read', async () => {
    const first = await follow(server, { startAtEnd: true })
    await rename(1, 'one')
    await first.next(isUpdate)
    await first.next(event => event.getEventName() === 'xid')
    const position = first.position()
    await first.stop()
    await rename(1, 'two')
    await rename(1, 'three')
    const second = await follow(server, { gtidSet: position })
    const names = [await second.next(isUpdate), await second.next(isUpdate)].map(
      event => event.rows[0]?.after.companyName,
    )
    expect(names).toEqual(['two', 'three'])
    await second.stop()
  })

  test('says that the position is lost when its log was purged', async () => {
    const [[at]] = await client.query<RowDataPacket[]>('select @@gtid_binlog_pos as position')
    await rename(2, 'before the purge')
    // A log that a reader was still in a moment ago is not purged yet.
    for (let files = 2; files > 1; ) {
      await client.query('flush binary logs')
      await client.query('purge binary logs before now() + interval 1 day')
      files = (await client.query<RowDataPacket[]>('show binary logs'))[0].length
    }
    await expect(follow(server, { gtidSet: at?.position as string })).rejects.toThrow(/binlog|GTID/i)
  })

  test('comes back after a kill with what it had acknowledged to a client', async () => {
    await rename(3, 'kept')
    await server.kill()
    await server.start()
    await connect()
    expect(await nameOf(3)).toBe('kept')
  })

  test('keeps a connection open but silent while it is frozen', async () => {
    server.freeze()
    await expect(client.query({ sql: 'select 1', timeout: 100 })).rejects.toThrow(/timeout/i)
    server.thaw()
    await connect()
    expect(await nameOf(3)).toBe('kept')
  })

  test('leaves no process when it is stopped', async () => {
    const pid = server.pid()
    await server.stop()
    expect(isAlive(pid)).toBe(false)
    await server.start()
    await connect()
  })
})

const isUpdate = (event: AnyBinlogEvent): event is UpdateRowsEvent => event.getEventName() === 'updaterows'

/** Reads the log from somewhere; `next` gives the first event not given yet that fits, `statements` the SQL seen so far. */
async function follow(server: MariaDb, from: ZongJiOptions) {
  const zongji = new ZongJi(server.connection)
  const events: AnyBinlogEvent[] = []
  const statements: string[] = []
  let wake = () => {}
  zongji.on('binlog', (event: AnyBinlogEvent) => {
    if (event.getEventName() === 'annotaterows')
      statements.push((event as { statement: string } & AnyBinlogEvent).statement)
    events.push(event)
    wake()
  })
  await new Promise<void>((resolve, reject) => {
    zongji.once('ready', () => setTimeout(resolve, 200))
    zongji.on('error', reject)
    zongji.start({ serverId: 4004, requestAnnotateRows: true, includeSchema: { northwind: true }, ...from })
  })
  async function next<T extends AnyBinlogEvent>(fits: (event: AnyBinlogEvent) => event is T): Promise<T>
  async function next(fits: (event: AnyBinlogEvent) => boolean): Promise<AnyBinlogEvent>
  async function next(fits: (event: AnyBinlogEvent) => boolean) {
    for (;;) {
      const event = events.shift()
      if (!event) await new Promise<void>(resolve => (wake = resolve))
      else if (fits(event)) return event
    }
  }
  return { next, statements, position: () => zongji.gtidSet as string, stop: async () => zongji.stop() }
}
