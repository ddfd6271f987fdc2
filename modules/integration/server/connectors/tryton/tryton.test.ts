import pino from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asAdministrator } from '../../../../../platform/database/testing-server.ts'
import { skipping } from '../../../testing/systems/skipping.ts'
import { startTryton, type Tryton, trytonMissing } from '../../../testing/systems/tryton.ts'
import { connectorSuite, type Stage } from '../contract-suite.ts'
import type { Send } from '../http.ts'
import type { Connection, RemoteChange, RemoteObject, RemoteRecord, Settings } from '../port.ts'
import { tryton } from './connector.ts'
import { onceForTryton, settingsFor } from './testing.ts'

/** Somebody else at work over there. */
async function colleagueOf(erp: Tryton) {
  const ask = async (
    method: string,
    params: unknown[],
    headers: Record<string, string> = {},
  ): Promise<unknown> => {
    const body = JSON.stringify({ id: 1, method, params })
    const answer = await fetch(erp.url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })
    const { result, error } = (await answer.json()) as { result?: unknown; error?: unknown[] }
    if (error) throw new Error(JSON.stringify(error))
    return result
  }
  const { user, password } = erp.account
  const session = (await ask('common.db.login', [user, { password }, 'en'])) as [number, string]
  const authorization = `Session ${Buffer.from(`${user}:${session.join(':')}`).toString('base64')}`
  const call = (method: string, params: unknown[]) =>
    ask(`model.${method}`, [...params, {}], { authorization })
  const create = async (model: string, values: Record<string, unknown>) =>
    ((await call(`${model}.create`, [[values]])) as [number])[0]
  const party = await create('party.party', { name: 'Party' })
  return {
    call,
    create,
    add: async () => String(await create('party.address', { party, street: 'x' })),
    change: async (key: string, street: string | null) =>
      void (await call('party.address.write', [[Number(key)], { street }])),
    remove: async (key: string) => void (await call('party.address.delete', [[Number(key)]])),
  }
}

connectorSuite('Tryton', trytonMissing, async (): Promise<Stage> => {
  const erp = await startTryton(inject('testServerUrl'))
  const outside = await colleagueOf(erp)
  for (let count = 0; count < 16; count++) await outside.add()
  const settings = settingsFor(erp)
  return {
    connector: tryton,
    settings,
    strangers: { ...settings, user: 'nobody', password: 'wrong' },
    object: 'party.address',
    text: 'street',
    // A line of its own is not to have several.
    refused: { field: 'city', value: 'one\ntwo' },
    outside,
    system: erp,
    marks: false,
    remove: erp.remove,
  }
})

