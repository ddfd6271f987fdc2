import { isAscii, isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import iconv from 'iconv-lite'
import { cutTail, decodeMixed } from './encoding.ts'

/** A stretch of decoded text. `suspect`: its bytes were not valid in the file's encoding and were read as well as possible. */
export type Stretch = { text: string; suspect: boolean }

const blockSize = 262_144

/** Reads a file as text in stretches of about 256 kB; never fails on bad bytes. */
export async function* decodeFile(
  path: string,
  how: { encoding: string; skip: number },
): AsyncGenerator<Stretch> {
  const bytes = createReadStream(path, { start: how.skip, highWaterMark: blockSize })
  if (how.encoding === 'utf-8') yield* decodeUtf8(bytes)
  else yield* decodeOther(bytes, how.encoding)
}

async function* decodeUtf8(blocks: AsyncIterable<Buffer>): AsyncGenerator<Stretch> {
  let carried: Buffer = Buffer.alloc(0)
  for await (const block of blocks) {
    const joined = carried.length > 0 ? Buffer.concat([carried, block]) : block
    const tail = cutTail(joined)
    carried = joined.subarray(joined.length - tail)
    yield* utf8Stretches(joined.subarray(0, joined.length - tail))
  }
  if (carried.length > 0) yield* utf8Stretches(carried)
}

function* utf8Stretches(bytes: Buffer): Generator<Stretch> {
  if (isAscii(bytes)) yield { text: bytes.toString('latin1'), suspect: false }
  else if (isUtf8(bytes)) yield { text: bytes.toString('utf8'), suspect: false }
  else yield* lineByLine(bytes)
}

/** Sound lines are joined again; each unsound one is a stretch of its own, so that only its row is marked. */
function* lineByLine(bytes: Buffer): Generator<Stretch> {
  let soundFrom = 0
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from)
    const next = end < 0 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(from, next))) {
      if (from > soundFrom) yield { text: bytes.toString('utf8', soundFrom, from), suspect: false }
      yield { text: decodeMixed(bytes.subarray(from, next)), suspect: true }
      soundFrom = next
    }
    from = next
  }
  if (soundFrom < bytes.length) yield { text: bytes.toString('utf8', soundFrom), suspect: false }
}

async function* decodeOther(blocks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Stretch> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false })
  for await (const block of blocks) yield { text: decoder.write(block), suspect: false }
  const rest = decoder.end()
  if (rest) yield { text: rest, suspect: false }
}
