import type { LookupFunction } from 'node:net'
import { posix } from 'node:path'
import { CallFailed } from '../failures.ts'
import type { Settings } from '../port.ts'
import type { Found, Store } from './store.ts'
import { sftpLine, type Sftp } from './sftp-line.ts'

type Stat = { size: number; mtime: number; isFile: () => boolean }
type Entry = { filename: string; attrs: Stat }

/** Bytes asked for at once, which every server gives, and how many such questions are under way at most. */
const blockSize = 32_768
const mostQuestions = 16

/** A folder of an SFTP server. */
export function sftpStore(settings: Settings, lookup?: LookupFunction): Store {
  const line = sftpLine(settings, lookup)
  const home = String(settings.folder || '.')
  const at = (path: string) => posix.join(home, path)
  const foundAt = async (path: string): Promise<Found | null> => {
    const stat = await line.ask<Stat>((sftp, done) => sftp.lstat(at(path), done)).catch(absent)
    return stat?.isFile() ? found(path, stat) : null
  }
  return {
    isCoarse: true,
    list: async (below, isWanted) => {
      const entries = await line
        .ask<Entry[]>((sftp, done) => sftp.readdir(at(below), done))
        .catch(naming(at(below)))
      return entries
        .filter(({ filename, attrs }) => attrs.isFile() && isWanted(filename))
        .map(({ filename, attrs }) => found(filename, attrs))
    },
    look: foundAt,
    read: path => blocksOf(line, at(path)),
    put: (path, content) => putFile(line, at(path), content),
    // The plain rename of SFTP is not one step everywhere and fails where the name is taken.
    rename: (from, to) =>
      line
        .ask<void>((sftp, done) => sftp.ext_openssh_rename(at(from), at(to), done))
        .catch(async error => {
          unknownHere(error)
          await line.ask<void>((sftp, done) => sftp.rename(at(from), at(to), done))
        }),
    checks: async () => {
      const stranger = await line.hostKeyFinding()
      if (stranger) return [stranger]
      const entries = await line.ask<Entry[]>((sftp, done) => sftp.readdir(home, done)).catch(absent)
      const params = { folder: home }
      return [
        entries
          ? { code: 'folder-reached', level: 'right', params }
          : { code: 'folder-missing', level: 'wrong', params },
      ]
    },
    close: async () => line.close(),
  }
}

async function putFile(line: Line, path: string, content: Buffer): Promise<void> {
  const handle = await line.ask<Buffer>((sftp, done) => sftp.open(path, 'w', done)).catch(naming(path))
  try {
    for (let from = 0; from < content.length; from += blockSize) {
      const length = Math.min(blockSize, content.length - from)
      await line.ask<void>((sftp, done) => sftp.write(handle, content, from, length, from, done))
    }
    await line.ask<void>((sftp, done) => sftp.ext_openssh_fsync(handle, done)).catch(unknownHere)
  } finally {
    await line.ask<void>((sftp, done) => sftp.close(handle, done))
  }
}

function found(name: string, { size, mtime }: { size: number; mtime: number }): Found {
  return { name, size, stamp: `${size}-${mtime}` }
}

const isAbsent = (error: unknown) => (error as { cause?: { code?: unknown } }).cause?.code === 2

/** Servers do not say what is not there. */
const naming = (path: string) => (error: unknown) => {
  throw isAbsent(error) ? new CallFailed('unreachable', `“${path}” is not there.`, { cause: error }) : error
}

function absent(error: unknown): null {
  if (isAbsent(error)) return null
  throw error
}

/** An extension that the server does not know: the library throws at once, or the server says so (code 8). */
function unknownHere(error: unknown): void {
  const { cause } = error as { cause?: { code?: unknown; message?: string } }
  if (cause?.code === 8 || /does not support this extended request/i.test(cause?.message ?? '')) return
  throw error
}

type Line = ReturnType<typeof sftpLine>

/** Asks for the next blocks before those before have come, or each would cost the way there and back. */
async function* blocksOf(line: Line, path: string): AsyncGenerator<Buffer> {
  const handle = await line.ask<Buffer>((sftp, done) => sftp.open(path, 'r', done)).catch(naming(path))
  const coming: Promise<Buffer>[] = []
  let next = 0
  // A small file is one question.
  let questions = 1
  try {
    for (;;) {
      while (coming.length < questions) {
        const block = blockAt(line, handle, next)
        // Whoever stops reading leaves those that are under way.
        block.catch(() => {})
        coming.push(block)
        next += blockSize
      }
      const block = (await coming.shift()) as Buffer
      if (block.length > 0) yield block
      if (block.length < blockSize) return
      questions = Math.min(mostQuestions, questions * 2)
    }
  } finally {
    await line.ask<void>((sftp, done) => sftp.close(handle, done)).catch(() => {})
  }
}

/** One whole block; a shorter one is the end of the file. */
async function blockAt(line: Line, handle: Buffer, position: number): Promise<Buffer> {
  const block = Buffer.allocUnsafe(blockSize)
  let filled = 0
  while (filled < blockSize) {
    const read = await line.ask<number>((sftp, done) =>
      readAt(sftp, { handle, block, filled, position: position + filled }, done),
    )
    if (read === 0) break
    filled += read
  }
  return block.subarray(0, filled)
}

type Asked = { handle: Buffer; block: Buffer; filled: number; position: number }

function readAt(
  sftp: Sftp,
  { handle, block, filled, position }: Asked,
  done: (error: Error | undefined, read: number) => void,
): void {
  sftp.read(handle, block, filled, blockSize - filled, position, (error, bytes) => {
    // The end of the file is told as an error by some servers.
    if ((error as { code?: unknown } | undefined)?.code === 1) done(undefined, 0)
    else done(error, bytes)
  })
}
