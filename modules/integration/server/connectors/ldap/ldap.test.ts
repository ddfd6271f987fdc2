import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { Attribute, Change, Client, EqualityFilter } from 'ldapts'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ldapMissing, type LdapServer, startLdapServer } from '../../../testing/systems/ldap.ts'
import { findProgram } from '../../../testing/systems/program.ts'
import { skipping } from '../../../testing/systems/skipping.ts'
import { connectorSuite, type Stage } from '../contract-suite.ts'
import type { Connection, RemoteObject, RemoteRecord, Settings } from '../port.ts'
import { ldap } from './connector.ts'

/** More than the directory gives out in one answer. */
const people = 120
let number = 0

const portOf = (server: LdapServer) => Number(new URL(server.url).port)

/** An account as a connector has it: it reads everything, but page by page. */
function settingsFor(server: LdapServer): Settings {
  return {
    host: '127.0.0.1',
    port: portOf(server),
    secure: '',
    user: server.bindDn.replace('admin', 'reader'),
    password: server.password,
    bases: server.peopleDn,
    every: 0.2,
    compare: 0.005,
    overlap: 60,
  }
}

/** Somebody else at work over there. */
function administratorOf(server: LdapServer) {
  const work = async <T>(does: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ url: server.url, timeout: 10_000 })
    await client.bind(server.bindDn, server.password)
    try {
      return await does(client)
    } finally {
      await client.unbind()
    }
  }
  const entryAt = async (client: Client, attribute: string, value: string) => {
    const filter = new EqualityFilter({ attribute, value })
    const { searchEntries } = await client.search(server.peopleDn, { filter, attributes: ['entryUUID'] })
    return searchEntries[0] as unknown as { dn: string; entryUUID: string }
  }
  const set = (key: string, type: string, values: string[] | Buffer[]) =>
    work(async client => {
      const { dn } = await entryAt(client, 'entryUUID', key)
      await client.modify(
        dn,
        new Change({ operation: 'replace', modification: new Attribute({ type, values }) }),
      )
    })
  return {
    set,
    add: () =>
      work(async client => {
        const uid = `new-${++number}`
        const person = { objectClass: 'inetOrgPerson', uid, cn: 'New', sn: 'Person', displayName: 'x' }
        await client.add(`uid=${uid},${server.peopleDn}`, person)
        return (await entryAt(client, 'uid', uid)).entryUUID
      }),
    change: (key: string, text: string | null) => set(key, 'displayName', text === null ? [] : [text]),
    rename: (key: string, uid: string) =>
      work(async client => client.modifyDN((await entryAt(client, 'entryUUID', key)).dn, `uid=${uid}`)),
    remove: (key: string) => work(async client => client.del((await entryAt(client, 'entryUUID', key)).dn)),
  }
}

connectorSuite('LDAP', ldapMissing, async (): Promise<Stage> => {
  const server = await startLdapServer({ people })
  const settings = settingsFor(server)
  return {
    connector: ldap,
    settings,
    strangers: { ...settings, password: 'wrong' },
    object: 'inetOrgPerson',
    text: 'displayName',
    refused: null,
    outside: administratorOf(server),
    system: server,
    marks: false,
    remove: server.remove,
  }
})

