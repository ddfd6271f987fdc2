/** What was taken out of a cell because it cannot be stored or would deceive the eye. */
export type Cleaning = 'nul' | 'broken-character' | 'direction-override'

export type CleanText = { text: string; cleaned: Cleaning | null }

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const suspicious = /[\u0000\u202a-\u202e\ud800-\udfff]/
const ascii = /^[\u0001-\u007f]*$/

/**
 * Trims, composes (NFC), and takes out what PostgreSQL cannot store (NUL, lone surrogates become U+FFFD) and the
 * characters that turn the writing direction of their surroundings (U+202A to U+202E; marks such as U+200F stay).
 */
export function cleanText(cell: string): CleanText {
  if (ascii.test(cell)) return { text: cell.trim(), cleaned: null }
  if (!suspicious.test(cell)) return { text: cell.normalize('NFC').trim(), cleaned: null }
  let text = cell
  let cleaned: Cleaning | null = null
  if (text.includes('\0')) {
    text = text.replaceAll('\0', '')
    cleaned = 'nul'
  }
  if (!text.isWellFormed()) {
    text = text.toWellFormed()
    cleaned = 'broken-character'
  }
  if (/[\u202a-\u202e]/.test(text)) {
    text = text.replaceAll(/[\u202a-\u202e]/g, '')
    cleaned ??= 'direction-override'
  }
  return { text: text.normalize('NFC').trim(), cleaned }
}

/** Removes from a JSON-bound value what `jsonb` refuses: NUL and lone surrogates. */
export function storableText(text: string): string {
  if (!suspicious.test(text)) return text
  return text.replaceAll('\0', '�').toWellFormed()
}
