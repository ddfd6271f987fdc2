/** Names of regions that the browser knows and that are no countries: unions, the world, fallbacks. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

/** The countries by ISO 3166 code, in the order of their names in a language. */
export function countriesIn(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const found = new Map<string, string>()
  for (const code of letters.flatMap(first => letters.map(second => first + second))) {
    const label = noCountries.has(code) ? undefined : names.of(code)
    // Codes of former states are named like what became of them; the first one found is enough.
    if (
      label &&
      Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}` &&
      ![...found.values()].includes(label)
    )
      found.set(code, label)
  }
  return [...found]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale))
}
