import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asAdministrator } from '../../../../platform/database/testing-server.ts'
import { isAlive } from '../../../../platform/database/embedded/processes.ts'
import { skipping } from './skipping.ts'
import { startTryton, type Tryton, trytonMissing } from './tryton.ts'

/** Time for the first start on a new server, which makes the 300 tables of an ERP. */
const once = 420_000

describe.skipIf(skipping(trytonMissing))('Tryton', () => {
  let erp: Tryton
  let session = ''

  beforeAll(async () => {
    erp = await startTryton(inject('testServerUrl'))
    const { user, password } = erp.account
    const [id, key] = (await call('common.db.login', [user, { password }, 'en'])) as [number, string]
    session = Buffer.from(`${user}:${id}:${key}`).toString('base64')
  }, once)

  afterAll(() => erp?.remove())

  /** The result of a call; a refusal of the ERP comes with status 200, one of its door with 401. */
  async function call(method: string, params: unknown[], authorization = session): Promise<unknown> {
    const response = await fetch(erp.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization ? { authorization: `Session ${authorization}` } : {}),
      },
      body: JSON.stringify({ id: 1, method, params }),
    })
    if (!response.ok) throw new Error(`status ${response.status}`)
    const { result, error } = (await response.json()) as { result?: unknown; error?: string[] }
    if (error) throw new Error(error.join(': '))
    return result
  }

  async function createParty(name: string): Promise<number> {
    const [id] = (await call('model.party.party.create', [[{ name }], {}])) as [number]
    return id
  }

  async function read(id: number): Promise<{ name: string; _timestamp: string }> {
    const [row] = (await call('model.party.party.read', [[id], ['name', '_timestamp'], {}])) as [never]
    return row
  }

  test('lets nobody in without a session', async () => {
    await expect(call('model.party.party.search', [[], 0, 1, null, {}], 'bm9ib2R5')).rejects.toThrow('401')
  })

  test('gives back what was written into it', async () => {
    expect(await read(await createParty('Smørrebrød & Søn'))).toMatchObject({ name: 'Smørrebrød & Søn' })
  })

  test('refuses a write that builds on what somebody has changed since', async () => {
    const id = await createParty('first')
    const { _timestamp } = await read(id)
    const known = { _timestamp: { [`party.party,${id}`]: _timestamp } }
    await call('model.party.party.write', [[id], { name: 'second' }, known])
    await expect(call('model.party.party.write', [[id], { name: 'stale' }, known])).rejects.toThrow(
      'ConcurrencyException',
    )
    expect((await read(id)).name).toBe('second')
  })

  test('notices a change behind its back only when the stamp was moved as well', async () => {
    const id = await createParty('first')
    const context = async () => ({ _timestamp: { [`party.party,${id}`]: (await read(id))._timestamp } })
    const before = await context()
    await behindItsBack(`update party_party set name = 'silent' where id = ${id}`)
    await call('model.party.party.write', [[id], { name: 'over it' }, before])
    const later = await context()
    await behindItsBack(
      `update party_party set name = 'stamped', write_date = now() at time zone 'utc' where id = ${id}`,
    )
    await expect(call('model.party.party.write', [[id], { name: 'stale' }, later])).rejects.toThrow(
      'ConcurrencyException',
    )
  })

  test('finds what has changed since a time', async () => {
    const id = await createParty('new')
    const longAgo = {
      __class__: 'datetime',
      year: 2020,
      month: 1,
      day: 1,
      hour: 0,
      minute: 0,
      second: 0,
      microsecond: 0,
    }
    const changed = ['OR', ['write_date', '>', longAgo], ['create_date', '>', longAgo]]
    const rows = await call('model.party.party.search_read', [
      [changed],
      0,
      100,
      [['id', 'ASC']],
      ['name'],
      {},
    ])
    expect(rows).toContainEqual({ id, name: 'new' })
  })

  test('leaves no process when it is stopped, and knows the session when it is back', async () => {
    const pid = erp.pid()
    await erp.stop()
    expect(isAlive(pid)).toBe(false)
    await erp.start()
    expect(await createParty('after')).toBeGreaterThan(0)
  })

  const behindItsBack = (sql: string) => asAdministrator(erp.database, client => client.query(sql))
})
