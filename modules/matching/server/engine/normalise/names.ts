import { doubleMetaphone } from 'double-metaphone'

/** Legal forms of companies, folded (ISO 20275 lists thousands; these are the ones written into names). */
const legalForms = new Set(
  `gmbh mbh ag kg kgaa ohg gbr ug ek eg ev se inc incorporated corp corporation co company ltd limited llc llp lp lllp plc
  pllc pc pty pte sa sas sarl srl sarlu spa snc sl slu sc bv nv vof cv oy oyj ab as asa aps ks hf ehf kft zrt doo dd
  sro spol oao ooo zao pao kk gk sdn bhd sae fze fzco gesmbh cie`.split(/\s+/),
)
const spelledForms = /\b(?:g m b h|l l c|l l p|l p|s a r l|s r l|s p a|s a s|b v|n v|s a|e k|e v|p c)\b/g
const joining = new Set(['and', 'und', 'et', 'y', 'e', 'the', 'of', 'für', 'fuer'])
const titles = new Set(
  'mr mrs ms miss mx dr prof herr frau hr fr mag ing dipl sir dame rev jr sr ii iii phd md mba'.split(' '),
)

/** Words of a company's name without legal forms and joining words; all words where nothing else is left. */
export function companyWords(folded: string): string[] {
  const all = folded.replaceAll(spelledForms, form => form.replaceAll(' ', '')).split(' ')
  const telling = all.filter(word => !legalForms.has(word) && !joining.has(word))
  return telling.length > 0 ? telling : all
}

/** Whether a folded name says by a legal form that it is a company's. */
export function hasLegalForm(folded: string): boolean {
  const words = folded.replaceAll(spelledForms, form => form.replaceAll(' ', '')).split(' ')
  return words.length > 1 && words.slice(1).some(word => word.length > 2 && legalForms.has(word))
}

/** A person's folded name without titles; all of it where nothing else is left. */
export function withoutTitles(folded: string): string {
  if (!folded.includes(' ')) return folded
  const rest = folded.split(' ').filter(word => !titles.has(word))
  return rest.length > 0 ? rest.join(' ') : folded
}

/** Given and family name from one folded line; “Family, Given” is known by the comma in `raw`. */
export function takeApart(raw: string, folded: string): { given: string | null; family: string | null } {
  const words = withoutTitles(folded).split(' ')
  if (words.length < 2) return { given: null, family: words[0] ?? null }
  if (/^[^,]+,[^,]+$/.test(raw.trim())) {
    const before = raw.split(',', 1)[0]?.trim().split(/\s+/).length ?? 1
    return { given: words.slice(before).join(' ') || null, family: words.slice(0, before).join(' ') }
  }
  return { given: words.slice(0, -1).join(' '), family: words.at(-1) ?? null }
}

const sounds = new Map<string, string | null>()

/** How a folded name sounds (Double Metaphone, Philips 2000); null for what has no letters. */
export function soundOf(name: string): string | null {
  const known = sounds.get(name)
  if (known !== undefined) return known
  // Names repeat: a cache of bounded size saves most of the work of a million records.
  if (sounds.size >= 50_000) sounds.clear()
  const sound = doubleMetaphone(name)[0] || null
  sounds.set(name, sound)
  return sound
}
