import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import SftpClient from 'ssh2-sftp-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAlive } from '../../../../platform/database/embedded/processes.ts'
import { skipping } from './skipping.ts'
import { type SftpServer, sftpMissing, startSftpServer } from './sftp.ts'

describe.skipIf(skipping(sftpMissing))('OpenSSH', () => {
  let server: SftpServer

  beforeAll(async () => {
    server = await startSftpServer()
  })

  afterAll(() => server?.remove())

  const byKey = () => ({ privateKey: server.privateKey })

  async function enter(by: { privateKey?: string; password?: string }, hostKey = server.hostKey) {
    // Without listeners of ours it prints to the console.
    const client = new SftpClient('test', { error: () => {}, end: () => {}, close: () => {} })
    const { host, port, username } = server
    await client.connect({
      host,
      port,
      username,
      ...by,
      hostVerifier: (key: Buffer) => key.toString('base64') === hostKey,
    })
    return client
  }

  test('takes a file under a name that nobody reads yet, then gives it the right one', async () => {
    const client = await enter(byKey())
    await client.put(Buffer.from('id;name\n1;Smørrebrød\n'), 'orders.csv.part')
    await client.posixRename('orders.csv.part', 'orders.csv')
    const files = await client.list('.')
    expect(files.map(({ name, type, size }) => ({ name, type, size }))).toEqual([
      { name: 'orders.csv', type: '-', size: 23 },
    ])
    expect((await client.get('orders.csv')).toString()).toBe('id;name\n1;Smørrebrød\n')
    expect(readFileSync(join(server.shared, 'orders.csv'), 'utf8')).toContain('Smørrebrød')
    await client.end()
  })

  test('lets somebody in by password, and nobody by a wrong one', async context => {
    if (!server.password)
      return context.skip('a list of passwords of its own needs root and a mount namespace')
    const client = await enter({ password: server.password })
    expect(await client.exists('.')).toBe('d')
    await client.end()
    await expect(enter({ password: 'wrong' })).rejects.toThrow(/authentication/i)
  })

  test('is not trusted when it shows another key than the one that is known', async () => {
    await expect(enter(byKey(), 'AAAA')).rejects.toThrow(/host|handshake|verif/i)
  })

  test('leaves no process when it is stopped, not even that of a session', async () => {
    const client = await enter(byKey())
    client.on('error', () => {})
    const pid = server.pid()
    await server.stop()
    expect(isAlive(pid)).toBe(false)
    await expect(client.list('.')).rejects.toThrow()
    await server.start()
  })
})