describe.skipIf(skipping(ldapMissing))('a directory', () => {
  let server: LdapServer
  let settings: Settings
  let administrator: ReturnType<typeof administratorOf>
  const opened: Connection[] = []
  const patience = () => AbortSignal.timeout(20_000)

  beforeAll(async () => {
    server = await startLdapServer({ people })
    settings = settingsFor(server)
    administrator = administratorOf(server)
  })
  afterAll(async () => {
    await Promise.all(opened.map(each => each.close()))
    await server?.remove()
  })

  const open = async (more: Partial<Settings> = {}) => {
    const connection = await ldap.open({ ...settings, ...more } as Settings, {
      log: pino({ level: 'silent' }),
      mark: 'm',
    })
    opened.push(connection)
    return connection
  }
  const classIn = async (connection: Connection, name = 'inetOrgPerson') =>
    (await connection.objects(patience())).find(each => each.name === name) as RemoteObject
  const all = async (connection: Connection, object: RemoteObject) => {
    const records: RemoteRecord[] = []
    for await (const part of connection.readAll({ object, after: null, chunk: 40 }, patience()))
      records.push(...part)
    return records
  }
  const one = async (connection: Connection, object: RemoteObject, key: string) =>
    (await connection.read({ object, keys: [key] }, patience()))[0]

  test('shows several values of an attribute as a list, and one as it is', async () => {
    const connection = await open()
    const object = await classIn(connection)
    const key = await administrator.add()
    await administrator.set(key, 'telephoneNumber', ['+49 30 2', '+49 30 1'])
    expect((await one(connection, object, key))?.values.telephoneNumber).toBe('["+49 30 1","+49 30 2"]')
    await administrator.set(key, 'telephoneNumber', ['+49 30 2'])
    expect((await one(connection, object, key))?.values.telephoneNumber).toBe('+49 30 2')
    await administrator.remove(key)
  })

  test('keeps pictures, certificates and passwords to itself', async () => {
    const connection = await open()
    const object = await classIn(connection)
    const key = await administrator.add()
    await administrator.set(key, 'userPassword', ['hidden'])
    await administrator.set(key, 'jpegPhoto', [Buffer.from([0xff, 0xd8, 0xff, 0xe0])])
    const record = await one(connection, object, key)
    expect(Object.keys(record?.values ?? {})).toEqual(expect.arrayContaining(['cn', 'mail', 'displayName']))
    for (const secret of ['userPassword', 'jpegPhoto', 'userCertificate']) {
      expect(object.fields.map(({ name }) => name)).not.toContain(secret)
      expect(record?.values).not.toHaveProperty(secret)
    }
    const findings = await connection.test(patience())
    expect(findings).toContainEqual(expect.objectContaining({ code: 'sees-passwords', level: 'warning' }))
    await administrator.remove(key)
  })

  test('a person who gets another name is the same record', async () => {
    const connection = await open()
    const object = await classIn(connection)
    const key = await administrator.add()
    const from = await connection.now([object], patience())
    await administrator.rename(key, 'married')
    expect((await one(connection, object, key))?.values).toMatchObject({
      uid: 'married',
      dn: `uid=married,${server.peopleDn}`,
    })
    const over = new AbortController()
    for await (const { changes } of connection.follow({ objects: [object], from }, over.signal)) {
      const mine = changes.filter(each => each.key === key)
      if (mine.length === 0) continue
      expect(mine.at(-1)).toMatchObject({ after: { uid: 'married' }, by: server.bindDn })
      break
    }
    over.abort()
    await administrator.remove(key)
  })

  test('is read by an attribute of its own as the key', async () => {
    const connection = await open({ key: 'uid' })
    const object = await classIn(connection)
    expect(object.key).toEqual(['uid'])
    expect(await one(connection, object, 'person-7')).toMatchObject({
      key: 'person-7',
      values: { cn: 'Person 7' },
    })
    expect((await all(connection, object)).length).toBe(people)
  })

  test('takes what looks like a filter as a key and finds nobody', async () => {
    const connection = await open({ key: 'uid' })
    const object = await classIn(connection)
    expect(await connection.read({ object, keys: ['*', 'x)(uid=*', '\\2a'] }, patience())).toEqual([])
  })

  test('gives all pages to several who read at the same time', async () => {
    const connection = await open()
    const object = await classIn(connection)
    const sizes = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async () => (await all(connection, object)).length),
    )
    expect(sizes).toEqual([people, people, people, people, people, people])
  })

  test('does not let an account without a password in as nobody', async () => {
    const connection = await open({ password: '' })
    await expect(connection.objects(patience())).rejects.toMatchObject({ kind: 'denied' })
  })

  test('is not tried again at once with an account that was refused, and says nothing of the password', async () => {
    const connection = await open({ password: 'not-the-password' })
    const failing = () => connection.objects(patience()).catch((error: unknown) => error as Error)
    const first = await failing()
    expect(first).toMatchObject({ kind: 'denied', message: expect.not.stringContaining('not-the-password') })
    // The same error and not one like it: nobody was asked.
    expect(await failing()).toBe(first)
  })

  test('says which of the names to search below is not there', async () => {
    const connection = await open({ bases: `${server.peopleDn}\nou=nobody,dc=example,dc=org` })
    const findings = await connection.test(patience())
    expect(findings).toContainEqual({
      code: 'bases-found',
      level: 'wrong',
      params: { bases: 'ou=nobody,dc=example,dc=org' },
    })
    await expect(connection.objects(patience())).rejects.toMatchObject({ kind: 'changed-shape' })
  })

  test('that offers no StartTLS never sees the password', async () => {
    const said: Buffer[] = []
    const front = await startFront(portOf(server), socket => socket.on('data', piece => said.push(piece)))
    const connection = await open({ port: front.port, secure: 'start-tls' })
    await expect(connection.objects(patience())).rejects.toMatchObject({ kind: 'unreachable' })
    expect(said.length).toBeGreaterThan(0)
    expect(Buffer.concat(said).includes(server.password)).toBe(false)
    front.close()
  })

  describe.skipIf(!findProgram('openssl'))('behind TLS', () => {
    let identity: { key: string; cert: string }

    beforeAll(() => {
      identity = newIdentity()
    })

    test.each(['ldaps', 'start-tls'])(
      'is read by %s where its certificate is known, and only there',
      async secure => {
        const front = await startFront(portOf(server), undefined, {
          ...identity,
          asksFirst: secure === 'start-tls',
        })
        const known = await open({ port: front.port, secure, authority: identity.cert })
        expect((await all(known, await classIn(known))).length).toBe(people)
        const unknown = await open({ port: front.port, secure })
        await expect(unknown.objects(patience())).rejects.toMatchObject({ kind: 'unreachable' })
        front.close()
      },
    )

    test.each(['ldaps', 'start-tls'])(
      'that closes a connection by %s is asked on a new one',
      async secure => {
        const front = await startFront(portOf(server), undefined, {
          ...identity,
          asksFirst: secure === 'start-tls',
        })
        const connection = await open({ port: front.port, secure, authority: identity.cert })
        const object = await classIn(connection)
        front.hangUp()
        // One call may still meet the old one before it is known to be gone.
        const found = () => all(connection, object).catch(() => [])
        await expect.poll(async () => (await found()).length, { timeout: 15_000 }).toBe(people)
        front.close()
      },
    )
  })
})

