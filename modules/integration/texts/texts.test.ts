import { expect, test } from 'vitest'
import { missingTexts } from '../../../platform/i18n/index.ts'
import { flatten } from '../../../platform/i18n/texts.ts'
import { integrationContract } from '../contract.ts'
import { integrationTexts } from './index.ts'

const known = new Set(flatten(integrationTexts.en).map(([key]) => key))

test('every language has every text', () => {
  expect(missingTexts(integrationTexts)).toEqual([])
})

test('every refusal of the module and every act has words', () => {
  const needed = Object.values(integrationContract).flatMap(endpoint => [
    ...('errors' in endpoint
      ? endpoint.errors.filter(code => code.startsWith('integration.')).map(code => `errors.${code}`)
      : []),
    ...('act' in endpoint ? [endpoint.act] : []),
  ])
  expect(needed.length).toBeGreaterThan(6)
  expect([...new Set(needed)].filter(key => !known.has(key))).toEqual([])
})

test('how a system can be, how its breakers stand and where a record stands has words', () => {
  const { board, crosswalk } = integrationContract
  const line = board.reply.shape.items.element.shape
  const needed = [
    ...line.state.options.map(state => `integration.board.state.${state}`),
    ...line.breakers.shape.page.options.map(state => `integration.board.breaker.${state}`),
    ...crosswalk.reply.shape.items.element.shape.state.options.flatMap(state => [
      `integration.crosswalk.state.${state}`,
      `integration.crosswalk.filter.${state}`,
    ]),
    'health.integration.systems.title',
    'health.integration.systems.words',
    // The sentences of customers' pages that the drill shows.
    'integration.records.says.drill',
    'integration.records.says.silentNow',
  ]
  expect(needed.filter(key => !known.has(key))).toEqual([])
})
