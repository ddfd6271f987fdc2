import pino from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { skipping } from '../../../testing/systems/skipping.ts'
import { startTryton, type Tryton, trytonMissing } from '../../../testing/systems/tryton.ts'
import { foundCompany, type TrytonCompany, trytonClerk } from '../../../testing/systems/tryton-company.ts'
import { heldOf, follow } from '../contract-stage.ts'
import { connectorSuite, type Stage } from '../contract-suite.ts'
import type { Connection, Finding, RemoteChange, RemoteObject, RemoteRecord, Settings } from '../port.ts'
import { tryton } from './connector.ts'
import { onceForTryton, settingsFor } from './testing.ts'

connectorSuite('Sales of Tryton', trytonMissing, async (): Promise<Stage> => {
  const erp = await startTryton(inject('testServerUrl'))
  const { clerk, customer, draft } = await foundCompany(erp)
  const party = await customer('Nordwind Handel')
  for (let count = 0; count < 16; count++) await draft(party)
  const settings = settingsFor(erp)
  return {
    connector: tryton,
    settings,
    strangers: { ...settings, user: 'nobody', password: 'wrong' },
    object: 'sale.sale',
    text: 'comment',
    // A line of its own is not to have several.
    refused: { field: 'description', value: 'one\ntwo' },
    outside: {
      add: async () => String(await draft(party)),
      change: async (key, comment) => void (await clerk.call('sale.sale.write', [Number(key)], { comment })),
      remove: async key => void (await clerk.call('sale.sale.delete', [Number(key)])),
    },
    system: erp,
    marks: false,
    remove: erp.remove,
  }
})

