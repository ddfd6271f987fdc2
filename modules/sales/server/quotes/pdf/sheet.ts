import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Pdf from 'pdfkit'
import { type Face, faceOf } from './face.ts'
import { type Piece, piecesOf } from './line.ts'
import { unpacked } from './woff.ts'

const packages = createRequire(import.meta.url)
const opened = new Map<string, Buffer>()

/** The bytes of a font, read once in a process. */
function bytesOf(name: string): Buffer {
  const font = opened.get(name) ?? unpacked(readFileSync(packages.resolve(`@fontsource/${name}.woff`)))
  opened.set(name, font)
  return font
}

/** In the order in which they are tried for a letter; Arabic first where it is written from the right. */
const families = {
  latin: 'noto-sans/files/noto-sans-latin',
  'latin-ext': 'noto-sans/files/noto-sans-latin-ext',
  arabic: 'noto-sans-arabic/files/noto-sans-arabic-arabic',
  greek: 'noto-sans/files/noto-sans-greek',
  cyrillic: 'noto-sans/files/noto-sans-cyrillic',
  'cyrillic-ext': 'noto-sans/files/noto-sans-cyrillic-ext',
  vietnamese: 'noto-sans/files/noto-sans-vietnamese',
} as const
const weights = { normal: '400-normal', bold: '700-normal' } as const

export type Weight = keyof typeof weights
export type Style = { size: number; weight: Weight; color?: string }
type Direction = 'ltr' | 'rtl'

/** Whole text in one pass: pdfkit would set word by word, from the left, also what is read from the right. */
const whole = { features: [] as PDFKit.Mixins.OpenTypeFeatures[], lineBreak: false }

/** Points of A4. */
export const paper = { width: 595.28, height: 841.89 }

/** A document of A4 pages on which lines of text in any script are set by hand; `done` gives its bytes. */
export type Sheet = {
  direction: Direction
  pdf: PDFKit.PDFDocument
  width: (text: string, style: Style) => number
  /** Sets one line with its baseline at `y`; `x` is its left end, or its right where `end` says so. */
  set: (text: string, at: { x: number; y: number; end?: boolean }, style: Style) => void
  done: () => Promise<Buffer>
}

/** Opens a document; `made` and the title are what it says of itself. */
export function sheet(about: { title: string; language: string; made: Date; direction: Direction }): Sheet {
  const pdf = new Pdf({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    lang: about.language,
    displayTitle: true,
    info: { Title: about.title, CreationDate: about.made, ModDate: about.made },
  })
  const bytes: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => bytes.push(chunk))
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject))
  const names = Object.keys(families)
  const order = about.direction === 'rtl' ? ['arabic', ...names.filter(name => name !== 'arabic')] : names
  const faces = facesOf(pdf)
  const has = (name: string, code: number) => faces(name).font.hasGlyphForCodePoint(code)
  const pieces = (text: string) => piecesOf(text, { direction: about.direction, faces: order, has })
  const choose = (piece: Piece, { size, weight }: Style) => pdf.font(`${piece.face} ${weight}`).fontSize(size)
  const measured = (text: string, style: Style) =>
    pieces(text).map(piece => ({ piece, wide: choose(piece, style).widthOfString(piece.text, whole) }))
  const widths = new Map<string, number>()
  const width = (text: string, style: Style) => {
    const key = `${style.weight} ${style.size} ${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    const wide = measured(text, style).reduce((all, one) => all + one.wide, 0)
    widths.set(key, wide)
    return wide
  }
  return {
    direction: about.direction,
    pdf,
    width,
    set(text, { x, y, end = false }, style) {
      const all = measured(text, style)
      let left = end ? x - all.reduce((sum, { wide }) => sum + wide, 0) : x
      for (const { piece, wide } of all) {
        choose(piece, style).fillColor(style.color ?? '#111111')
        pdf.text(piece.text, left, y, { ...whole, baseline: 'alphabetic' })
        left += wide
      }
    },
    async done() {
      pdf.end()
      await ended
      return Buffer.concat(bytes)
    },
  }
}

/** Registers the fonts; answers the opened face of a family, in its normal weight. */
function facesOf(pdf: PDFKit.PDFDocument): (name: string) => Face {
  for (const [name, path] of Object.entries(families))
    for (const [weight, suffix] of Object.entries(weights))
      pdf.registerFont(`${name} ${weight}`, bytesOf(`${path}-${suffix}`))
  const known = new Map<string, Face>()
  return name => {
    const there = known.get(name)
    if (there) return there
    const face = faceOf(pdf.font(`${name} normal`))
    known.set(name, face)
    return face
  }
}
