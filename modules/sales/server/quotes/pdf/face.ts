/** A font as pdfkit has opened it; it has no public way to ask whether a font has a letter. */
export type Face = { font: { hasGlyphForCodePoint: (code: number) => boolean } }

/** The face that is chosen now. */
export function faceOf(pdf: PDFKit.PDFDocument): Face {
  return (pdf as unknown as { _font: Face })._font
}
