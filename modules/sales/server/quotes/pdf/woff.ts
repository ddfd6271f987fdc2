import { inflateSync } from 'node:zlib'

/** Bytes of a WOFF header, of one entry in its table of tables, of an OpenType header, and of one entry there. */
const [head, entry, plainHead, plainEntry] = [44, 20, 12, 16]

/**
 * A WOFF 1.0 file (W3C Recommendation of 2012, sections 3 to 5) as the OpenType font that is packed in it. The typesetter can
 * read WOFF itself, but unpacks a table again for each letter: eight seconds for a page instead of a fraction of one.
 */
export function unpacked(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('This is no WOFF 1.0 font.')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, n) => {
    const at = head + n * entry
    const [offset, packed, length] = [4, 8, 12].map(place => woff.readUInt32BE(at + place)) as [
      number,
      number,
      number,
    ]
    const bytes = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.readUInt32BE(at + 16),
      bytes: packed < length ? inflateSync(bytes) : bytes,
    }
  })
  const directory = Buffer.alloc(plainHead + count * plainEntry)
  woff.copy(directory, 0, 4, 8)
  directory.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  directory.writeUInt16BE(2 ** power * 16, 6)
  directory.writeUInt16BE(power, 8)
  directory.writeUInt16BE(count * 16 - 2 ** power * 16, 10)
  const parts: Buffer[] = [directory]
  let place = directory.length
  for (const [n, { tag, checksum, bytes }] of tables.entries()) {
    const at = plainHead + n * plainEntry
    tag.copy(directory, at)
    directory.writeUInt32BE(checksum, at + 4)
    directory.writeUInt32BE(place, at + 8)
    directory.writeUInt32BE(bytes.length, at + 12)
    const rest = (4 - (bytes.length % 4)) % 4
    parts.push(bytes, Buffer.alloc(rest))
    place += bytes.length + rest
  }
  return Buffer.concat(parts)
}
