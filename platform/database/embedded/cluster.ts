import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { giveTo, type Place } from './place.ts'

/** How to reach the embedded server; kept beside the cluster, readable by its owner only. */
export type Access = { user: string; password: string; database: string; port: number; version: string }

const run = promisify(execFile)

/** Creates the cluster unless it exists. A creation that was cut off leaves nothing that looks complete. */
export async function ensureCluster(place: Place, binaries: Binaries, flags: string[] = []): Promise<Access> {
  if (existsSync(place.cluster)) return checkedAccess(place, binaries)
  const access: Access = {
    user: 'tessera',
    password: randomBytes(24).toString('base64url'),
    database: 'tessera',
    port: await freePort(),
    version: binaries.version,
  }
  const draft = `${place.cluster}.new`
  const passwordFile = join(place.home, 'password.new')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  giveTo(draft, place.account)
  writeFileSync(passwordFile, access.password, { mode: 0o600 })
  giveTo(passwordFile, place.account)
  try {
    await initialise({ binaries, folder: draft, passwordFile, account: place.account, flags })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  appendFileSync(join(draft, 'postgresql.conf'), "\ninclude_if_exists = 'tessera.conf'\n")
  writeAccess(place, access)
  renameSync(draft, place.cluster)
  return access
}

/** Reads how to reach the server, or null when the cluster was never created. */
export function readAccess(place: Place): Access | null {
  const path = join(place.home, 'connection.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Access) : null
}

export function writeAccess(place: Place, access: Access): void {
  const path = join(place.home, 'connection.json')
  writeFileSync(`${path}.new`, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** The address of a database on the embedded server. */
export function urlOf(access: Access, database = access.database): string {
  return `postgres://${access.user}:${access.password}@127.0.0.1:${access.port}/${database}`
}

/** A TCP port of the loopback address that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

function checkedAccess(place: Place, binaries: Binaries): Access {
  const access = readAccess(place)
  if (!access)
    throw new Error(
      `${place.home} holds a database but no connection.json with its password. Restore a backup.`,
    )
  const made = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim()
  const major = binaries.version.split('.')[0]
  if (made !== major) {
    throw new Error(
      `The database in ${place.cluster} was made by PostgreSQL ${made}, this version of Tessera brings ${major}. ` +
        'Make a backup with the version that made it, then restore it with this one.',
    )
  }
  return access
}

type Initialisation = {
  binaries: Binaries
  folder: string
  passwordFile: string
  account: Account | null
  flags: string[]
}

async function initialise(options: Initialisation): Promise<void> {
  const { binaries, folder, passwordFile, account } = options
  // Sorting and case by the built-in C.UTF-8 provider: fast and the same on every machine. LC_CTYPE must still be
  // a UTF-8 locale of the system: pg_trgm asks the C library which characters are letters, and under plain C no
  // letter beyond ASCII is one.
  const problems: string[] = []
  for (const characters of ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'UTF-8', 'C']) {
    const args = [
      `--pgdata=${folder}`,
      '--username=tessera',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--lc-collate=C',
      `--lc-ctype=${characters}`,
      '--lc-messages=C',
      '--data-checksums',
      '--no-instructions',
      ...options.flags,
    ]
    try {
      await run(binaries.initdb, args, {
        cwd: '/',
        env: { PATH: process.env.PATH, LC_ALL: '' },
        ...ids(account),
      })
      return
    } catch (error) {
      const { stderr } = error as { stderr?: string }
      problems.push(stderr?.trim() || String(error))
      if (!/locale/i.test(stderr ?? '')) break
    }
  }
  throw new Error(`The embedded database could not be created in ${folder}: ${problems.at(-1)}`)
}

/** Options for a child process that must run under the account of the database. */
export function ids(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}
