import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import { integrationContract } from '../../contract.ts'
import type { JoinedSystem } from '../../contract/connecting-shapes.ts'
import { skipping } from '../../testing/systems/skipping.ts'
import { startTryton, type Tryton, trytonMissing } from '../../testing/systems/tryton.ts'
import { foundCompany, type TrytonCompany } from '../../testing/systems/tryton-company.ts'
import { openLoopback, suggested } from '../connecting/testing.ts'
import { onceForTryton, settingsFor } from '../connectors/tryton/testing.ts'

vi.setConfig({ testTimeout: 60_000 })

const patience = { timeout: 45_000, interval: 100 }

describe.skipIf(skipping(trytonMissing))('a customer of a company that keeps its books in an ERP', () => {
  let app: TestApp
  let erp: Tryton
  let company: TrytonCompany
  let system: JoinedSystem
  let party: number
  let order: number
  let draft: number

  beforeAll(async () => {
    erp = await startTryton(inject('testServerUrl'))
    company = await foundCompany(erp)
    party = await company.customer('Kessler Bau')
    await company.clerk.create('party.contact_mechanism', {
      party,
      type: 'email',
      value: 'post@kessler.example',
    })
    order = await company.sale(party, 4)
    await company.advance(order, 'quote', 'confirm')
    draft = await company.draft(party)
    app = await testApp({ worker: true })
    await openLoopback(app)
    const { password, ...settings } = settingsFor(erp)
    const destination = {
      kind: 'tryton',
      settings: settings as Record<string, string | number>,
      secrets: { password: String(password) },
    }
    const names = ['party.party', 'sale.sale', 'account.invoice']
    const objects = await suggested(app.people.administrator, destination, names)
    system = await app.people.administrator.call(integrationContract.createSystem, {
      body: { ...destination, name: 'Tryton', objects },
    })
  }, onceForTryton)
  afterAll(async () => {
    await app?.close()
    await erp?.remove()
  })

  const idOf = (name: string) => system.objects.find(object => object.name === name)?.id as string
  const customer = async () => {
    const { rows } = await app.database.pool.query<{ id: string }>(
      'select record_id as id from integration.crosswalk where object_id = $1 and key = $2',
      [idOf('party.party'), String(party)],
    )
    return rows[0]?.id as string
  }
  const there = async () => {
    const { systems } = await app.people.administrator.call(integrationContract.records, {
      params: { id: await customer() },
    })
    const [one] = systems
    const documents = (kind: string) => one?.documents.find(each => each.kind === kind)
    const value = (field: string) => one?.records[0]?.values.find(each => each.field === field)
    return { orders: documents('order'), invoices: documents('invoice'), value }
  }

  test('is found by the guide with his orders and invoices: who, number, date, amount, currency, state', () => {
    const of = (name: string) => system.objects.find(object => object.name === name)
    const said = { title: 'number', amount: 'total_amount', currency: 'currency.code', state: 'state' }
    expect(of('sale.sale')).toMatchObject({
      parentId: idOf('party.party'),
      parentFields: ['party'],
      document: { kind: 'order', ...said, date: 'sale_date' },
    })
    expect(of('account.invoice')).toMatchObject({
      parentId: idOf('party.party'),
      parentFields: ['party'],
      document: { kind: 'invoice', ...said, date: 'invoice_date' },
    })
    const rule = (field: string) => of('party.party')?.mapping.find(each => each.field === field)
    expect(rule('name')).toMatchObject({ target: 'name', write: 'yes', mode: 'mirrored' })
    expect(rule('email')).toMatchObject({ target: 'email', write: 'no', mode: 'live' })
    expect(rule('addresses.street')).toMatchObject({ target: 'street', write: 'yes', mode: 'mirrored' })
    expect(rule('addresses.postal_code')).toMatchObject({ target: 'postcode', write: 'yes' })
    expect(rule('addresses.city')).toMatchObject({ target: 'city', write: 'yes' })
    expect(rule('addresses.country.code')).toMatchObject({ target: 'country', write: 'no' })
    expect(rule('receivable')).toMatchObject({ target: null, write: 'no', mode: 'live' })
  })

  test('shows his sales on his page, also one that is not an order yet', async () => {
    await vi.waitFor(async () => {
      const { orders } = await there()
      expect(orders).toMatchObject({ objectId: idOf('sale.sale'), count: 2 })
      expect(orders?.items).toEqual([
        expect.objectContaining({
          key: String(order),
          title: expect.stringMatching(/\d/),
          date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          amount: '100.00',
          currency: 'EUR',
          status: 'processing',
        }),
        expect.objectContaining({ key: String(draft), title: null, date: null, status: 'draft' }),
      ])
      expect(orders?.sums).toContainEqual(expect.objectContaining({ currency: 'EUR' }))
    }, patience)
    const here = await app.people.administrator.call(customersContract.get, {
      params: { id: await customer() },
    })
    expect(here).toMatchObject({ name: 'Kessler Bau' })
    expect(JSON.stringify(here)).toContain('post@kessler.example')
  })

  test('owes what is told when his page is looked at, though nobody has touched his record', async () => {
    await vi.waitFor(async () => expect((await there()).value('receivable')?.value).toBe('0.0'), patience)
    await company.invoice(order)
    await vi.waitFor(async () => {
      const { value, invoices } = await there()
      expect(value('receivable')?.value).toBe('100.00')
      expect(invoices?.items[0]).toMatchObject({ amount: '100.00', currency: 'EUR', status: 'posted' })
    }, patience)
  })

  test('who moves moves there as well', async () => {
    const id = await customer()
    const { contactPoints } = await app.people.administrator.call(customersContract.page, { params: { id } })
    const childId = contactPoints.find(({ kind }) => kind === 'address')?.id as string
    await app.people.administrator.call(customersContract.changeContactPoint, {
      params: { id, childId },
      body: { address: { lines: 'Kaistraße 9', postcode: '24103', city: 'Flensburg' } },
    })
    const [address] = await company.clerk.find('party.address', [['party', '=', party]])
    await vi.waitFor(async () => {
      const there = await company.clerk.read('party.address', address as number, [
        'street',
        'city',
        'postal_code',
      ])
      expect(there).toMatchObject({ street: 'Kaistraße 9', city: 'Flensburg', postal_code: '24103' })
    }, patience)
  })

  test('gets what is sold to him from now on, as it goes on, until it is gone', async () => {
    const key = await company.sale(party, 2)
    const shown = async () => (await there()).orders?.items.find(each => each.key === String(key))
    await vi.waitFor(
      async () => expect(await shown()).toMatchObject({ amount: '50.00', status: 'draft' }),
      patience,
    )
    await company.advance(key, 'quote')
    await vi.waitFor(async () => expect(await shown()).toMatchObject({ status: 'quotation' }), patience)
    await company.clerk.call('sale.sale.cancel', [key])
    await vi.waitFor(async () => expect(await shown()).toMatchObject({ status: 'cancelled' }), patience)
    await company.clerk.call('sale.sale.delete', [key])
    await vi.waitFor(async () => expect(await shown()).toBeUndefined(), patience)
  })

  test('whose debts have grown unseen is no difference to a comparison, which takes them over all the same', async () => {
    const other = await company.customer('Stille Werft')
    const { pool } = app.database
    const parties = idOf('party.party')
    const held = async () => {
      const { rows } = await pool.query<{ owes: string }>(
        `select values ->> 'receivable' as owes from integration.mirror where object_id = $1 and key = $2`,
        [parties, String(other)],
      )
      return rows[0]?.owes
    }
    await vi.waitFor(async () => expect(await held()).toBe('0.0'), patience)
    const sale = await company.sale(other, 1)
    await company.advance(sale, 'quote', 'confirm')
    await company.invoice(sale)
    const { id } = await app.people.administrator.call(integrationContract.askForLoad, {
      params: { id: parties },
    })
    await vi.waitFor(async () => {
      const { rows } = await pool.query(
        'select changed, refused from integration.load where id = $1 and ended_at is not null',
        [id],
      )
      expect(rows).toEqual([{ changed: 0, refused: 0 }])
    }, patience)
    expect(await held()).toBe('25.00')
    const { rows } = await pool.query('select * from integration.difference where load_id = $1', [id])
    expect(rows).toEqual([])
  })
})
