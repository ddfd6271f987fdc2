import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { projectFolder } from '../config.ts'
import { AlreadyRunning, type EmbeddedDatabase, startEmbedded } from './embedded.ts'
import { isAlive, processesIn, until } from './embedded/processes.ts'

// Clusters are created, copied and recovered here, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const log = pino({ level: 'silent' })
// A killed process loses nothing that the operating system has, so fsync does not matter to these tests.
const settings = { shared_buffers: '64MB', fsync: 'off' }
const folders: string[] = []
const running: EmbeddedDatabase[] = []
const children: ChildProcess[] = []

let seed: string

// Creating a cluster is the slow part, so most tests begin with a copy of this one.
beforeAll(async () => {
  seed = mkdtempSync(join(tmpdir(), 'tessera-embedded-'))
  chmodSync(seed, 0o755)
  const database = await startEmbedded({ dataFolder: seed, log, settings })
  await database.stop()
})
afterAll(() => rmSync(seed, { recursive: true, force: true }))

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const database of running.splice(0)) await database.stop()
  for (const folder of folders.splice(0)) {
    for (const pid of processesIn(clusterOf(folder))) process.kill(pid, 'SIGKILL')
    await until(() => processesIn(clusterOf(folder)).length === 0, 5000)
    rmSync(homeOf(folder), { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a second start finds what the first one left', async () => {
  const dataFolder = newFolder()
  const first = await start(dataFolder)
  await query(first.url, "create table kept (word text); insert into kept values ('still here')")
  await stop(first)
  const second = await start(dataFolder)
  expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'still here' }])
  expect(second.url).toBe(first.url)
})

test('the database works where only its owner can enter the data folder', async () => {
  const dataFolder = newFolder(0o700)
  const database = await start(dataFolder)
  expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await stop(database)
  expect(readFileSync(join(homeOf(dataFolder), 'connection.json'), 'utf8')).toContain('password')
})

test('letters beyond ASCII have case, order and trigrams', async () => {
  const database = await start(newFolder())
  await query(database.url, 'create extension pg_trgm')
  const rows = await query(
    database.url,
    `select upper('müller') as upper, similarity('محمد', 'محمد علي') > 0.4 as similar, 'ä' ~ '[[:alpha:]]' as letter`,
  )
  expect(rows).toEqual([{ upper: 'MÜLLER', similar: true, letter: true }])
})

test('a start on a folder in use says who uses it', async () => {
  const dataFolder = copyOfSeed()
  await start(dataFolder)
  await expect(startEmbedded({ dataFolder, log })).rejects.toThrow(AlreadyRunning)
  await expect(startEmbedded({ dataFolder, log })).rejects.toThrow(`in use by process ${process.pid}`)
})

test('who joins a running database uses it and leaves it running', async () => {
  const dataFolder = copyOfSeed()
  const owner = await start(dataFolder)
  const joined = await startEmbedded({ dataFolder, log, whenRunning: 'join' })
  expect({ joined: joined.joined, url: joined.url }).toEqual({ joined: true, url: owner.url })
  await joined.stop()
  expect(await query(owner.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a killed server is started again and no acknowledged row is lost', async () => {
  const database = await start(copyOfSeed())
  await query(database.url, 'create table written (n int primary key)')
  const acknowledged: number[] = []
  let writing = true
  const writer = (async () => {
    for (let n = 0; writing; n++) {
      await query(database.url, `insert into written values (${n}) on conflict do nothing`).then(
        () => acknowledged.push(n),
        () => {},
      )
    }
  })()
  await until(() => acknowledged.length > 50, 20_000)
  const killed = database.pid
  process.kill(killed, 'SIGKILL')
  const before = acknowledged.length
  const again = await until(() => database.pid !== killed && acknowledged.length > before + 50, 30_000)
  writing = false
  await writer
  expect(again).toBe(true)
  const rows = await query(database.url, 'select n from written')
  const stored = new Set(rows.map(row => row.n))
  expect(acknowledged.filter(n => !stored.has(n))).toEqual([])
})

test('a server left by a killed process is taken over, not started twice', async () => {
  const dataFolder = copyOfSeed()
  const left = await startInChild(dataFolder)
  left.child.kill('SIGKILL')
  await once(left.child, 'exit')
  expect(isAlive(left.pid)).toBe(true)
  const database = await start(dataFolder)
  expect(database.pid).toBe(left.pid)
  expect(database.url).toBe(left.url)
  process.kill(left.pid, 'SIGKILL')
  expect(await until(() => database.pid !== left.pid, 20_000)).toBe(true)
  expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('when process and server were both killed, the next start recovers', async () => {
  const dataFolder = copyOfSeed()
  const left = await startInChild(dataFolder)
  await query(left.url, 'create table kept (n int); insert into kept values (7)')
  left.child.kill('SIGKILL')
  process.kill(left.pid, 'SIGKILL')
  await once(left.child, 'exit')
  expect(existsSync(join(clusterOf(dataFolder), 'postmaster.pid'))).toBe(true)
  const database = await start(dataFolder)
  expect(await query(database.url, 'select n from kept')).toEqual([{ n: 7 }])
})

test('a stale postmaster.pid with the id of a stranger does not stop the start', async () => {
  const dataFolder = copyOfSeed()
  const first = await start(dataFolder)
  await stop(first)
  const stranger = spawn('sleep', ['60'])
  children.push(stranger)
  const lines = [stranger.pid, clusterOf(dataFolder), 0, 1, '', '127.0.0.1', '', 'ready']
  writeFileSync(join(clusterOf(dataFolder), 'postmaster.pid'), `${lines.join('\n')}\n`)
  const second = await start(dataFolder)
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(isAlive(stranger.pid ?? 0)).toBe(true)
})

test('a creation that was cut off is begun again', async () => {
  const dataFolder = copyOfSeed()
  const first = await start(dataFolder)
  await stop(first)
  renameSync(clusterOf(dataFolder), `${clusterOf(dataFolder)}.new`)
  const second = await start(dataFolder)
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

function copyOfSeed(): string {
  const folder = newFolder()
  // cp keeps the owner of the files, who as root is another user.
  execFileSync('cp', ['-a', join(seed, 'database'), folder])
  return folder
}

function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-embedded-'))
  chmodSync(folder, mode)
  folders.push(folder)
  return folder
}

async function start(dataFolder: string): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataFolder, log, settings })
  running.push(database)
  return database
}

async function stop(database: EmbeddedDatabase): Promise<void> {
  running.splice(running.indexOf(database), 1)
  await database.stop()
}

function homeOf(dataFolder: string): string {
  const pointer = join(dataFolder, 'database.location')
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dataFolder, 'database')
}

function clusterOf(dataFolder: string): string {
  return join(homeOf(dataFolder), 'cluster')
}

async function startInChild(dataFolder: string): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const program = `
    import pino from 'pino'
    import { startEmbedded } from './platform/database/embedded.ts'
    const options = { dataFolder: ${JSON.stringify(dataFolder)}, log: pino({ level: 'silent' }), settings: ${JSON.stringify(settings)} }
    const database = await startEmbedded(options)
    console.log(JSON.stringify({ pid: database.pid, url: database.url }))`
  const node = join(projectFolder, 'node_modules', '.bin', 'node')
  const child = spawn(node, ['--input-type=module', '-e', program], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, ...(JSON.parse(line.toString()) as { pid: number; url: string }) }
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const result = await client.query(text)
    return result.rows as Record<string, unknown>[]
  } finally {
    await client.end().catch(() => {})
  }
}
