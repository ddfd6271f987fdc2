import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** Keys of 32 bytes, the newest first. Older ones only open what was sealed before they were replaced. */
export type KeyRing = {
  /** Where the keys are, for people. */
  place: string
  /** Every key there is now; an empty list where none was ever made. */
  all: () => readonly Buffer[]
  /** The key to seal under; makes the first one where the ring makes its keys itself. */
  newest: () => Buffer
  /** Changing the keys; null where somebody else holds them. */
  change: KeyChange | null
}

/** `add` puts a new key before the others; `keepOnly` forgets all but these. Whoever changes keys must be alone. */
export type KeyChange = { add: () => void; keepOnly: (keys: readonly Buffer[]) => void }

/** The keys for secrets cannot be read. */
export class WrongKeys extends Error {
  override readonly name = 'WrongKeys'
}

const keyBytes = 32

/** Name of the file in the data folder that holds the keys; no backup takes it along. */
export const keyFileName = 'secrets.key'

/** The keys of an installation: those it was given, or those in a file of its data folder. */
export function keyRing({
  dataFolder,
  secretKeys,
}: {
  dataFolder: string
  secretKeys: readonly string[] | null
}): KeyRing {
  return secretKeys ? givenKeys(secretKeys) : keysInFile(join(dataFolder, keyFileName))
}

/** A ring of keys in base64, the newest first; throws `WrongKeys` where one is not 32 bytes. */
export function givenKeys(texts: readonly string[]): KeyRing {
  const keys = texts.map(text => keyOf(text, 'TESSERA_SECRET_KEYS'))
  const [newest] = keys
  if (!newest) throw new WrongKeys('TESSERA_SECRET_KEYS holds no key.')
  return { place: 'TESSERA_SECRET_KEYS', all: () => keys, newest: () => newest, change: null }
}

/**
 * The ring in a file that only the owner of the process can read; made with a first key when it is needed. It is read at each use,
 * so that a change of keys reaches every process on this folder at once.
 */
export function keysInFile(path: string): KeyRing {
  const all = () => (existsSync(path) ? read(path) : [])
  const newest = () => {
    const [first] = all()
    if (first) return first
    makeFirst(path)
    return read(path)[0] as Buffer
  }
  const change = {
    add: () => replace(path, [randomBytes(keyBytes), ...all()]),
    keepOnly: (keys: readonly Buffer[]) => replace(path, keys),
  }
  return { place: path, all, newest, change }
}

function read(path: string): Buffer[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  // Making a new key in its place would leave nobody a sign that something was lost.
  if (lines.length === 0) throw new WrongKeys(`${path} is empty; put the file back from its safe place.`)
  return lines.map(line => keyOf(line, path))
}

/** Whether a text is a key: 32 bytes in base64. */
export function isKey(text: string): boolean {
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
}

function keyOf(text: string, place: string): Buffer {
  if (!isKey(text.trim())) throw new WrongKeys(`A key in ${place} is not 32 bytes in base64.`)
  return Buffer.from(text.trim(), 'base64')
}

/** A link is made only where nothing is: of two processes that begin at once one makes the key, and both use it. */
function makeFirst(path: string): void {
  const draft = write(path, [randomBytes(keyBytes)])
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}

/** In one step: a process that dies here leaves the old file or the new one. */
function replace(path: string, keys: readonly Buffer[]): void {
  renameSync(write(path, keys), path)
}

/** A file beside the place, on the disk before it gets its name. */
function write(path: string, keys: readonly Buffer[]): string {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, `${keys.map(key => key.toString('base64')).join('\n')}\n`)
    // The superuser may run a command; the server must be able to read what it leaves.
    const owner = statSync(existsSync(path) ? path : dirname(path))
    if (process.getuid?.() === 0) fchownSync(file, owner.uid, owner.gid)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return draft
}
