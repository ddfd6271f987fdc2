import { constants } from 'node:fs'
import { lstat, open, readdir, realpath, rename } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { CallFailed, type FailureKind } from '../failures.ts'
import type { Found, Store } from './store.ts'

/** A folder of this machine; `folder` is told from `root` and may not lead out of it, by `..` or by a link. */
export function folderStore(root: string, folder: string): Store {
  const home = (below = '') => homeIn(root, folder, below)
  const place = async (path: string) => {
    const below = dirname(path)
    return join(await home(below === '.' ? '' : below), path.slice(path.lastIndexOf('/') + 1))
  }
  return {
    isCoarse: false,
    list: (below, isWanted) =>
      told(below || folder, async () => {
        const path = await home(below)
        const names = (await readdir(path)).filter(isWanted)
        const found = await Promise.all(names.map(name => foundAt(join(path, name), name)))
        return found.filter(each => each !== null)
      }),
    look: path => told(path, async () => foundAt(await place(path), path)),
    read: path => blocksOf(path, () => told(path, async () => openToRead(await place(path), path))),
    put: (path, content) =>
      told(path, async () => {
        const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants
        const file = await open(await place(path), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
        try {
          await file.writeFile(content)
          await file.sync()
        } finally {
          await file.close()
        }
      }),
    rename: (from, to) => told(to, async () => rename(await place(from), await place(to))),
    checks: () =>
      told(folder, async () => {
        await home()
        return [{ code: 'folder-reached', level: 'right', params: { folder } }]
      }),
    close: () => Promise.resolve(),
  }
}

/** Looked up anew each time: somebody may put a link there meanwhile. */
async function homeIn(root: string, folder: string, below: string): Promise<string> {
  const top = await realpath(root)
  const own = await realpath(resolve(top, folder))
  if (own !== top && !own.startsWith(top.endsWith(sep) ? top : top + sep))
    throw new CallFailed('denied', `The folder “${folder}” is not below the one that is open to connections.`)
  const path = join(own, below)
  if (below !== '' && (await realpath(path)) !== path)
    throw new CallFailed('denied', `The folder “${below}” is a link.`)
  return path
}

async function foundAt(path: string, name: string): Promise<Found | null> {
  const stat = await lstat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!stat?.isFile()) return null
  return { name, size: Number(stat.size), stamp: `${stat.ino}-${stat.size}-${stat.mtimeNs}-${stat.ctimeNs}` }
}

/** Without following a link, and without waiting for the other end of a pipe that was put in the file's place. */
async function openToRead(path: string, name: string) {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw new CallFailed('broken-answer', `“${name}” is no file.`)
}

const blockSize = 262_144

async function* blocksOf(path: string, opened: () => ReturnType<typeof open>): AsyncGenerator<Buffer> {
  const file = await opened()
  try {
    for (;;) {
      const block = Buffer.allocUnsafe(blockSize)
      const { bytesRead } = await told(path, () => file.read(block, 0, blockSize, null))
      if (bytesRead === 0) return
      yield block.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

const kinds: Readonly<Record<string, FailureKind>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ELOOP: 'denied',
}

async function told<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CallFailed) throw error
    const { code = '', message } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'it is not there' : code || message
    throw new CallFailed(kinds[code] ?? 'unreachable', `“${path}” cannot be reached: ${why}.`, {
      cause: error,
    })
  }
}
