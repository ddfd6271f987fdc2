import { createHash } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { broken } from './broken.ts'
import type { Found, Reach } from './store.ts'

/** A copy on our disk of one version of a file. */
export type Copy = {
  path: string
  name: string
  hash: string
  endsWithLine: boolean
  remove: () => Promise<void>
}

/**
 * A folder of this process for copies and sorted records, which nobody else may enter. Sorted files have no name, so that
 * nothing of them stays when the process is killed.
 */
export function workshop() {
  let folder: Promise<string> | null = null
  let count = 0
  const newPath = async () => {
    folder ??= mkdtemp(join(tmpdir(), 'tessera-files-'))
    return join(await folder, String(++count))
  }
  return {
    /** An empty file without a name; closing it is the end of it. */
    namelessFile: async (): Promise<FileHandle> => {
      const path = await newPath()
      const file = await open(path, 'wx+', 0o600)
      await unlink(path)
      return file
    },
    /** Copies a file, or its first bytes. Fails when it is changed meanwhile: then it is none of its versions. */
    copy: async (reach: Reach, found: Found, most = Number.POSITIVE_INFINITY): Promise<Copy> => {
      const path = await newPath()
      const remove = () => rm(path, { force: true })
      try {
        const { hash, end, size } = await written(reach.read(found.name), path, most)
        const now = await reach.look(found.name)
        if (now?.stamp !== found.stamp || (size < most && size !== found.size))
          throw broken(found.name, null, 'It was changed while it was read.')
        return { path, name: found.name, hash, endsWithLine: end.includes(10) || end.includes(13), remove }
      } catch (error) {
        await remove()
        throw error
      }
    },
    close: async () => {
      if (folder) await rm(await folder, { recursive: true, force: true })
    },
  }
}

export type Workshop = ReturnType<typeof workshop>

async function written(blocks: AsyncIterable<Buffer>, path: string, most: number) {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let end: Buffer = Buffer.alloc(0)
  let size = 0
  try {
    for await (const block of blocks) {
      hash.update(block)
      await file.appendFile(block)
      size += block.length
      // A line end takes up to four bytes.
      end = Buffer.concat([end, block.subarray(-4)]).subarray(-4)
      if (size >= most) break
    }
  } finally {
    await file.close()
  }
  return { hash: hash.digest('base64url'), end, size }
}
