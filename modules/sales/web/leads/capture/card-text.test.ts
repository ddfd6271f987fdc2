import { expect, test } from 'vitest'
import { withoutPictures } from './card-text.ts'

const folded = (name: string) => `${name};ENCODING=b;TYPE=JPEG:${'QUJD'.repeat(10)}\r\n QUJDREVG\r\n R0hJ\r\n`
const rest = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mia Holm\r\nNOTE:PHOTO: to come\r\n'
const end = 'TEL:+46 8 123 456 78\r\nEND:VCARD\r\n'

test('of a card pictures, sounds and keys are left out, over all their lines, and nothing else', () => {
  const card = `${rest}${folded('PHOTO')}${folded('item1.LOGO')}${folded('sound')}${end}`
  expect(withoutPictures(card)).toBe(rest + end)
})

test('what is no card stays as it is, though it speaks of a photo', () => {
  const text = 'Mia Holm\nPHOTO: see my mail'
  expect(withoutPictures(text)).toBe(text)
})
