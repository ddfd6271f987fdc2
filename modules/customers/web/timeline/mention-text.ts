/** A person that a text names with @. */
export type Mention = { id: string; name: string }

/** The part after an @ that is being typed before the caret, or null. Names may hold two words. */
export function mentionAt(text: string, caret: number): { from: number; asked: string } | null {
  const before = text.slice(0, caret)
  const match = /(?:^|[\s(])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*)?)$/u.exec(before)
  if (!match) return null
  const asked = match[1] ?? ''
  return { from: caret - asked.length - 1, asked }
}

/** The text with the chosen name in place of what was typed after the @, and where the caret stands then. */
export function withMention(
  text: string,
  { from, to, name }: { from: number; to: number; name: string },
): { text: string; caret: number } {
  const start = `${text.slice(0, from)}@${name} `
  return { text: start + text.slice(to).replace(/^ /, ''), caret: start.length }
}

/** Ids of the chosen people whose names still stand in the text. */
export function mentionedIn(text: string, chosen: readonly Mention[]): string[] {
  return [...new Set(chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))]
}

/** A piece of a note: plain words, a person named with @, or a web address. */
export type Piece = { kind: 'words' | 'mention' | 'link'; text: string }

const marked = /(@\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+)?)|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/gu

/** Cuts a note into what is drawn differently. Only http and https become links. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(marked)) {
    if (match.index > from) pieces.push({ kind: 'words', text: text.slice(from, match.index) })
    pieces.push({ kind: match[1] ? 'mention' : 'link', text: match[0] })
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push({ kind: 'words', text: text.slice(from) })
  return pieces
}
