import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startFaultProxy } from '../../../testing/systems/fault-proxy.ts'
import { findProgram } from '../../../testing/systems/program.ts'
import { type SftpServer, sftpMissing, startSftpServer } from '../../../testing/systems/sftp.ts'
import type { Settings } from '../port.ts'
import { folderBelow, sftp } from './connector.ts'
import { allOf, folderWith, objectOf, patience } from './testing/folder.ts'

const surroundings = { log: pino({ level: 'silent' }), mark: 'tessera_test' }
const objects = JSON.stringify([{ name: 'customers', full: 'customers-*.csv', key: ['id'] }])

/** What an open file is; empty when it was closed meanwhile. */
function targetOf(descriptor: string): string {
  try {
    return readlinkSync(descriptor)
  } catch {
    return ''
  }
}

describe('a folder', () => {
  let place: Awaited<ReturnType<typeof folderWith>>
  afterEach(() => place.remove())
  const findingsAt = async (folder: string) => {
    const settings = { folder, objects, arrival: 'renamed' }
    const connection = await folderBelow(join(place.folder, '..')).open(settings, surroundings)
    const findings = await connection.test(patience()).finally(() => connection.close())
    return findings.map(({ code }) => code)
  }

  test('can only be one below the root, neither by its name nor by a link', async () => {
    place = await folderWith({})
    symlinkSync(tmpdir(), join(place.folder, '../away'))
    expect(await findingsAt('..')).toEqual(['not-let-in'])
    expect(await findingsAt(tmpdir())).toEqual(['not-let-in'])
    expect(await findingsAt('away')).toEqual(['not-let-in'])
    expect(await findingsAt('erp')).toContain('folder-reached')
  })

  test('that is not there is unreachable', async () => {
    place = await folderWith({})
    await expect(findingsAt('nowhere')).rejects.toMatchObject({ kind: 'unreachable' })
  })

  test('gives no files that are links, folders or pipes', async () => {
    place = await folderWith({})
    place.put('customers-1.csv', 'id,name\n1,Ada\n')
    writeFileSync(join(place.folder, '../secret'), 'id,name\n1,secret\n')
    symlinkSync('../secret', join(place.folder, 'customers-2.csv'))
    mkdirSync(join(place.folder, 'customers-3.csv'))
    execFileSync(findProgram('mkfifo') as string, [join(place.folder, 'customers-4.csv')])
    const records = await allOf(place.connection, await objectOf(place.connection))
    expect(records.map(({ values }) => values.name)).toEqual(['Ada'])
  })

  test('leaves no file open, also when a reading was broken off or failed', async context => {
    if (!existsSync('/proc/self/fd')) return context.skip('open files can be counted on Linux only')
    place = await folderWith({})
    const rows = Array.from({ length: 5000 }, (_, at) => `${at},x\n`).join('')
    // Other tests of this process may have files open too.
    const usual = process.env.TMPDIR
    process.env.TMPDIR = place.folder
    const open = () =>
      readdirSync('/proc/self/fd').filter(fd => targetOf(`/proc/self/fd/${fd}`).startsWith(place.folder))
    for (let round = 0; round < 5; round++) {
      const connection = await place.restart()
      place.put('customers-1.csv', `id,name\n${rows}`)
      const object = await objectOf(connection)
      for await (const _ of connection.readAll({ object, after: null, chunk: 10 }, patience())) break
      expect(open().length).toBeGreaterThan(0)
      place.put('customers-2.csv', `id,name\n${rows}1,twice\n`)
      await expect(allOf(connection, object)).rejects.toMatchObject({ kind: 'broken-answer' })
      place.take('customers-2.csv')
      await connection.close()
    }
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
    expect(open()).toEqual([])
    expect(readdirSync(place.folder).toSorted()).toEqual(['ack', 'customers-1.csv', 'out'])
  })

  test('of outgoing files may not be a link either', async () => {
    place = await folderWith({}, { out: 'sent' })
    place.put('customers-1.csv', 'id,name\n1,Ada\n')
    symlinkSync(tmpdir(), join(place.folder, 'sent'))
    const object = await objectOf(place.connection)
    const write = {
      operation: 'one',
      object,
      key: '1',
      set: { name: 'Bo' },
      expected: { name: 'Ada' },
      version: null,
    }
    await expect(place.connection.write?.(write, patience())).rejects.toMatchObject({ kind: 'denied' })
  })
})

