import anyAscii from 'any-ascii'

const plain = /^[\x20-\x7e]*$/
const done = /^[a-z0-9]+(?: [a-z0-9]+)*$/
const german: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

const known = new Map<string, string | null>()

/**
 * One spelling for what people read as the same: lower case, Latin letters and digits, single spaces; null when nothing
 * is left. Other scripts are transliterated, German umlauts are written out, as those without the keys do.
 */
export function fold(text: string | null | undefined): string | null {
  if (!text) return null
  const before = known.get(text)
  if (before !== undefined) return before
  const folded = foldAnew(text)
  // Names and places repeat: a cache of bounded size saves most of the work of a million records.
  if (text.length <= 40) {
    if (known.size >= 50_000) known.clear()
    known.set(text, folded)
  }
  return folded
}

function foldAnew(text: string): string | null {
  let latin = text.toLowerCase()
  if (done.test(latin)) return latin
  if (!plain.test(latin)) {
    latin = anyAscii(latin.normalize('NFC').replaceAll(/[äöüß]/g, letter => german[letter] ?? letter))
    latin = latin.toLowerCase()
  }
  const folded = latin
    .replaceAll("'", '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
  return folded === '' ? null : folded
}

/** What people write where they know nothing; it is no evidence. */
const fillers = new Set(
  'unknown|none|null|na|n a|nan|unbekannt|keine|xxx|xx|tbd|anonymous|no name|undefined|not available|not known'.split(
    '|',
  ),
)

/** `fold`, but a filler such as “unknown” or “n/a” is nothing. */
export function foldKnown(text: string | null | undefined): string | null {
  const folded = fold(text)
  return folded === null || fillers.has(folded) ? null : folded
}
