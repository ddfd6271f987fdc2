/**
 * Common given and family names of many languages, in their own script. Each is a fact; the combinations are drawn,
 * so nobody is meant. In scripts other than Latin each name stands with its usual Latin spelling: `native|latin`.
 */
export type NameStock = {
  language: string
  script: 'Latin' | 'Cyrillic' | 'Greek' | 'Arabic' | 'Devanagari' | 'Han' | 'Kana'
  country: string
  women: readonly Name[]
  men: readonly Name[]
  families: readonly Name[]
  /** Beginnings, middles and ends from which further family names are built. */
  syllables: readonly [readonly string[], readonly string[], readonly string[]]
  familyFirst?: true
  /** Written without a space between the two. */
  joined?: true
}

export type Name = { native: string; latin: string }

/** Reads `native|latin` entries separated by spaces (`_` stands for a space inside one). */
export const names = (text: string): Name[] =>
  text.split(' ').map(word => {
    const [native = word, latin = native] = word.split('|')
    return { native: native.replaceAll('_', ' '), latin: latin.replaceAll('_', ' ') }
  })
/** Reads name parts separated by spaces (`-` = nothing). */
export const parts = (text: string): string[] => text.split(' ').map(part => (part === '-' ? '' : part))

/** A person's full name as it is written in the stock's language. */
export function fullName(stock: NameStock, given: string, family: string): string {
  if (!stock.familyFirst) return `${given} ${family}`
  return stock.joined ? `${family}${given}` : `${family} ${given}`
}
