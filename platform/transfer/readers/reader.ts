import { open, stat } from 'node:fs/promises'
import { openCsv } from './csv/open.ts'
import { unreadable } from './problems.ts'
import { sniff } from './sniff.ts'
import type { OpenOptions, Table } from './table.ts'
import { openVcard } from './vcard/open.ts'
import { openXlsx } from './xlsx/open.ts'

const headBytes = 262_144

/**
 * Opens a file a person dropped (CSV of any dialect, XLSX, vCard) by looking at its content, and tells its columns.
 * Throws `Invalid` (field `file`, code `transfer.…`) when it is no such file, `TooMuch` when it is larger inside than we
 * take. Memory stays constant whatever the size; the rows come from `rows()`.
 */
export async function openTable(path: string, options: OpenOptions): Promise<Table> {
  const head = await readHead(path)
  const { name } = options
  if (head.length === 0) throw unreadable('empty-file', `“${name}” is empty.`, { name })
  const { kind, is } = sniff(head)
  if (kind === 'csv') return openCsv(path, head, options)
  if (kind === 'vcard') return openVcard(path, head, options)
  if (kind === 'xlsx') return openXlsx(path, options)
  if (kind === 'ole') throw refuseOle(head, name)
  throw unreadable('not-a-table', `“${name}” is ${is}. A CSV, XLSX or vCard file can be read.`, { name, is })
}

/** Encrypted workbooks are wrapped in the same container as the spreadsheets of before 2007. */
function refuseOle(head: Buffer, name: string) {
  if (
    head.includes(Buffer.from('EncryptedPackage', 'utf16le')) ||
    head.includes(Buffer.from('EncryptionInfo', 'utf16le'))
  ) {
    const message = `“${name}” is protected by a password. Remove the password in the spreadsheet program and save it again.`
    return unreadable('encrypted', message, { name })
  }
  const message = `“${name}” is in the old XLS format. Open it in a spreadsheet program and save it as XLSX.`
  return unreadable('old-xls', message, { name })
}

async function readHead(path: string): Promise<Buffer> {
  const { size } = await stat(path)
  const file = await open(path)
  try {
    const head = Buffer.alloc(Math.min(headBytes, size))
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
