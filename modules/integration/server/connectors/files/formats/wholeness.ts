import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import {
  cutTail,
  detectEncoding,
  type Encoding,
} from '../../../../../../platform/transfer/readers/encoding.ts'
import { broken } from '../broken.ts'
import type { Copy } from '../workshop.ts'

const headSize = 65_536

/** The first bytes of a copy. */
export async function headOf({ path }: Copy): Promise<Buffer> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(headSize)
    const { bytesRead } = await file.read(head, 0, headSize, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/**
 * Fails where the head of a file contradicts the encoding that was told: a mark of another one, or letters that are UTF-8
 * and would be read as two signs each. Answers the encoding and how many bytes its mark takes.
 */
export async function assertEncoding(copy: Copy, told: string | undefined): Promise<Encoding> {
  const head = await headOf(copy)
  const found = detectEncoding(head)
  if (told === undefined || sameEncoding(told, found.encoding)) return found
  const hasLetters = head.some(byte => byte >= 0x80)
  const isSurelyUtf8 = hasLetters && isUtf8(head.subarray(0, head.length - cutTail(head)))
  if (found.bom || (isSurelyUtf8 && /^(windows|iso|latin|cp|mac|koi8)/i.test(told)))
    throw broken(copy.name, 1, `It is written in ${found.encoding}, not in ${told} as the settings say.`)
  return { encoding: told.toLowerCase().replace(/^utf8$/, 'utf-8'), bom: false, skip: 0 }
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
const sameEncoding = (a: string, b: string) => plain(a) === plain(b)

/** A file of lines that ends within one was perhaps cut off there, and nobody could tell by its cells. */
export function assertWholeEnd(copy: Copy, { openEnd }: { openEnd: boolean }): void {
  if (openEnd || copy.endsWithLine) return
  const advice = 'If all its files end so, say “openEnd”: true for this object.'
  throw broken(copy.name, null, `Its last line has no end, so it may have been cut off. ${advice}`)
}
