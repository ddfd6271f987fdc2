/**
 * Jaro-Winkler similarity, 0 to 1 (Winkler 1990): the very numbers of DuckDB's `jaro_winkler_similarity`, which gives the
 * bonus for a common beginning (at most four letters, a tenth each) only above 0.7.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1
  const jaro = jaroSimilarity(a, b)
  if (jaro <= 0.7) return jaro
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroSimilarity(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return 0
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const takenA = new Uint8Array(a.length)
  const takenB = new Uint8Array(b.length)
  let same = 0
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (takenB[j] || a.charCodeAt(i) !== b.charCodeAt(j)) continue
      takenA[i] = takenB[j] = 1
      same++
      break
    }
  }
  if (same === 0) return 0
  let moved = 0
  let j = 0
  for (let i = 0; i < a.length; i++) {
    if (!takenA[i]) continue
    while (!takenB[j]) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j++)) moved++
  }
  return (same / a.length + same / b.length + (same - Math.floor(moved / 2)) / same) / 3
}

/** Fewest insertions, deletions and replacements that make one text of the other (Levenshtein 1966). */
export function levenshtein(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (before[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1)
      row.push(Math.min(replaced, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    before = row
  }
  return before[b.length] ?? 0
}

/** How many words two sets have in common. */
export function sharedWords(a: readonly string[], b: readonly string[]): number {
  const words = new Set(a)
  return b.filter(word => words.has(word)).length
}