describe.skipIf(skipping(trytonMissing))('an ERP', () => {
  let erp: Tryton
  let colleague: Awaited<ReturnType<typeof colleagueOf>>
  let connection: Connection
  let objects: readonly RemoteObject[]
  const opened: Connection[] = []
  const patience = () => AbortSignal.timeout(60_000)
  const behindItsBack = (sql: string) => asAdministrator(erp.database, client => client.query(sql))

  beforeAll(async () => {
    erp = await startTryton(inject('testServerUrl'))
    colleague = await colleagueOf(erp)
    connection = await open()
    objects = await connection.objects(patience())
  }, onceForTryton)
  afterAll(async () => {
    await Promise.all(opened.map(each => each.close()))
    await erp?.remove()
  })

  async function open(more: Partial<Settings> = {}, send: Send = fetch): Promise<Connection> {
    const settings = { ...settingsFor(erp), ...more } as Settings
    const made = await tryton.open(settings, { log: pino({ level: 'silent' }), mark: 'm', send })
    opened.push(made)
    return made
  }
  const model = (name: string) => objects.find(each => each.name === name) as RemoteObject
  const one = async (name: string, key: string) =>
    (await connection.read({ object: model(name), keys: [key] }, patience()))[0] as RemoteRecord
  const write = async (
    name: string,
    key: string,
    set: RemoteRecord['values'],
    expected: RemoteRecord['values'],
  ) =>
    connection.write?.(
      { operation: 'one', object: model(name), key, set, expected, version: null },
      patience(),
    )
  const arrival = async (
    name: string,
    from: Readonly<Record<string, unknown>>,
    fits: (each: RemoteChange) => boolean,
  ) => {
    for await (const { changes } of connection.follow({ objects: [model(name)], from }, patience())) {
      const found = changes.find(fits)
      if (found) return found
    }
    throw new Error('It did not arrive.')
  }

  test('shows models with what is stored in them, and which of it names records of others', () => {
    const address = model('party.address')
    expect(address.references).toContainEqual({ fields: ['party'], object: 'party.party' })
    const names = address.fields.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['id', 'party', 'street', 'active']))
    // Computed when it is asked for, a list of others, or who wrote it.
    expect(names).not.toEqual(expect.arrayContaining(['full_address']))
    expect(names).not.toEqual(expect.arrayContaining(['write_date']))
    expect(model('party.party').fields.map(({ name }) => name)).not.toEqual(
      expect.arrayContaining(['addresses']),
    )
    expect(objects.filter(({ name }) => /^(ir|res)\./.test(name))).toEqual([])
  })

  test('shows no field that the account may not read', async () => {
    const asked = [
      [
        ['name', '=', 'city'],
        ['model.model', '=', 'party.address'],
      ],
      0,
      1,
      null,
    ]
    const [field] = (await colleague.call('ir.model.field.search', asked)) as [number]
    const right = await colleague.create('ir.model.field.access', { field, perm_read: false })
    const limited = (await connection.objects(patience())).find(
      ({ name }) => name === 'party.address',
    ) as RemoteObject
    expect(limited.fields.map(({ name }) => name)).not.toContain('city')
    const key = await colleague.add()
    expect(await connection.read({ object: limited, keys: [key] }, patience())).toHaveLength(1)
    await colleague.call('ir.model.field.access.delete', [[right]])
  })

  test('does not write over what somebody changed straight in its database, though its stamp stands still', async () => {
    const key = await colleague.add()
    await behindItsBack(`update party_address set street = 'silent' where id = ${key}`)
    const result = await write('party.address', key, { street: 'mine' }, { street: 'x' })
    expect(result).toMatchObject({ outcome: 'conflict', theirs: { values: { street: 'silent' } } })
  })

  test('writes beside what somebody else wrote into another field', async () => {
    const key = await colleague.add()
    await colleague.call('party.address.write', [[Number(key)], { city: 'Aarhus' }])
    const result = await write('party.address', key, { street: 'mine' }, { street: 'x' })
    expect(result).toMatchObject({
      outcome: 'written',
      record: { values: { street: 'mine', city: 'Aarhus' } },
    })
  })

  /** A way to it on which something happens to the first call that writes an address. */
  const wayWith = (happens: (write: () => Promise<Response>) => Promise<Response>): Send => {
    let isDone = false
    return (url, init) => {
      const isFirst = !isDone && typeof init.body === 'string' && init.body.includes('party.address.write')
      isDone ||= isFirst
      return isFirst ? happens(() => fetch(url, init)) : fetch(url, init)
    }
  }
  const writeBy = async (way: Connection, key: string, street: string) =>
    way.write?.(
      {
        operation: 'one',
        object: model('party.address'),
        key,
        set: { street },
        expected: { street: 'x' },
        version: null,
      },
      patience(),
    )

  test('does not write over somebody who was faster between the look and the write', async () => {
    const key = await colleague.add()
    const way = wayWith(async write => {
      await colleague.change(key, 'theirs')
      return write()
    })
    const result = await writeBy(await open({}, way), key, 'mine')
    expect(result).toMatchObject({ outcome: 'conflict', theirs: { values: { street: 'theirs' } } })
    expect((await one('party.address', key)).values.street).toBe('theirs')
  })

  test('is a conflict with nobody where the record goes between the look and the write', async () => {
    const key = await colleague.add()
    const way = wayWith(async write => {
      await colleague.remove(key)
      return write()
    })
    expect(await writeBy(await open({}, way), key, 'mine')).toEqual({ outcome: 'conflict', theirs: null })
  })

  test('a write of which the answer was lost may be sent again', async () => {
    const key = await colleague.add()
    const way = wayWith(async write => {
      await write()
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
      })
    })
    const connected = await open({}, way)
    await expect(writeBy(connected, key, 'mine')).rejects.toMatchObject({ kind: 'no-answer' })
    const { version } = await one('party.address', key)
    expect(await writeBy(connected, key, 'mine')).toMatchObject({ outcome: 'written', record: { version } })
  })

  test('keeps no session of a connection that was closed', async () => {
    const sessions = async () =>
      ((await behindItsBack('select key from ir_session')) as { rows: { key: string }[] }).rows.length
    const before = await sessions()
    const passing = await open()
    await passing.read({ object: model('party.party'), keys: ['1'] }, patience())
    expect(await sessions()).toBe(before + 1)
    await passing.close()
    expect(await sessions()).toBe(before)
  })

  test('is entered anew once where the session is over', async () => {
    await behindItsBack('delete from ir_session')
    const asked = { object: model('party.party'), keys: ['1'] }
    const results = await Promise.all([1, 2, 3].map(() => connection.read(asked, patience())))
    expect(results.map(({ length }) => length)).toEqual([1, 1, 1])
    const { rows } = (await behindItsBack('select count(*)::int as sessions from ir_session')) as unknown as {
      rows: { sessions: number }[]
    }
    expect(rows[0]?.sessions).toBe(1)
    // The colleague has to come in again as well.
    colleague = await colleagueOf(erp)
  })

  test('a record that was made inactive is still there', async () => {
    const key = await colleague.add()
    await colleague.call('party.address.write', [[Number(key)], { active: false }])
    expect((await one('party.address', key)).values).toMatchObject({ active: false, street: 'x' })
    expect(await write('party.address', key, { street: 'y' }, { street: 'x' })).toMatchObject({
      outcome: 'written',
    })
  })

  test('gives and takes days and decimals to the last digit', async () => {
    const currency = await colleague.create('currency.currency', { name: 'Taler', code: 'XTA', symbol: 'T' })
    const rate = await colleague.create('currency.currency.rate', {
      currency,
      date: { __class__: 'date', year: 2024, month: 2, day: 29 },
      rate: { __class__: 'Decimal', decimal: '1.234567' },
    })
    const key = String(rate)
    expect((await one('currency.currency.rate', key)).values).toMatchObject({
      currency,
      date: '2024-02-29',
      rate: '1.234567',
    })
    const set = { date: '2024-03-01', rate: '7.654321' }
    const expected = { date: '2024-02-29', rate: '1.2345670' }
    expect(await write('currency.currency.rate', key, set, expected)).toMatchObject({
      outcome: 'written',
      record: { values: { ...set, currency } },
    })
  })

  test('says who changed a record and when', async () => {
    const key = await colleague.add()
    const from = await connection.now([model('party.address')], patience())
    await colleague.change(key, 'changed')
    const change = await arrival(
      'party.address',
      from,
      each => each.key === key && each.after?.street === 'changed',
    )
    expect(change).toMatchObject({ by: erp.account.user, operation: null })
    expect(change.at).toBeInstanceOf(Date)
    const { rows } = (await behindItsBack(
      `select write_date::text from party_address where id = ${key}`,
    )) as unknown as {
      rows: { write_date: string }[]
    }
    expect(change.at?.toISOString()).toBe(new Date(`${rows[0]?.write_date.replace(' ', 'T')}Z`).toISOString())
  })

  test('tells of what was stamped early and seen late', async () => {
    const [slow, quick] = [await colleague.add(), await colleague.add()]
    const from = await connection.now([model('party.address')], patience())
    let end = () => {}
    const ended = new Promise<void>(resolve => {
      end = resolve
    })
    let isOpen = () => {}
    const begun = new Promise<void>(resolve => {
      isOpen = resolve
    })
    const transaction = asAdministrator(erp.database, async client => {
      await client.query('begin')
      const stamped = `write_date = now() at time zone 'utc'`
      await client.query(`update party_address set street = 'slow', ${stamped} where id = ${slow}`)
      isOpen()
      await ended
      await client.query('commit')
    })
    await begun
    await colleague.change(quick, 'quick')
    const found: string[] = []
    for await (const { changes } of connection.follow(
      { objects: [model('party.address')], from },
      patience(),
    )) {
      found.push(...changes.map(({ after }) => String(after?.street)))
      if (found.includes('quick')) end()
      if (found.includes('slow')) break
    }
    await transaction
    expect(found.indexOf('slow')).toBeGreaterThan(found.indexOf('quick'))
  })

  test('says nothing of the password when it is refused, and is not asked again at once', async () => {
    const stranger = await open({ user: 'nobody', password: 'not-the-password' })
    const failing = () => stranger.objects(patience()).catch((error: unknown) => error as Error)
    const first = await failing()
    expect(first).toMatchObject({ kind: 'denied', message: expect.not.stringContaining('not-the-password') })
    expect(await failing()).toBe(first)
  })

  test('that has no such database says so', async () => {
    const elsewhere = await open({ database: 'nothing' })
    await expect(elsewhere.objects(patience())).rejects.toMatchObject({ kind: 'changed-shape' })
  })

  test('a model that is not there, and keys that cannot be any, are told apart', async () => {
    const gone = { ...model('party.address'), name: 'party.nothing' }
    await expect(connection.read({ object: gone, keys: ['1'] }, patience())).rejects.toMatchObject({
      kind: 'changed-shape',
    })
    const keys = ['x', '-1', '1.5', '99999999999', '']
    expect(await connection.read({ object: model('party.address'), keys }, patience())).toEqual([])
  })
})
