import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Logger } from 'pino'
import { type Account, accountForRoot, canEnter, runsAsRoot } from './account.ts'

/**
 * Where the embedded database lives. `home` belongs to us, `cluster` inside it to PostgreSQL; `account` is null
 * when the server runs under our own user id.
 */
export type Place = { home: string; cluster: string; account: Account | null; copyFolder: string }

/** Where root puts databases whose data folder the account of the database cannot enter. */
const sharedFolder = '/var/lib/tessera'

/**
 * Decides where the database of a data folder lives, and makes the folders: `<data>/database`, or, when we are root and
 * the account of the database cannot enter the data folder, a folder below /var/lib/tessera, which the file
 * `<data>/database.location` then names. docs/adr/0003-embedded-database.md gives the reasons.
 */
export function placeDatabase(dataFolder: string, log: Logger): Place {
  mkdirSync(dataFolder, { recursive: true })
  const data = realpathSync(dataFolder)
  const home = knownHome(data) ?? newHome(data, log)
  const cluster = join(home, 'cluster')
  const account = accountOf(cluster)
  if (account && !canEnter(home, account)) throw new Error(notEnterable(home, account))
  return { home, cluster, account, copyFolder: account ? sharedFolder : home }
}

function knownHome(data: string): string | null {
  const pointer = join(data, 'database.location')
  if (!existsSync(pointer)) return existsSync(join(data, 'database')) ? join(data, 'database') : null
  const home = readFileSync(pointer, 'utf8').trim()
  if (!existsSync(home)) {
    throw new Error(
      `The database folder ${home}, named in ${pointer}, does not exist. Put it back or restore a backup; ` +
        'to start with an empty database instead, delete that file.',
    )
  }
  return home
}

function newHome(data: string, log: Logger): string {
  const inside = join(data, 'database')
  if (!runsAsRoot || canEnter(data, accountForRoot())) {
    mkdirSync(inside, { recursive: true, mode: 0o711 })
    return inside
  }
  for (const left of leftovers()) {
    log.warn(
      { folder: left },
      'The data folder of this database is gone. Remove the folder if it is not needed.',
    )
  }
  const home = join(sharedFolder, `${basename(dirname(data))}-${randomBytes(4).toString('hex')}`)
  mkdirSync(home, { recursive: true, mode: 0o711 })
  writeFileSync(join(home, 'belongs-to'), `${data}\n`, { mode: 0o600 })
  writeFileSync(join(data, 'database.location'), `${home}\n`)
  log.info({ folder: home }, 'The database lives outside the data folder, which its user may not enter.')
  return home
}

function leftovers(): string[] {
  if (!existsSync(sharedFolder)) return []
  return readdirSync(sharedFolder)
    .map(name => join(sharedFolder, name))
    .filter(home => {
      const note = join(home, 'belongs-to')
      if (!existsSync(note)) return false
      const pointer = join(readFileSync(note, 'utf8').trim(), 'database.location')
      return !existsSync(pointer) || readFileSync(pointer, 'utf8').trim() !== home
    })
}

function accountOf(cluster: string): Account | null {
  if (!existsSync(cluster)) return runsAsRoot ? accountForRoot() : null
  // The owner of the files stays the owner, whoever starts Tessera.
  const { uid, gid } = statSync(cluster)
  if (uid === process.getuid?.()) return null
  if (runsAsRoot) return { uid, gid, name: String(uid) }
  throw new Error(
    `The database in ${cluster} belongs to user id ${uid}. Start Tessera as that user (or as root), ` +
      'or choose another data folder with TESSERA_DATA.',
  )
}

/** Gives a file or folder to the account of the database. */
export function giveTo(path: string, account: Account | null): void {
  if (account) chownSync(path, account.uid, account.gid)
}

function notEnterable(home: string, account: Account): string {
  return (
    `The database in ${home} runs under the user “${account.name}”, who may not enter that folder. Allow it ` +
    '(chmod o+x on the folder and those above it), or move the data folder to where that user may enter.'
  )
}
