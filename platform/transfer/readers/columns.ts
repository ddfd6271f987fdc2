import { noted } from './problems.ts'
import type { ReadProblem } from './table.ts'

/** Names for `width` columns from raw header texts: cleaned, never empty, never twice; what was changed is a warning. */
export function nameColumns(
  header: (string | null)[],
  width: number,
): { columns: string[]; warnings: ReadProblem[] } {
  const columns: string[] = []
  const warnings: ReadProblem[] = []
  const taken = new Set<string>()
  for (let at = 0; at < width; at++) {
    const raw = cleanName(header[at] ?? '')
    const wanted = raw || `Column ${at + 1}`
    const name = freeName(wanted, taken)
    taken.add(name.toLowerCase())
    columns.push(name)
    if (raw && name !== wanted) {
      const message = `There are two columns named “${wanted}”; the one at position ${at + 1} is called “${name}” here.`
      warnings.push(
        noted('repeated-column', message, { column: name, params: { name: wanted, position: at + 1 } }),
      )
    } else if (!raw && header.length > 0) {
      const message = `The column at position ${at + 1} has no name in the header; it is called “${name}” here.`
      warnings.push(noted('unnamed-column', message, { column: name, params: { position: at + 1 } }))
    }
  }
  return { columns, warnings }
}

/** A header text on one line, without control characters and marks that nobody sees. */
function cleanName(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted} (${n})`
  return name
}