describe.skipIf(sftpMissing !== null)('an SFTP server', () => {
  let server: SftpServer
  beforeAll(async () => {
    server = await startSftpServer()
    writeFileSync(join(server.shared, 'customers-1.csv'), `id,name\n${'1234567,x\n'.repeat(1)}`)
  })
  afterAll(() => server?.remove())

  const opened = async (more: Settings) => {
    const { host, port, username, privateKey, hostKey } = server
    const settings = { host, port, user: username, privateKey, hostKey, objects, arrival: 'renamed', ...more }
    return sftp.open(settings, surroundings)
  }
  const findings = async (more: Settings) => {
    const connection = await opened(more)
    return connection.test(patience()).finally(() => connection.close())
  }

  test('is not used before its key is known, and says which it shows', async () => {
    const fingerprint = expect.stringMatching(/^SHA256:[\w+/]{43}$/)
    const [unknown] = await findings({ hostKey: '' })
    expect(unknown).toEqual({ code: 'host-key-unknown', level: 'wrong', params: { fingerprint } })
    const shown = String(unknown?.params?.fingerprint)
    expect((await findings({ hostKey: shown })).map(({ code }) => code)).toContain('file-found')
    const connection = await opened({ hostKey: '' })
    await expect(connection.objects(patience())).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining(shown),
    })
    await connection.close()
  })

  test('that shows another key than the one that is known is not talked to', async () => {
    const [changed] = await findings({ hostKey: `SHA256:${'A'.repeat(43)}` })
    expect(changed).toMatchObject({ code: 'host-key-changed', level: 'wrong' })
  })

  test('lets in by password', async context => {
    if (!server.password)
      return context.skip('a list of passwords of its own needs root and a mount namespace')
    const codes = (await findings({ privateKey: '', password: server.password })).map(({ code }) => code)
    expect(codes).toContain('file-found')
  })

  test('that lets nobody in by this account, key or folder says what is wrong, and no secret', async () => {
    const wrong = await findings({ privateKey: '', password: 'the-wrong-secret' })
    expect(wrong).toMatchObject([{ code: 'not-let-in', level: 'wrong' }])
    const unreadable = await findings({ privateKey: 'no key at all' })
    expect(unreadable).toMatchObject([{ code: 'not-let-in', level: 'wrong' }])
    expect(JSON.stringify([wrong, unreadable])).not.toMatch(/the-wrong-secret|no key at all/)
    expect(await findings({ folder: 'nowhere' })).toMatchObject([{ code: 'folder-missing', level: 'wrong' }])
  })

  test('gives a file of many blocks whole', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `${100_000 + at},name of number ${at}\n`).join('')
    writeFileSync(join(server.shared, 'customers-2.csv'), `id,name\n${rows}`)
    const connection = await opened({})
    const records = await allOf(connection, await objectOf(connection))
    await connection.close()
    expect(records).toHaveLength(60_000)
    expect(records.at(-1)).toEqual({
      key: '159999',
      values: { id: '159999', name: 'name of number 59999' },
      version: null,
    })
  })

  test.each([
    ['reset', { resetAfter: 300_000 }],
    ['closed as if all had been said', { truncateAfter: 300_000 }],
    ['slower than the call may take', { bandwidth: 20_000 }],
  ])(
    'whose connection is %s in the middle of a file gives nothing of it, and all of it the next time',
    async (_what, faults) => {
      const rows = Array.from({ length: 60_000 }, (_, at) => `${100_000 + at},name of number ${at}\n`).join(
        '',
      )
      writeFileSync(join(server.shared, 'customers-3.csv'), `id,name\n${rows}`)
      const proxy = await startFaultProxy({ port: server.port })
      const connection = await opened({ port: proxy.port })
      try {
        const object = await objectOf(connection)
        proxy.set(faults)
        const read = connection.read({ object, keys: ['100001'] }, AbortSignal.timeout(3000))
        await expect(read).rejects.toMatchObject({ kind: 'no-answer' })
        proxy.set({})
        expect(await allOf(connection, object)).toHaveLength(60_000)
      } finally {
        await connection.close()
        await proxy.close()
      }
    },
  )
})
