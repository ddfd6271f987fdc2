import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from './fold.ts'

/** Longer than what is folded letter by letter. */
const padding = ' z'.repeat(100)
const slowly = (text: string) => fold(`${text}${padding}`)?.slice(0, -padding.length) || null

test('every letter of Latin-1, alone and between others, is folded as in a long text', () => {
  for (let code = 0; code < 0x100; code++) {
    const letter = String.fromCharCode(code)
    for (const text of [`b${letter}c`, `${letter}c`, `b ${letter} c`, `b${letter}${letter}`]) {
      expect([text, fold(text)]).toEqual([text, slowly(text)?.trim() || null])
    }
  }
})

test('any text is folded alike, short or long', () => {
  const letter = fc.constantFrom(..."aZ9 '-.|ßÄöéÆ¼ĀЖ李\u0301\u00a0".split(''))
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 20 }), text => {
      expect(fold(text)).toBe(slowly(text)?.trim() || null)
    }),
  )
})
