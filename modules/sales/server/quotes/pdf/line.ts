import bidiFactory from 'bidi-js'

const bidi = bidiFactory()
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A part of a line that one face sets in one direction, in the form that the typesetter takes. */
export type Piece = { text: string; face: string; right: boolean }

type Faces = {
  direction: 'ltr' | 'rtl'
  /** Names of faces in the order in which they are tried. */
  faces: readonly string[]
  has: (face: string, code: number) => boolean
}

type Cell = { text: string; face: string; right: boolean }

const arabic = /\p{Script=Arabic}/u

/**
 * A line of text as the pieces that stand beside each other from left to right (Unicode bidirectional algorithm, UAX 9). Joined
 * letters stay together in one piece, as they are read: the typesetter turns Arabic round itself, and joins it.
 */
export function piecesOf(line: string, { direction, faces, has }: Faces): Piece[] {
  // Signs that say nothing but a direction would only show as boxes; the order of the letters follows from the letters.
  const text = line.replaceAll(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
  // On a page that is read from the right, a line without any letter of its script keeps its own order, its full stop at its end.
  const levels = bidi.getEmbeddingLevels(text, arabic.test(text) ? direction : 'ltr')
  const cells: Cell[] = []
  const place = new Map<number, number>()
  for (const { segment, index } of letters.segment(text)) {
    const right = (levels.levels[index] ?? 0) % 2 === 1
    const face = faceOf(segment, { faces, has, last: cells.at(-1)?.face })
    for (let i = 0; i < segment.length; i++) place.set(index + i, cells.length)
    cells.push({ text: segment, face, right })
  }
  const order = bidi.getReorderedIndices(text, levels, 0, text.length - 1)
  const visual = [...new Set(order.map(index => place.get(index) as number))]
  return joined(visual, cells)
}

/** Neighbours that were neighbours in reading too, with one face and direction, are one piece. */
function joined(visual: readonly number[], cells: readonly Cell[]): Piece[] {
  const pieces: { cells: number[]; face: string; right: boolean }[] = []
  for (const n of visual) {
    const cell = cells[n] as Cell
    const last = pieces.at(-1)
    const step = cell.right ? -1 : 1
    if (last && last.face === cell.face && last.right === cell.right && last.cells.at(-1) === n - step)
      last.cells.push(n)
    else pieces.push({ cells: [n], face: cell.face, right: cell.right })
  }
  return pieces.map(({ cells: places, face, right }) => {
    const seen = places.map(n => {
      const { text } = cells[n] as Cell
      return right ? (bidi.getMirroredCharacter(text) ?? text) : text
    })
    const turned = right && seen.some(text => arabic.test(text))
    return { text: (turned ? seen.toReversed() : seen).join(''), face, right }
  })
}

/** The face before it where that has the letter, so that words are not torn; else the first that has. */
function faceOf(
  letter: string,
  { faces, has, last }: Pick<Faces, 'faces' | 'has'> & { last: string | undefined },
): string {
  const code = letter.codePointAt(0) ?? 32
  if (last && has(last, code)) return last
  return faces.find(face => has(face, code)) ?? faces[0] ?? ''
}

/**
 * Breaks text into lines that are not wider than `most`, at spaces, and within a word that is too long by itself. Words are
 * measured one by one: a long text costs what its words cost.
 */
export function broken(text: string, most: number, width: (word: string) => number): string[] {
  const space = width(' ')
  return text.split(/\r\n|\r|\n/).flatMap(paragraph => {
    const lines: string[] = []
    let line = ''
    let wide = 0
    for (const word of paragraph
      .split(/\s+/)
      .filter(Boolean)
      .flatMap(one => cut(one, most, width))) {
      const own = width(word)
      if (line !== '' && wide + space + own > most) {
        lines.push(line)
        line = ''
      }
      wide = line === '' ? own : wide + space + own
      line = line === '' ? word : `${line} ${word}`
    }
    return [...lines, line]
  })
}

function cut(word: string, most: number, width: (part: string) => number): string[] {
  if (width(word) <= most) return [word]
  const parts: string[] = []
  let part = ''
  let wide = 0
  for (const { segment } of letters.segment(word)) {
    const own = width(segment)
    if (part !== '' && wide + own > most) {
      parts.push(part)
      part = ''
      wide = 0
    }
    part += segment
    wide += own
  }
  return [...parts, part]
}
