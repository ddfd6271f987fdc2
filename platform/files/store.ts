import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileTypeFromBuffer } from 'file-type'
import { TooMuch } from '../errors.ts'
import { newId } from '../ids.ts'

/** A file that lies in the store, not yet known to the database. */
export type StoredFile = {
  id: string
  key: string
  name: string
  size: number
  sha256: Buffer
  mediaType: string
}

/** Uploaded and generated files, kept in the data folder by the id of their database row. */
export type FileStore = {
  save: (content: Readable, options: { name: string; maxBytes?: number }) => Promise<StoredFile>
  path: (key: string) => string
  read: (key: string) => Readable
  remove: (key: string) => Promise<void>
  /** A folder of this name beside the store, in the data folder. */
  beside: (name: string) => string
}

/** Opens the store below a folder. Names people give never become paths. */
export function fileStore(folder: string): FileStore {
  const path = (key: string) => {
    if (!/^[0-9a-f]{2}\/[0-9a-f-]{36}$/.test(key)) throw new Error('This is no key of the file store.')
    return join(folder, key)
  }
  return {
    path,
    beside: name => join(dirname(folder), name),
    read: key => createReadStream(path(key)),
    remove: key => rm(path(key), { force: true }),
    async save(content, { name, maxBytes }) {
      const id = newId()
      const key = `${id.slice(-2)}/${id}`
      const target = path(key)
      const partial = `${target}.part`
      await mkdir(dirname(target), { recursive: true })
      const meter = measuring(maxBytes)
      try {
        await pipeline(content, meter.stream, createWriteStream(partial, { mode: 0o600 }))
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
      await rename(partial, target)
      return {
        id,
        key,
        name: cleanName(name),
        size: meter.size(),
        sha256: meter.digest(),
        mediaType: await sniff(target),
      }
    },
  }
}

/** The refusal of a file with more bytes than are taken. */
export function fileTooLarge(limit: number): TooMuch {
  const megabytes = Math.round(limit / 1_048_576)
  const text = `The file is larger than ${megabytes} MB.`
  return new TooMuch(413, 'platform.file-too-large', text, { limit, megabytes })
}

function measuring(maxBytes: number | undefined) {
  const hash = createHash('sha256')
  let size = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (maxBytes !== undefined && size > maxBytes) {
        done(fileTooLarge(maxBytes))
        return
      }
      hash.update(chunk)
      done(null, chunk)
    },
  })
  return { stream, size: () => size, digest: () => hash.digest() }
}

/** The last part of the name, without control and direction characters, at most 200 characters. */
export function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return (
    last
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, 200) || 'file'
  )
}

/** The media type by content; the sender's word and the name's ending prove nothing. */
async function sniff(path: string): Promise<string> {
  const file = await open(path)
  try {
    const start = Buffer.alloc(4100)
    const { bytesRead } = await file.read(start, 0, start.length, 0)
    const found = await fileTypeFromBuffer(start.subarray(0, bytesRead))
    return (
      found?.mime ?? (start.subarray(0, bytesRead).includes(0) ? 'application/octet-stream' : 'text/plain')
    )
  } finally {
    await file.close()
  }
}
