import { expect, test } from 'vitest'
import type { Contract } from '../../../platform/contract/endpoint.ts'
import { missingTexts } from '../../../platform/i18n/index.ts'
import { flatten } from '../../../platform/i18n/texts.ts'
import { dataQualityContract } from '../contract.ts'
import { dataQualityTexts } from './index.ts'

const known = new Set(flatten(dataQualityTexts.en).map(([key]) => key))

test('every language has every text', () => {
  expect(missingTexts(dataQualityTexts)).toEqual([])
})

test('every refusal that an endpoint declares and every act has words', () => {
  const endpoints: Contract = dataQualityContract
  const needed = Object.values(endpoints).flatMap(({ errors = [], act }) => [
    ...errors.map(code => `errors.${code}`),
    ...(act ? [act] : []),
  ])
  expect(needed.filter(key => !known.has(key))).toEqual([])
})
