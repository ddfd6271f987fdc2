import type { Role } from './roles.ts'

const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Thai',
] as const
const patterns = scripts.map(script => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const)
const nameRoles: readonly Role[] = ['givenName', 'familyName', 'fullName', 'name']

/** The script that a name is written in. */
export function scriptOf(name: string): string {
  if (/^[a-z]/i.test(name)) return 'Latin'
  return patterns.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other'
}

/** Tells the groups of a row by which errors are reported apart: the script of its name, and the gender where it is known. */
export function labelsBy(
  columns: readonly string[],
  roleOf: Readonly<Record<string, Role>>,
): (cells: readonly (string | null)[]) => string[] {
  const at = (roles: readonly Role[]) =>
    columns.flatMap((column, place) => (roles.includes(roleOf[column] ?? 'ignore') ? place : []))
  const [names, genders] = [at(nameRoles), at(['gender'])]
  // A million rows have a handful of different labels.
  const known = new Map<string, string[]>()
  const scripted = new Map<string, string[]>()
  return cells => {
    let name = ''
    for (const place of names) name += cells[place] ?? ''
    const script = name === '' ? '' : scriptOf(name)
    if (genders.length === 0 && script !== '') {
      const same = scripted.get(script) ?? [`name in ${script}`]
      scripted.set(script, same)
      return same
    }
    const labels = script === '' ? [] : [`name in ${script}`]
    for (const place of genders) if (cells[place]) labels.push(`gender ${cells[place].trim().toLowerCase()}`)
    const key = labels.join('|')
    const same = known.get(key) ?? labels
    known.set(key, same)
    return same
  }
}
