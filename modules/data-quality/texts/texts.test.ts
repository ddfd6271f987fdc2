import { expect, test } from 'vitest'
import type { Contract } from '../../../platform/contract/endpoint.ts'
import { missingTexts } from '../../../platform/i18n/index.ts'
import { flatten } from '../../../platform/i18n/texts.ts'
import { customersTexts } from '../../customers/texts/index.ts'
import { dataQualityContract } from '../contract.ts'
import { dataQualityTexts } from './index.ts'

/** A link of records is refused and told in the words of the module that makes it. */
const known = new Set([dataQualityTexts, customersTexts].flatMap(({ en }) => flatten(en).map(([key]) => key)))

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
