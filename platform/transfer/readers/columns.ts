import { noted } from './problems.ts'
import type { ReadProblem } from './table.ts'

/** Names for `width` columns from raw header texts: cleaned, never empty, never twice; what was changed is a warning. */
export function nameColumns(
  header: (string | null)[],
  width: number,
): { columns: string[]; warnings: ReadProblem[] } {
  const columns: string[] = []
  const warnings: ReadProblem[] = []
  const taken = new Map<string, number>()
  for (let at = 0; at < width; at++) {
    const raw = cleanName(header[at] ?? '')
    const wanted = raw || `Column ${at + 1}`
    const name = freeName(wanted, taken)
    taken.set(name.toLowerCase(), 2)
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

/** `taken` has for each name the number to try next: thousands of columns may have the same title. */
function freeName(wanted: string, taken: Map<string, number>): string {
  let name = wanted
  let n = taken.get(wanted.toLowerCase()) ?? 2
  for (; taken.has(name.toLowerCase()); n++) name = `${wanted} (${n})`
  if (name !== wanted) taken.set(wanted.toLowerCase(), n)
  return name
}
