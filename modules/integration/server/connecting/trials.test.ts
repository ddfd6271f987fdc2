import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { integrationContract } from '../../contract.ts'
import type { OtherPostgres } from '../../testing/systems/postgres.ts'
import { type Destination, oldCompany, openLoopback, suggested } from './testing.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let app: TestApp
let server: OtherPostgres
let destination: Destination
let caller: Caller
const secret = () => destination.secrets.password as string

beforeAll(async () => {
  app = await testApp()
  ;({ server, destination } = await oldCompany())
  caller = app.people.administrator
  await openLoopback(app)
})
afterAll(async () => {
  await app?.close()
  await server?.remove()
})

const tryIt = (change: Partial<Destination> = {}) =>
  caller.call(integrationContract.tryConnection, { body: { ...destination, ...change } })
const withSetting = (settings: Record<string, string | number>) =>
  tryIt({ settings: { ...destination.settings, ...settings } })

describe('a trial of a connection', () => {
  test('says what is right and what is missing', async () => {
    const { findings, failure } = await tryIt()
    expect(failure).toBeNull()
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['answers', 'tables-seen-right', 'wal-level-right']),
    )
    expect(findings.filter(({ level }) => level === 'wrong')).toEqual([])
  })

  test('tells a closed network of one’s own with the address to open', async () => {
    const { failure } = await withSetting({ host: '10.255.255.1' })
    expect(failure).toMatchObject({ kind: 'own-network', address: '10.255.255.1', host: '10.255.255.1' })
  })

  test.each([
    ['nobody listens', { port: 1 }, 'unreachable'],
    ['the host does not exist', { host: 'no-such-host.invalid' }, 'no-such-host'],
    ['the address is one to which nothing is ever sent', { host: '169.254.169.254' }, 'never'],
    ['the database does not exist', { database: 'nothing' }, 'changed-shape'],
    ['the account does not exist', { user: 'nobody' }, 'denied'],
  ])('answers in words where %s', async (_, settings, kind) => {
    const { failure, findings } = await withSetting(settings as Record<string, string>)
    expect(failure?.kind).toBe(kind)
    expect(failure?.said).not.toBe('')
    expect(findings).toEqual([])
  })

  test('answers in words where the password is wrong, and never repeats it', async () => {
    const { failure } = await tryIt({ secrets: { password: 'my-very-wrong-one' } })
    expect(failure?.kind).toBe('denied')
    expect(JSON.stringify(failure)).not.toContain('my-very-wrong-one')
  })

  test('refuses what was said wrongly, with the place of each', async () => {
    const refused = await caller.send(integrationContract.tryConnection, {
      body: {
        kind: 'postgres',
        settings: { host: '', port: 99_999, secure: 'perhaps', shoe: 'left' },
        secrets: { token: 'x' },
      },
    })
    expect(refused.status).toBe(422)
    const { fields } = refused.reply as unknown as { fields: { path: string; code: string }[] }
    expect(fields.map(({ path }) => path).sort()).toEqual([
      'secrets.token',
      'settings.database',
      'settings.host',
      'settings.port',
      'settings.secure',
      'settings.shoe',
      'settings.user',
    ])
  })

  test('refuses a kind that is none, and a secret among the settings', async () => {
    const kind = await caller.send(integrationContract.tryConnection, {
      body: { ...destination, kind: 'abacus' },
    })
    expect(kind.text).toContain('integration.no-such-kind')
    const open = await caller.send(integrationContract.tryConnection, {
      body: { ...destination, settings: { ...destination.settings, password: secret() } },
    })
    expect(open.status).toBe(422)
    expect(open.text).toContain('settings.password')
  })

  test.each([
    ['rest', { document: 'ftp://erp.example/openapi.json' }],
    ['odata', { address: 'http://user:word@127.0.0.1/odata' }],
    ['tryton', { url: 'http://127.0.0.1:1/', database: 'x', user: 'y' }],
    ['folder', { folder: '../..', objects: '[{"name":"a","full":"a.csv","key":["id"]}]' }],
    [
      'sftp',
      { host: '127.0.0.1', port: 1, user: 'u', objects: '[{"name":"a","full":"a.csv","key":["id"]}]' },
    ],
    ['ldap', { host: '127.0.0.1', port: 1 }],
    ['mysql', { host: '127.0.0.1', port: 1, database: 'x', user: 'y' }],
  ])('of %s that leads nowhere is an answer, no defect', async (kind, settings) => {
    const { status, reply, text } = await caller.send(integrationContract.tryConnection, {
      body: {
        kind,
        settings: settings as Record<string, string>,
        secrets: kind === 'tryton' ? { password: 'z' } : {},
      },
    })
    expect(status, text).toBe(200)
    expect(reply.failure ?? reply.findings.find(({ level }) => level === 'wrong')).toBeTruthy()
  })

  test('is given up after a while where nobody says anything', async () => {
    const silent = await import('node:net').then(({ createServer }) => createServer(() => {}))
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    const { failure } = await withSetting({ port })
    silent.close()
    expect(['unreachable', 'no-answer']).toContain(failure?.kind)
  })
})

