import { expect, test } from 'vitest'
import { marked } from './marked.ts'

test.each([
  ['kari@gmial.com', 'kari@gmail.com', ['kari@gm', 'ia', 'l.com']],
  ['Nordlys as', 'Nordlys AS', ['Nordlys ', 'as', '']],
  ['aa', 'aaa', ['aa', '', '']],
  ['aaa', 'aa', ['aa', 'a', '']],
  ['', 'x', ['', '', '']],
  ['GUNN VIK', 'Gunn Vik', ['', 'GUNN VIK', '']],
])('“%s” beside “%s” is cut at what differs', (value, other, [start, middle, end]) => {
  expect(marked(value, other)).toEqual({ start, middle, end })
})
