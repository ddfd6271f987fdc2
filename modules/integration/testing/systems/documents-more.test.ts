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
import type { Connector, RemoteObject, Settings } from '../../server/connectors/port.ts'
import { rest } from '../../server/connectors/rest/connector.ts'
import { tryton } from '../../server/connectors/tryton/connector.ts'
import { ldapMissing, startLdapServer } from './ldap.ts'
import { startRestSystem } from './rest/server.ts'
import { sftpMissing, startSftpServer } from './sftp.ts'
import { skipping } from './skipping.ts'
import { startTryton, trytonMissing } from './tryton.ts'

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

describe.skipIf(skipping(trytonMissing))('a user of Tryton of our own', () => {
  test('is enough, without a group', async () => {
    const erp = await startTryton(inject('testServerUrl'))
    ending.push(erp.remove)
    const made = await newUser(erp)
    const { origin, pathname } = new URL(erp.url)
    const settings = {
      url: origin,
      database: pathname.replaceAll('/', ''),
      user: 'tessera',
      password: 'aB3dE5fG7hJ9kLmNpQ',
    }
    expect(await wrong(tryton, settings)).toEqual(['changes-by-stamp'])
    const connection = await tryton.open(settings, surroundings)
    ending.push(() => connection.close())
    const signal = AbortSignal.timeout(30_000)
    const parties = (await connection.objects(signal)).find(
      ({ name }) => name === 'party.party',
    ) as RemoteObject
    const key = String(made)
    const write = { object: parties, key, set: { name: 'Sør AS' }, expected: { name: 'Nord AS' } }
    const [{ version } = { version: null }] = await connection.read({ object: parties, keys: [key] }, signal)
    const written = await connection.write?.({ ...write, operation: newId(), version }, signal)
    expect(written).toMatchObject({ outcome: 'written', record: { values: { name: 'Sør AS' } } })
  }, 420_000)
})

/** A user in no group, and a party of somebody else; answers the party. */
async function newUser({ url, account }: Awaited<ReturnType<typeof startTryton>>): Promise<number> {
  const ask = async (method: string, params: unknown[], authorization?: string) => {
    const answer = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ id: 1, method, params }),
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    })
    const { result, error } = (await answer.json()) as { result?: unknown; error?: unknown }
    if (error) throw new Error(JSON.stringify(error))
    return result
  }
  const session = (await ask('common.db.login', [
    account.user,
    { password: account.password },
    'en',
  ])) as string[]
  const authorization = `Session ${Buffer.from(`${account.user}:${session.join(':')}`).toString('base64')}`
  const user = { name: 'Tessera', login: 'tessera', password: 'aB3dE5fG7hJ9kLmNpQ' }
  await ask('model.res.user.create', [[user], {}], authorization)
  const [party] = (await ask('model.party.party.create', [[{ name: 'Nord AS' }], {}], authorization)) as [
    number,
  ]
  return party
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
