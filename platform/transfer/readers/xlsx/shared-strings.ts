import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Archive, inflate } from './archive.ts'
import { readWhole } from './xml.ts'
import { unescapeText } from './text.ts'

export type SharedStrings = { at(index: number): string | null; close(): void }

/** Characters kept in memory; the strings after that wait in a temporary file. */
const heldLength = 32 * 1024 ** 2

/** Reads the strings that cells point at; memory is bounded however many there are. `close` removes what was spilled. */
export async function readSharedStrings(archive: Archive, part: string | null): Promise<SharedStrings> {
  const held: string[] = []
  let length = 0
  let spill: Spill | null = null
  let text = ''
  let phonetic = 0
  let inText = false
  const listener = {
    open(name: string) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic++
      else if (name === 't') inText = phonetic === 0
    },
    text(piece: string) {
      if (inText) text += piece
    },
    close(name: string) {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic--
      if (name !== 'si') return
      const value = unescapeText(text)
      if (length + value.length <= heldLength && !spill) {
        held.push(value)
        length += value.length + 16
      } else (spill ??= openSpill()).add(value)
    },
  }
  try {
    if (part) await readWhole(inflate(archive, part), listener, archive.name)
  } catch (error) {
    closeSpill(spill)
    throw error
  }
  return {
    at: index => held[index] ?? spill?.at(index - held.length) ?? null,
    close: () => closeSpill(spill),
  }
}

type Spill = { add(value: string): void; at(index: number): string | null; close(): void }

function closeSpill(spill: Spill | null): void {
  spill?.close()
}

/** Strings in a file; their offsets in memory (8 bytes each). */
function openSpill(): Spill {
  const folder = mkdtempSync(join(tmpdir(), 'shared-strings-'))
  const file = openSync(join(folder, 'strings'), 'w+')
  let offsets = new Float64Array(65_536)
  let count = 0
  let end = 0
  let waiting: Buffer[] = []
  let waitingBytes = 0
  const flush = () => {
    if (waitingBytes > 0) writeSync(file, Buffer.concat(waiting), 0, waitingBytes, end - waitingBytes)
    waiting = []
    waitingBytes = 0
  }
  return {
    add(value) {
      const bytes = Buffer.from(value)
      if (count + 2 > offsets.length) {
        const larger = new Float64Array(offsets.length * 2)
        larger.set(offsets)
        offsets = larger
      }
      waiting.push(bytes)
      waitingBytes += bytes.length
      end += bytes.length
      offsets[++count] = end
      if (waitingBytes > 1_048_576) flush()
    },
    at(index) {
      if (index < 0 || index >= count) return null
      flush()
      const from = offsets[index] ?? 0
      const bytes = Buffer.alloc((offsets[index + 1] ?? 0) - from)
      readSync(file, bytes, 0, bytes.length, from)
      return bytes.toString()
    },
    close() {
      closeSync(file)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