describe('what is found there', () => {
  test('gets roles: customers, what refers to them by key or by name, what is reached through one table', async () => {
    const { objects, failure } = await caller.call(integrationContract.findObjects, { body: destination })
    expect(failure).toBeNull()
    const of = (name: string) => objects.find(object => object.name === name)?.likely
    expect(of('clients')).toMatchObject({ role: 'customer', sure: true })
    expect(of('orders')).toMatchObject({
      role: 'document',
      kind: 'order',
      parentFields: ['client_no'],
      sure: true,
    })
    expect(of('invoices')).toMatchObject({
      role: 'document',
      kind: 'invoice',
      parentFields: ['clientno'],
      sure: true,
    })
    expect(of('payments')).toMatchObject({
      role: 'document',
      kind: 'payment',
      parent: { name: 'invoices' },
      sure: false,
    })
    for (const name of ['employees', 'settings', 'audit_log', 'order_lines'])
      expect(of(name)?.role, name).toBeNull()
    expect(objects[0]?.name).toBe('clients')
    expect(objects[0]?.about).toBe(40)
  })

  test('gets its fields mapped by their names and values, with samples', async () => {
    const [clients, orders] = await suggested(caller, destination, ['clients', 'orders'])
    const targets = Object.fromEntries(clients?.mapping.map(({ field, target }) => [field, target]) ?? [])
    expect(targets).toMatchObject({
      company_name: 'name',
      street: 'street',
      zip_code: 'postcode',
      town: 'city',
      country: 'country',
      telephone: 'phone',
      e_mail: 'email',
      fax: null,
    })
    expect(clients?.mapping.find(({ field }) => field === 'street')?.write).toBe('yes')
    expect(clients?.mapping.find(({ field }) => field === 'client_no')?.write ?? 'no').toBe('no')
    expect(clients?.mapping.map(({ field }) => field)).not.toContain('logo')
    expect(orders?.document).toEqual({
      kind: 'order',
      title: 'order_no',
      date: 'order_date',
      amount: 'total_amount',
      currency: 'currency',
      state: 'status',
    })
  })

  test('shows what its first records would become, and why one cannot', async () => {
    const [clients, orders] = await suggested(caller, destination, ['clients', 'orders'])
    const preview = async (object: typeof clients) =>
      caller.call(integrationContract.previewObject, {
        body: { ...destination, name: 'Old ERP', object: object as never },
      })
    const { items, failure } = await preview(clients)
    expect(failure).toBeNull()
    expect(items[0]?.customer).toMatchObject({ kind: 'organisation', name: 'Nordwind Handel 1 GmbH' })
    expect(items[0]?.customer?.values).toContainEqual({ field: 'email', value: 'office@nordwind1.example' })
    const documents = await preview(orders)
    expect(documents.items[0]?.document).toMatchObject({
      title: '10001',
      date: '2026-01-02',
      amount: '101.50',
      state: 'shipped',
      parent: '2',
    })
    expect(items.find(({ key }) => key === '3')).toMatchObject({
      customer: null,
      refusal: { message: expect.stringMatching(/./) as string },
    })
  })

  test('needs a name for customers, and fields that are there', async () => {
    const [clients] = await suggested(caller, destination, ['clients'])
    const object = { ...clients, mapping: [{ ...clients?.mapping[0], field: 'nothing', target: 'colour' }] }
    const { status, text } = await caller.send(integrationContract.previewObject, {
      body: { ...destination, name: 'Old ERP', object: object as never },
    })
    expect(status).toBe(422)
    for (const code of ['no-such-field', 'no-name']) expect(text).toContain(`integration.${code}`)
  })
})