describe.skipIf(skipping(trytonMissing))('a company that keeps its books in Tryton', () => {
  let erp: Tryton
  let company: TrytonCompany
  let connection: Connection
  let objects: readonly RemoteObject[]
  const opened: Connection[] = []
  const patience = () => AbortSignal.timeout(60_000)
  const model = (name: string) => objects.find(each => each.name === name) as RemoteObject
  const one = async (name: string, id: number) =>
    (await connection.read({ object: model(name), keys: [String(id)] }, patience()))[0] as RemoteRecord

  beforeAll(async () => {
    erp = await startTryton(inject('testServerUrl'))
    company = await foundCompany(erp)
    connection = await open()
    objects = await connection.objects(patience())
  }, onceForTryton)
  afterAll(async () => {
    await Promise.all(opened.map(each => each.close()))
    await erp?.remove()
  })

  async function open(more: Partial<Settings> = {}): Promise<Connection> {
    const settings = { ...settingsFor(erp), ...more } as Settings
    const made = await tryton.open(settings, { log: pino({ level: 'silent' }), mark: 'm' })
    opened.push(made)
    return made
  }

  test('shows sales with the party first of those they name, the code of their currency, and what is computed as such', () => {
    const sales = model('sale.sale')
    expect(sales.references.find(({ object }) => object === 'party.party')).toEqual({
      fields: ['party'],
      object: 'party.party',
    })
    const of = (object: RemoteObject, name: string) => object.fields.find(each => each.name === name)
    expect(of(sales, 'total_amount')).toMatchObject({ kind: 'decimal', computed: true })
    expect(of(sales, 'total_amount_cache')).not.toHaveProperty('computed')
    expect(of(sales, 'currency.code')).toEqual({ name: 'currency.code', kind: 'text', optional: false })
    expect(of(model('party.party'), 'receivable')).toMatchObject({ kind: 'decimal', computed: true })
    expect(of(model('party.party'), 'email')).toMatchObject({ kind: 'text', computed: true })
    // Many models compute much; only what belongs to parties is asked for.
    expect(model('account.account').fields.filter(({ computed }) => computed)).toEqual([])
  })

  test('gives out a sale as it becomes an order, its invoice, and what the customer owes then', async () => {
    const party = await company.customer('Kessler Bau')
    const sale = await company.sale(party, 4)
    const values = async () => (await one('sale.sale', sale)).values
    const always = { party, 'currency.code': 'EUR', total_amount: '100.00' }
    expect(await values()).toMatchObject({ ...always, state: 'draft', number: null, sale_date: null })
    await company.advance(sale, 'quote')
    expect(await values()).toMatchObject({ ...always, state: 'quotation', number: expect.any(String) })
    await company.advance(sale, 'confirm')
    const today = expect.stringMatching(/^\d{4}-\d\d-\d\d$/)
    expect(await values()).toMatchObject({ ...always, state: 'processing', sale_date: today })
    expect((await one('party.party', party)).values.receivable).toBe('0.0')
    const [invoice] = (await company.invoice(sale)) as [number]
    expect((await one('account.invoice', invoice)).values).toMatchObject({
      ...always,
      state: 'posted',
      type: 'out',
      number: expect.any(String),
      invoice_date: today,
      amount_to_pay: '100.00',
    })
    expect((await one('party.party', party)).values.receivable).toBe('100.00')
  })

  test('reads all of it, also where some have no number, no date and nothing to pay', async () => {
    const party = await company.customer('Reepschläger')
    const ids = [await company.draft(party), await company.sale(party, 1)]
    const found: RemoteRecord[] = []
    const asked = { object: model('sale.sale'), after: null, chunk: 2 }
    for await (const part of connection.readAll(asked, patience())) found.push(...part)
    const totals = ids.map(id => found.find(({ key }) => key === String(id))?.values.total_amount)
    expect(totals.map(Number)).toEqual([0, 25])
  })

  test('how one reaches a party is what its first ways of contact say', async () => {
    const party = await company.customer('Ada Werft')
    await company.clerk.create('party.contact_mechanism', {
      party,
      type: 'email',
      value: 'ada@werft.example',
    })
    await company.clerk.create('party.contact_mechanism', { party, type: 'phone', value: '+49 431 5678' })
    expect((await one('party.party', party)).values).toMatchObject({
      email: 'ada@werft.example',
      phone: expect.stringContaining('5678'),
      fax: '',
    })
  })

  test('what is computed is not written, and the reason is said', async () => {
    const party = await company.customer('Kontor Ost')
    for (const [field, value] of [
      ['receivable', '5'],
      ['email', 'x@kontor.example'],
    ] as const) {
      const expected = { [field]: (await one('party.party', party)).values[field] ?? null }
      const set = { [field]: value }
      const write = { operation: 'o', object: model('party.party'), key: String(party), version: null }
      expect(await connection.write?.({ ...write, set, expected }, patience())).toMatchObject({
        outcome: 'refused',
        reason: `Tryton takes “${field}” from other records, so it cannot be written here.`,
      })
    }
  })

  test('tells of a new sale, of one that was confirmed, and of one that is gone', async () => {
    const sales = model('sale.sale')
    const party = await company.customer('Lübecker Tauwerk')
    const gone = await company.draft(party)
    const order = await company.sale(party, 2)
    const from = await connection.now([sales], patience())
    const held = await heldOf(connection, sales)
    await company.advance(order, 'quote', 'confirm')
    const made = await company.sale(party, 3)
    await company.clerk.call('sale.sale.delete', [gone])
    const told = new Map<string, RemoteChange>()
    await follow(connection, { object: sales, from, held }, ({ changes }) => {
      for (const each of changes) told.set(each.key, each)
      return told.get(String(gone))?.after === null && told.has(String(made)) && told.has(String(order))
    })
    const after = (id: number) => told.get(String(id))?.after
    // Without a queue of its own, Tryton takes a confirmed sale on at once.
    expect(after(order)).toMatchObject({ state: 'processing', total_amount: '50.00', 'currency.code': 'EUR' })
    expect(told.get(String(order))).toMatchObject({ by: erp.account.user, at: expect.any(Date) })
    expect(after(made)).toMatchObject({ state: 'draft', party, total_amount: '75.00' })
  })

  describe('the company of the account', () => {
    const account = { user: 'reader', password: 'aB3dE5fG7hJ9kLmNpQ' }
    let user: number
    const found = async (): Promise<Finding[]> => {
      const other = await open(account)
      return (await other.test(patience())).filter(({ code }) => /compan/.test(code))
    }
    const give = (values: Record<string, unknown>) => company.clerk.call('res.user.write', [user], values)

    beforeAll(async () => {
      const [group] = await company.clerk.find('res.group', [['name', '=', 'Sales']])
      const { user: login, password } = account
      user = await company.clerk.create('res.user', {
        name: 'Reader',
        login,
        password,
        groups: [['add', [group]]],
        companies: [['remove', [company.company]]],
        company: null,
      })
    })

    test('is missed where there is none: no sale can be seen then', async () => {
      expect(await found()).toEqual([
        { code: 'company-set', level: 'warning', params: { account: 'reader' } },
      ])
      const other = await open(account)
      const seen = other.readAll({ object: model('sale.sale'), after: null, chunk: 5 }, patience())
      for await (const part of seen) expect(part).toEqual([])
    })

    test('is told, and it is said where others are left out', async () => {
      await give({ companies: [['add', [company.company]]] })
      await give({ company: company.company })
      const params = { company: 'Seilerei Kiel', companies: 1 }
      expect(await found()).toEqual([{ code: 'company-set-right', level: 'right', params }])
      const party = await company.clerk.create('party.party', { name: 'Seilerei Oslo' })
      const second = await company.clerk.create('company.company', { party, currency: company.currency })
      await give({ companies: [['add', [second]]] })
      const both = { ...params, companies: 2 }
      expect((await found())[1]).toEqual({ code: 'all-companies', level: 'warning', params: both })
      await give({ company_filter: 'all' })
      expect((await found())[1]).toEqual({ code: 'all-companies-right', level: 'right', params: both })
      const reader = await trytonClerk(erp, account)
      expect(await reader.find('sale.sale', [])).not.toEqual([])
    })
  })
})
