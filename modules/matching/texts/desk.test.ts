import { expect, test } from 'vitest'
import { flatten } from '../../../platform/i18n/texts.ts'
import { missingTexts } from '../../../platform/i18n/index.ts'
import { matchingContract } from '../contract.ts'
import { defaultModel, vetoNames } from '../server/engine/index.ts'
import { matchingTexts } from './index.ts'

const known = new Set(flatten(matchingTexts.en).map(([key]) => key))

test('every language has every text', () => {
  expect(missingTexts(matchingTexts)).toEqual([])
})

test('every refusal of the module and every act has words', () => {
  const needed = Object.values(matchingContract).flatMap(endpoint => [
    ...('errors' in endpoint
      ? endpoint.errors.filter(code => code.startsWith('matching.')).map(code => `errors.${code}`)
      : []),
    ...('act' in endpoint ? [endpoint.act] : []),
  ])
  expect(needed.length).toBeGreaterThan(6)
  expect(needed.filter(key => !known.has(key))).toEqual([])
})

test('everything the engine compares, how it comes out, and what forbids a link has a name', () => {
  const levels = defaultModel.comparisons.flatMap(comparison => comparison.levels.map(({ name }) => name))
  const needed = [
    ...defaultModel.comparisons.map(({ name }) => `matching.field.${name}`),
    ...levels.filter(name => name !== 'same').map(name => `matching.level.${name}`),
    ...vetoNames.map(name => `matching.veto.${name}`),
  ]
  expect([...new Set(needed)].filter(key => !known.has(key))).toEqual([])
})
