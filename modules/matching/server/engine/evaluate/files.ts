import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { openTable } from '../../../../../platform/transfer/readers/reader.ts'
import type { Table } from '../../../../../platform/transfer/readers/table.ts'

/** A file with records or answers, CSV of any dialect, XLSX or vCard, packed with gzip or not. */
export type OpenFile = { table: Table; close: () => Promise<void> }

/**
 * Opens a file by its content; a gzip archive is unpacked beside the system's temporary files until `close`. `name` is what
 * refusals call it.
 */
export async function openFile(path: string, name: string = basename(path)): Promise<OpenFile> {
  if (!(await isPacked(path))) return { table: await openSeparated(path, name), close: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'tessera-unpacked-'))
  const close = () => rm(folder, { recursive: true, force: true })
  try {
    const plain = join(folder, name.replace(/\.gz$/, ''))
    await pipeline(createReadStream(path), createGunzip(), createWriteStream(plain))
    return { table: await openSeparated(plain, name), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Characters that research data is separated by and that no spreadsheet writes. */
const unusual = ['%', '^', '~', '¦'] as const

async function openSeparated(path: string, name: string): Promise<Table> {
  const file = await open(path)
  const { buffer, bytesRead } = await file
    .read(Buffer.alloc(16_384), 0, 16_384, 0)
    .finally(() => file.close())
  const lines = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/).slice(0, 20)
  if (bytesRead === buffer.length) lines.pop()
  const counts = (mark: string) =>
    new Set(lines.filter(line => line !== '').map(line => line.split(mark).length))
  const delimiter = unusual.find(mark => counts(mark).size === 1 && !counts(mark).has(1))
  return openTable(path, { name, ...(delimiter ? { dialect: { delimiter } } : {}) })
}

async function isPacked(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}
