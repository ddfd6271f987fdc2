import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { inflationRatioFreeBytes, maxArchiveEntries, maxInflatedBytes, maxInflationRatio } from '../limits.ts'
import { tooLarge, unreadable } from '../problems.ts'

export type Archive = { zip: ZipFile; parts: Map<string, Entry>; name: string }

/** Opens a ZIP and lists its parts by name; names that lead out of it are left out. Close with `closeArchive`. */
export async function openArchive(path: string, name: string): Promise<Archive> {
  const zip = await openZip(path, name)
  const parts = new Map<string, Entry>()
  try {
    await listParts(zip, parts)
  } catch (error) {
    zip.close()
    if (error instanceof Error && !('status' in error)) throw damaged(name, error)
    throw error
  }
  return { zip, parts, name }
}

export function closeArchive(archive: Archive): void {
  archive.zip.close()
}

function openZip(path: string, name: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true }
    yauzl.open(path, options, (error, zip) => (error ? reject(damaged(name, error)) : resolve(zip)))
  })
}

function listParts(zip: ZipFile, parts: Map<string, Entry>): Promise<void> {
  return new Promise((resolve, reject) => {
    if (zip.entryCount > maxArchiveEntries) {
      reject(tooMany(zip.entryCount))
      return
    }
    let seen = 0
    zip.on('error', reject)
    zip.on('end', () => resolve())
    zip.on('entry', (entry: Entry) => {
      if (++seen > maxArchiveEntries) return reject(tooMany(seen))
      const part = String(entry.fileName).replaceAll('\\', '/')
      if (!part.startsWith('/') && !part.split('/').includes('..')) parts.set(part.toLowerCase(), entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

function tooMany(found: number) {
  const message = `The file holds ${found} parts; at most ${maxArchiveEntries} are taken.`
  return tooLarge('too-many-parts', message, { found, limit: maxArchiveEntries })
}

/** The bytes of a part as a stream that stops before a small file becomes a huge one. Null: there is no such part. */
export async function* inflate(archive: Archive, part: string): AsyncGenerator<Buffer> {
  const entry = archive.parts.get(part.toLowerCase())
  if (!entry) return
  if (entry.isEncrypted()) {
    const message = `“${archive.name}” is protected by a password. Remove the password and save it again.`
    throw unreadable('encrypted', message, { name: archive.name })
  }
  if (entry.uncompressedSize > maxInflatedBytes) throw bomb(archive.name, entry.uncompressedSize)
  const stream = await openPart(archive, entry)
  let total = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      total += chunk.length
      const swollen = total > inflationRatioFreeBytes && total > entry.compressedSize * maxInflationRatio
      if (swollen || total > maxInflatedBytes) throw bomb(archive.name, total)
      yield chunk
    }
  } catch (error) {
    throw error instanceof Error && !('status' in error) ? damaged(archive.name, error) : error
  } finally {
    stream.destroy()
  }
}

function openPart(archive: Archive, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    archive.zip.openReadStream(entry, (error, stream) =>
      error ? reject(damaged(archive.name, error)) : resolve(stream as Readable),
    )
  })
}

function bomb(name: string, bytes: number) {
  const message = `“${name}” unpacks to more than we take. Save the sheet you need as CSV and try again.`
  return tooLarge('inflates-too-far', message, {
    name,
    bytes,
    limit: maxInflatedBytes,
    ratio: maxInflationRatio,
  })
}

function damaged(name: string, cause: Error) {
  const message = `“${name}” is damaged or not a workbook (${cause.message}). Open it in a spreadsheet program and save it again.`
  return unreadable('damaged-workbook', message, { name, cause: cause.message })
}
