import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { newId } from '../../../../platform/ids.ts'
import { folderBelow, sftp } from '../../server/connectors/files/connector.ts'
import { ldap } from '../../server/connectors/ldap/connector.ts'
import { odata } from '../../server/connectors/odata/connector.ts'
import type { Connector, RemoteObject, RemoteValues, Settings } from '../../server/connectors/port.ts'
import { rest } from '../../server/connectors/rest/connector.ts'
import { tryton } from '../../server/connectors/tryton/connector.ts'
import { settingsFor } from '../../server/connectors/tryton/testing.ts'
import { ldapMissing, startLdapServer } from './ldap.ts'
import { startRestSystem } from './rest/server.ts'
import { sftpMissing, startSftpServer } from './sftp.ts'
import { skipping } from './skipping.ts'
import { startTryton, type Tryton, trytonMissing } from './tryton.ts'
import { foundCompany, type TrytonCompany } from './tryton-company.ts'

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

function block(page: string, fence: string): string {
  const text = readFileSync(new URL(`../../../../docs/operate/systems/${page}.md`, import.meta.url), 'utf8')
  return new RegExp(`\`\`\`${fence}\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? ''
}

const surroundings = { log: pino({ level: 'silent' }), mark: 'tessera_000000000001' }

/** What the connector's own test finds that is not right, by its code. */
async function wrong(connector: Connector, settings: Settings): Promise<string[]> {
  const connection = await connector.open(settings, surroundings)
  const signal = AbortSignal.timeout(30_000)
  const findings = await connection.test(signal).finally(() => connection.close())
  return findings.filter(({ level }) => level !== 'right').map(({ code }) => code)
}

describe.skipIf(skipping(ldapMissing))('the rules of the page of directories', () => {
  test('let the account read people and no passwords', async () => {
    const access = block('ldap', 'conf least').trim().split('\n')
    expect(access).toHaveLength(5)
    const server = await startLdapServer({ people: 150, access })
    ending.push(server.remove)
    const settings = {
      host: '127.0.0.1',
      port: Number(new URL(server.url).port),
      secure: '',
      user: 'cn=reader,dc=example,dc=org',
      password: server.password,
      bases: server.peopleDn,
    }
    expect(await wrong(ldap, settings)).toEqual([])
  })
})

test('a folder made as its page says is ready for reading and writing', async () => {
  const data = mkdtempSync(join(tmpdir(), 'tessera-documents-'))
  ending.push(() => rmSync(data, { recursive: true, force: true }))
  mkdirSync(join(data, 'data'))
  execFileSync('sh', ['-c', block('files', 'sh')], { cwd: data })
  writeFileSync(join(data, 'data/exchange/erp/customers-1.csv'), 'id,name\n1,Nord AS\n')
  const settings = { folder: 'erp', objects: block('files', 'json'), arrival: 'renamed' }
  expect(await wrong(folderBelow(join(data, 'data/exchange')), settings)).toEqual([])
})

describe.skipIf(skipping(sftpMissing))('a server by SFTP', () => {
  test('is known by the fingerprint that its administrator reads', async () => {
    const server = await startSftpServer()
    ending.push(server.remove)
    const folder = mkdtempSync(join(tmpdir(), 'tessera-documents-'))
    ending.push(() => rmSync(folder, { recursive: true, force: true }))
    const key = join(folder, 'ssh_host_ed25519_key.pub')
    writeFileSync(key, `ssh-ed25519 ${server.hostKey} host\n`)
    const [, fingerprint] = execFileSync('ssh-keygen', ['-lf', key], { encoding: 'utf8' }).split(' ')
    for (const each of ['out', 'ack']) mkdirSync(join(server.shared, each))
    writeFileSync(join(server.shared, 'customers-1.csv'), 'id,name\n1,Nord AS\n')
    const { host, port, username: user, privateKey } = server
    const settings = { host, port, user, privateKey, objects: block('files', 'json'), arrival: 'renamed' }
    expect(await wrong(sftp, { ...settings, hostKey: '' })).toEqual(['host-key-unknown'])
    expect(await wrong(sftp, { ...settings, hostKey: String(fingerprint) })).toEqual([])
  })
})

describe.skipIf(skipping(trytonMissing))('a user of Tryton as its page makes it', () => {
  test('reads sales, invoices and balances, writes parties, and no sale', async () => {
    const erp = await startTryton(inject('testServerUrl'))
    ending.push(erp.remove)
    const company = await foundCompany(erp)
    const account = { user: 'tessera', password: 'aB3dE5fG7hJ9kLmNpQ' }
    await ourUser(company, account)
    const party = await company.customer('Nord AS')
    const sale = await company.sale(party, 4)
    await company.advance(sale, 'quote', 'confirm')
    const [invoice] = await company.invoice(sale)
    const settings = settingsFor({ ...erp, account })
    expect(await wrong(tryton, settings)).toEqual(['changes-by-stamp'])
    const connection = await tryton.open(settings, surroundings)
    ending.push(() => connection.close())
    const signal = AbortSignal.timeout(30_000)
    const objects = await connection.objects(signal)
    const asked = (name: string, id: unknown) => ({
      object: objects.find(each => each.name === name) as RemoteObject,
      key: String(id),
    })
    const read = async (name: string, id: unknown) => {
      const { object, key } = asked(name, id)
      return (await connection.read({ object, keys: [key] }, signal))[0]?.values
    }
    const said = { party, total_amount: '100.00', 'currency.code': 'EUR' }
    expect(await read('sale.sale', sale)).toMatchObject({ ...said, state: 'processing' })
    expect(await read('account.invoice', invoice)).toMatchObject({ ...said, state: 'posted' })
    expect(await read('party.party', party)).toMatchObject({ receivable: '100.00' })
    const write = (name: string, id: unknown, set: RemoteValues, expected: RemoteValues) =>
      connection.write?.({ ...asked(name, id), set, expected, operation: newId(), version: null }, signal)
    expect(await write('party.party', party, { name: 'Sør AS' }, { name: 'Nord AS' })).toMatchObject({
      outcome: 'written',
      record: { values: { name: 'Sør AS' } },
    })
    expect(await write('sale.sale', sale, { comment: 'x' }, {})).toMatchObject({ outcome: 'refused' })
  }, 420_000)
})

/** A user with a company, in a group that may read sales and invoices and nothing more of them. */
async function ourUser({ clerk, company }: TrytonCompany, account: Tryton['account']): Promise<void> {
  const group = await clerk.create('res.group', { name: 'Tessera' })
  const none = { perm_write: false, perm_create: false, perm_delete: false }
  for (const name of ['sale.sale', 'account.invoice']) {
    const [model] = await clerk.find('ir.model', [['model', '=', name]])
    await clerk.create('ir.model.access', { model, group, perm_read: true, ...none })
  }
  await clerk.create('res.user', {
    name: 'Tessera',
    login: account.user,
    password: account.password,
    groups: [['add', [group]]],
    companies: [['add', [company]]],
    company,
  })
}

test('systems over HTTP that describe themselves as their pages say have nothing left to complain of', async () => {
  const system = await startRestSystem()
  ending.push(system.remove)
  system.store.create({ name: 'Nord AS', city: 'Oslo' })
  const secret = system.token
  expect(
    await wrong(rest, { document: `${system.url}/openapi.json`, authentication: 'bearer', secret }),
  ).toEqual([])
  expect(await wrong(odata, { address: `${system.url}/odata/`, authentication: 'bearer', secret })).toEqual(
    [],
  )
})