/** A certificate for the loopback address that is its own authority. */
function newIdentity(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-certificate-'))
  try {
    const [key, cert] = [join(folder, 'key'), join(folder, 'cert')]
    const kind = [
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ]
    const name = ['-subj', '/CN=directory', '-addext', 'subjectAltName=IP:127.0.0.1']
    execFileSync('openssl', ['req', ...kind, ...name, '-keyout', key, '-out', cert], { stdio: 'pipe' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Front = { port: number; hangUp: () => void; close: () => void }
type Safe = { key: string; cert: string; asksFirst: boolean }

/** Success, as the answer to an extended request with this number (RFC 4511, 4.12). */
const granted = (id: number) => Buffer.from([0x30, 0x0c, 2, 1, id, 0x78, 7, 0x0a, 1, 0, 4, 0, 4, 0])

/** Stands before the directory, speaks TLS where it is safe, from the first byte or when it is asked to, and listens. */
async function startFront(port: number, listener?: (socket: Socket) => void, safe?: Safe): Promise<Front> {
  const sockets = new Set<Socket>()
  const keep = <S extends Socket>(socket: S) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    return socket
  }
  const passOn = (client: Socket) => {
    const upstream = keep(connect(port, '127.0.0.1'))
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
    client.pipe(upstream).pipe(client)
  }
  const secured = (client: Socket, { key, cert }: Safe) =>
    keep(new tls.TLSSocket(client, { isServer: true, key, cert }))
  const server: Server = createServer(client => {
    keep(client)
    listener?.(client)
    if (!safe) return passOn(client)
    if (!safe.asksFirst) return passOn(secured(client, safe))
    return void client.once('data', asked => {
      client.write(granted(asked[4] as number))
      passOn(secured(client, safe))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    hangUp: () => sockets.forEach(socket => socket.destroy()),
    close: () => {
      sockets.forEach(socket => socket.destroy())
      server.close()
    },
  }
}
