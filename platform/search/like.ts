/** A `like` pattern for text that begins with, or contains, what was typed; its own wildcards are taken literally. */
export function likePattern(typed: string, inside: boolean): string {
  const literal = typed.replaceAll(/[\\%_]/g, '\\$&')
  return inside ? `%${literal}%` : `${literal}%`
}
