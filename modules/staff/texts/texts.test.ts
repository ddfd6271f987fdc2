import { expect, test } from 'vitest'
import { missingTexts } from '../../../platform/i18n/index.ts'
import { flatten } from '../../../platform/i18n/texts.ts'
import { staffContract } from '../contract.ts'
import { staffTexts } from './index.ts'

test('every language has every text', () => {
  expect(missingTexts(staffTexts)).toEqual([])
})

test('every refusal that an endpoint declares and every act has words', () => {
  const known = new Set(flatten(staffTexts.en).map(([key]) => key))
  const needed = Object.values(staffContract).flatMap(endpoint => [
    ...('errors' in endpoint ? endpoint.errors.map(code => `errors.${code}`) : []),
    ...('act' in endpoint ? [endpoint.act] : []),
  ])
  expect(needed.filter(key => !known.has(key))).toEqual([])
})
