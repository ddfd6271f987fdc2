import { expect, test } from 'vitest'
import { mentionAt, mentionedIn, piecesOf, withMention } from './mention-text.ts'

test('what is typed after an @ asks for a colleague, in any script', () => {
  expect(mentionAt('Ask @Ing', 8)).toEqual({ from: 4, asked: 'Ing' })
  expect(mentionAt('@ليلى كر', 8)).toEqual({ from: 0, asked: 'ليلى كر' })
  expect(mentionAt('@', 1)).toEqual({ from: 0, asked: '' })
})

test('an e-mail address asks for nobody', () => {
  expect(mentionAt('post@example', 12)).toBeNull()
})

test('the chosen name takes the place of what was typed, and the caret stands behind it', () => {
  const done = withMention('Ask @In now', { from: 4, to: 7, name: 'Ingrid Halvorsen' })
  expect(done).toEqual({ text: 'Ask @Ingrid Halvorsen now', caret: 22 })
})

test('only people whose names are still in the text are told', () => {
  const chosen = [
    { id: '1', name: 'Ola Nygaard' },
    { id: '2', name: 'Sari Lahtinen' },
    { id: '1', name: 'Ola Nygaard' },
  ]
  expect(mentionedIn('Thanks @Ola Nygaard', chosen)).toEqual(['1'])
})

test('a note is cut into words, names and addresses without losing a character', () => {
  const text = 'Hi @Ola Nygaard, see https://example.org/a?b=1. Bye'
  const pieces = piecesOf(text)
  expect(pieces.map(piece => piece.text).join('')).toBe(text)
  expect(pieces.filter(piece => piece.kind === 'link').map(piece => piece.text)).toEqual([
    'https://example.org/a?b=1',
  ])
  expect(pieces.filter(piece => piece.kind === 'mention').map(piece => piece.text)).toEqual(['@Ola Nygaard'])
})

test('a script address does not become a link', () => {
  expect(piecesOf('javascript:alert(1)')).toEqual([{ kind: 'words', text: 'javascript:alert(1)' }])
})
