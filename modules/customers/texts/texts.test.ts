import { expect, test } from 'vitest'
import { missingTexts } from '../../../platform/i18n/index.ts'
import { flatten } from '../../../platform/i18n/texts.ts'
import { customersContract } from '../contract.ts'
import { customer, task } from '../entities.ts'
import { customersTexts } from './index.ts'

const known = new Set(flatten(customersTexts.en).map(([key]) => key))

test('every language has every text', () => {
  expect(missingTexts(customersTexts)).toEqual([])
})

test('every refusal that an endpoint declares and every act has words', () => {
  const needed = Object.values(customersContract).flatMap(endpoint => [
    ...('errors' in endpoint ? endpoint.errors.map(code => `errors.${code}`) : []),
    ...('act' in endpoint ? [endpoint.act] : []),
  ])
  expect(needed.filter(key => !known.has(key))).toEqual([])
})

test('every field and every choice of our records has a name', () => {
  const needed = [customer, task].flatMap(entity =>
    entity.fields.flatMap(field => [
      `entity.${entity.name}.${field.key}`,
      ...(field.choices ?? []).map(choice => `entity.${entity.name}.${field.key}.${choice.value}`),
    ]),
  )
  expect(needed.filter(key => !known.has(key))).toEqual([])
})
