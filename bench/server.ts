import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFolder } from '../platform/config.ts'

export type ServerProcess = { address: URL; pid: number; stop: () => Promise<void> }

/** The environment of one data folder; nothing of the caller's own Tessera slips in. */
export function environmentOf(dataFolder: string, port: number): NodeJS.ProcessEnv {
  const {
    DATABASE_URL: _url,
    DATABASE_DIRECT_URL: _direct,
    DATABASE_REPLICA_URL: _replica,
    ...rest
  } = process.env
  return {
    ...rest,
    TESSERA_DATA: dataFolder,
    TESSERA_DEMO: '0',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  }
}

/** How a server is started; `networks` are those of its own that it may connect to. */
export type Launch = { role?: 'all' | 'web'; networks?: string }

/** Starts the product as a user would, in one process of its own, and waits until it is ready. */
export async function startServer(
  dataFolder: string,
  { role = 'all', networks }: Launch = {},
): Promise<ServerProcess> {
  // With the memory that the launcher gives every program of ours.
  const options = process.execArgv.filter(option => option.startsWith('--max-semi-space-size'))
  const launched = await launch(dataFolder, {
    role,
    options,
    stdio: ['ignore', 'ignore', 'inherit'],
    ...(networks ? { networks } : {}),
  })
  await launched.untilReady()
  return { address: launched.address, pid: launched.child.pid as number, stop: launched.stop }
}

/** A process of the product that was started and may not be ready yet. */
export type Launched = {
  child: ChildProcess
  address: URL
  untilReady: () => Promise<void>
  stop: () => Promise<void>
}

/** Starts one process of the product on a data folder, with options of Node besides. */
export async function launch(
  dataFolder: string,
  { role, networks, options, stdio }: LaunchOptions,
): Promise<Launched> {
  const port = await freePort()
  const child = spawn(process.execPath, [...options, 'app/main.ts', '--role', role], {
    cwd: projectFolder,
    env: { ...environmentOf(dataFolder, port), ...(networks ? { TESSERA_OUTBOUND: networks } : {}) },
    stdio,
  })
  const address = new URL(`http://127.0.0.1:${port}`)
  return { child, address, untilReady: () => untilReady(child, address), stop: () => end(child) }
}

type LaunchOptions = {
  role: 'all' | 'web' | 'worker'
  networks?: string
  options: readonly string[]
  stdio: StdioOptions
}

/** Makes an API key with the command line and answers its secret. */
export function createKey(dataFolder: string, port: number, role: string): Promise<string> {
  return lastLineOf(['key', 'create', '--name', `bench ${Date.now()}`, '--role', role], { dataFolder, port })
}

/** Invites an administrator with the command line and answers the link. */
export function invitationTo(dataFolder: string, port: number): Promise<string> {
  const email = `bench-${Date.now()}@firm.example`
  return lastLineOf(['user', 'invite', '--email', email, '--role', 'administrator'], { dataFolder, port })
}

async function lastLineOf(
  command: readonly string[],
  { dataFolder, port }: { dataFolder: string; port: number },
): Promise<string> {
  const child = spawn(process.execPath, ['app/cli.ts', ...command], {
    cwd: projectFolder,
    env: environmentOf(dataFolder, port),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise(done => child.once('close', done))
  const last = told.trim().split('\n').at(-1) ?? ''
  if (code !== 0 || last === '')
    throw new Error(`“${command.slice(0, 2).join(' ')}” ended with code ${String(code)}.`)
  return last
}

async function untilReady(child: ChildProcess, address: URL): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
    try {
      if ((await fetch(new URL('/health/ready', address))).ok) return
    } catch {
      // Not listening yet.
    }
    await sleep(100)
  }
  await end(child)
  throw new Error('The server was not ready within a minute.')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise(done => child.once('close', done))
  child.kill('SIGINT')
  await ended
}

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => done(port))
    })
  })
}
