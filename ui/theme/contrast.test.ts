/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('roles.css', import.meta.url), 'utf8')

type Roles = Record<string, string>

function rolesOf(scheme: 'light' | 'dark'): Roles {
  const start = css.indexOf(`[data-mantine-color-scheme='${scheme}']`)
  const block = css.slice(css.indexOf('{', start), css.indexOf('}', start))
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(m => [m[1] ?? '', m[2] ?? '']),
  )
}

/** WCAG 2.2 relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

const grounds = ['ground', 'surface', 'raised', 'sunken', 'hover']
const textPairs = [
  ...grounds.flatMap(ground => ['text', 'soft', 'muted', 'accent-text'].map(text => [text, ground])),
  ...['text', 'soft', 'muted', 'accent-text'].flatMap(text => [
    [text, 'accent-soft'],
    [text, 'accent-faint'],
  ]),
  ...['amber', 'red', 'blue', 'violet'].flatMap(tone => [
    [`${tone}-text`, `${tone}-soft`],
    [`${tone}-text`, 'surface'],
    [`${tone}-text`, 'ground'],
  ]),
  ['neutral-text', 'neutral-soft'],
  ['text', 'pressed'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['inverse-text', 'inverse'],
  ['inverse-text', 'inverse-raised'],
  ['inverse-muted', 'inverse'],
] as [string, string][]
const markPairs = ['surface', 'ground'].flatMap(ground =>
  ['focus', 'control-line', 'amber', 'red', 'accent'].map(mark => [mark, ground]),
) as [string, string][]

for (const scheme of ['light', 'dark'] as const) {
  const roles = rolesOf(scheme)
  const failing = (pairs: [string, string][], least: number) =>
    pairs
      .map(
        ([front, back]) =>
          [front, back, contrast(roles[front] ?? '#000000', roles[back] ?? '#000000')] as const,
      )
      .filter(([, , ratio]) => ratio < least)
      .map(([front, back, ratio]) => `${front} on ${back}: ${ratio.toFixed(2)}`)

  test(`every text is readable on its ground (4.5:1) in the ${scheme} theme`, () => {
    expect(failing(textPairs, 4.5)).toEqual([])
  })

  test(`marks, borders of controls and the focus ring are visible (3:1) in the ${scheme} theme`, () => {
    expect(failing(markPairs, 3)).toEqual([])
  })
}

test('both themes have the same roles', () => {
  expect(Object.keys(rolesOf('dark')).toSorted()).toEqual(Object.keys(rolesOf('light')).toSorted())
})
