import type { MatchRecord } from './record.ts'

/** A record of which only some things are known. */
export function someone(id: string, known: Partial<MatchRecord> = {}): MatchRecord {
  return { id, kind: 'person', ...known }
}

/** Records in chunks, as a source gives them. */
export async function* inChunks(
  records: readonly MatchRecord[],
  size = 2000,
): AsyncGenerator<readonly MatchRecord[]> {
  for (let at = 0; at < records.length; at += size) yield records.slice(at, at + size)
}

/** The same on side 0, as `load` reads it. */
export async function* onOneSide(
  records: readonly MatchRecord[],
): AsyncGenerator<{ side: 0; records: readonly MatchRecord[] }> {
  for await (const chunk of inChunks(records)) yield { side: 0, records: chunk }
}
