import pino from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { skipping } from '../../../testing/systems/skipping.ts'
import { startTryton, type Tryton, trytonMissing } from '../../../testing/systems/tryton.ts'
import { trytonClerk, type TrytonClerk } from '../../../testing/systems/tryton-company.ts'
import { follow, heldOf } from '../contract-stage.ts'
import type { Connection, RemoteChange, RemoteObject, RemoteValues } from '../port.ts'
import { tryton } from './connector.ts'
import { onceForTryton, settingsFor } from './testing.ts'

describe.skipIf(skipping(trytonMissing))('where a party of Tryton is', () => {
  let erp: Tryton
  let clerk: TrytonClerk
  let connection: Connection
  let parties: RemoteObject
  const patience = () => AbortSignal.timeout(60_000)

  beforeAll(async () => {
    erp = await startTryton(inject('testServerUrl'))
    clerk = await trytonClerk(erp)
    connection = await tryton.open(settingsFor(erp), { log: pino({ level: 'silent' }), mark: 'm' })
    const objects = await connection.objects(patience())
    parties = objects.find(({ name }) => name === 'party.party') as RemoteObject
  }, onceForTryton)
  afterAll(async () => {
    await connection?.close()
    await erp?.remove()
  })

  const kiel = { street: 'Hafenstraße 1', postal_code: '24103', city: 'Kiel' }
  const party = (...addresses: readonly object[]) =>
    clerk.create('party.party', { name: 'Kessler Bau', addresses: [['create', addresses]] })
  const valuesOf = async (id: number) =>
    (await connection.read({ object: parties, keys: [String(id)] }, patience()))[0]?.values as RemoteValues
  const write = (id: number, set: RemoteValues, expected: RemoteValues) =>
    connection.write?.(
      { operation: 'o', object: parties, key: String(id), set, expected, version: null },
      patience(),
    )
  const streets = async (id: number) => {
    const found = await clerk.find('party.address', [['party', '=', id]])
    return Promise.all(found.map(async each => (await clerk.read('party.address', each, ['street'])).street))
  }

  test('is what its first address in use says, and nothing where it has none', async () => {
    const country = await clerk.create('country.country', { name: 'Germany', code: 'DE' })
    const old = { ...kiel, street: 'Altes Lager', active: false, sequence: 1 }
    const id = await party({ ...kiel, country, sequence: 2 }, { ...kiel, street: 'Zweite', sequence: 3 }, old)
    expect(await valuesOf(id)).toMatchObject({
      'addresses.street': 'Hafenstraße 1',
      'addresses.postal_code': '24103',
      'addresses.city': 'Kiel',
      'addresses.country.code': 'DE',
    })
    expect((await valuesOf(await party()))['addresses.street']).toBeNull()
  })

  test('is written with the party, in one, and nothing else of it', async () => {
    const id = await party(kiel, { ...kiel, street: 'Zweite' })
    const before = await valuesOf(id)
    const set = { name: 'Kessler AG', 'addresses.street': 'Kaistraße 9' }
    const expected = { name: 'Kessler Bau', 'addresses.street': 'Hafenstraße 1' }
    const result = await write(id, set, expected)
    expect(result).toMatchObject({ outcome: 'written', record: { values: { ...before, ...set } } })
    expect(await streets(id)).toEqual(['Kaistraße 9', 'Zweite'])
  })

  test('is made where there was no address', async () => {
    const id = await party()
    const set = { 'addresses.street': 'Kaistraße 9', 'addresses.city': 'Kiel' }
    const expected = { 'addresses.street': null, 'addresses.city': null }
    expect(await write(id, set, expected)).toMatchObject({ outcome: 'written', record: { values: set } })
    expect(await write(id, set, expected)).toMatchObject({ outcome: 'written' })
    expect(await streets(id)).toEqual(['Kaistraße 9'])
  })

  test('is not written over what somebody else wrote there, nor into another record', async () => {
    const id = await party(kiel)
    const [address] = await clerk.find('party.address', [['party', '=', id]])
    await clerk.call('party.address.write', [address], { street: 'theirs' })
    const set = { 'addresses.street': 'mine' }
    expect(await write(id, set, { 'addresses.street': 'Hafenstraße 1' })).toMatchObject({
      outcome: 'conflict',
      theirs: { values: { 'addresses.street': 'theirs' } },
    })
    expect(await write(id, { 'addresses.country.code': 'DK' }, {})).toMatchObject({ outcome: 'refused' })
    expect(await streets(id)).toEqual(['theirs'])
  })

  test('is a conflict too where somebody writes it between our look and our write', async () => {
    const id = await party(kiel)
    const [address] = await clerk.find('party.address', [['party', '=', id]])
    const quick: typeof fetch = async (input, init) => {
      if (String(init?.body).includes('party.party.write'))
        await clerk.call('party.address.write', [address], { street: 'quicker' })
      return fetch(input, init)
    }
    const settings = settingsFor(erp)
    const other = await tryton.open(settings, {
      log: pino({ level: 'silent' }),
      mark: 'm',
      send: quick as never,
    })
    const set = { 'addresses.street': 'mine' }
    const asked = { operation: 'o', object: parties, key: String(id), set, version: null }
    const expected = { 'addresses.street': 'Hafenstraße 1' }
    const result = await other.write?.({ ...asked, expected }, patience())
    await other.close()
    expect(result).toMatchObject({
      outcome: 'conflict',
      theirs: { values: { 'addresses.street': 'quicker' } },
    })
    expect(await streets(id)).toEqual(['quicker'])
  })

  test('is told of when it was changed with the party, as people do in its form', async () => {
    const id = await party(kiel)
    const [address] = await clerk.find('party.address', [['party', '=', id]])
    const from = await connection.now([parties], patience())
    const held = await heldOf(connection, parties)
    await clerk.call('party.party.write', [id], { addresses: [['write', [address], { city: 'Husum' }]] })
    let told: RemoteChange | undefined
    await follow(connection, { object: parties, from, held }, ({ changes }) => {
      told = changes.find(({ key, after }) => key === String(id) && after?.['addresses.city'] === 'Husum')
      return told !== undefined
    })
    expect(told).toMatchObject({ by: erp.account.user })
  })
})
