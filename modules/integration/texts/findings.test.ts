import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingTexts } from '../../../platform/i18n/index.ts'
import { flatten } from '../../../platform/i18n/texts.ts'
import { connectingEndpoints } from '../contract/connecting.ts'
import { failureShape } from '../contract/connecting-shapes.ts'
import { connectorKinds } from '../server/connectors/kinds.ts'
import { integrationTexts } from './index.ts'

const known = new Set(flatten(integrationTexts.en).map(([key]) => key))
const without = (keys: readonly string[]) => keys.filter(key => !known.has(key))

const connectors = join(import.meta.dirname, '../server/connectors')
const sources = readdirSync(connectors, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map(name => readFileSync(join(connectors, name), 'utf8'))

/** Codes that are checked (`finding(holds, code, …)`), and codes that are told as they are. */
const checked = sources.flatMap(source =>
  [...source.matchAll(/'([a-z-]+)',\s*'(?:warning|wrong)'/g)].map(([, code]) => code as string),
)
const told = sources.flatMap(source =>
  [...source.matchAll(/code: '([a-z-]+)', level: '(right|warning|wrong)'/g)].map(([, code, level]) => ({
    code: code as string,
    level,
  })),
)

test('every language has every text', () => {
  expect(missingTexts(integrationTexts)).toEqual([])
})

test('whatever a test of a connection finds has a sentence, and advice where something is to be done', () => {
  expect(checked.length).toBeGreaterThan(25)
  expect(told.length).toBeGreaterThan(10)
  const codes = [...checked.flatMap(code => [code, `${code}-right`]), ...told.map(({ code }) => code)]
  const advised = [...checked, ...told.filter(({ level }) => level !== 'right').map(({ code }) => code)]
  expect(
    without([
      ...codes.map(code => `integration.finding.${code}`),
      ...advised.map(code => `integration.advice.${code}`),
    ]),
  ).toEqual([])
})

test('every way in which a connection fails is told in words, with advice', () => {
  const kinds = failureShape.shape.kind.options
  expect(
    without(kinds.flatMap(kind => [`integration.failure.${kind}`, `integration.failureAdvice.${kind}`])),
  ).toEqual([])
})

test('every kind of system, every setting and every choice of one has a name', () => {
  const kinds = connectorKinds({ files: { beside: () => '/nowhere' } } as never)
  const needed = kinds.flatMap(({ kind, settings }) => [
    `integration.connector.${kind}`,
    `integration.connectorAbout.${kind}`,
    ...settings.map(({ key }) => `integration.setting.${key}`),
    ...settings.flatMap(({ options = [] }) =>
      options.map(option => `integration.choice.${option || 'none'}`),
    ),
  ])
  expect(kinds.length).toBe(8)
  expect(without(needed)).toEqual([])
})

test('every act and every refusal has words', () => {
  const needed = Object.values(connectingEndpoints).flatMap(endpoint => [
    ...('errors' in endpoint ? endpoint.errors.map(code => `errors.${code}`) : []),
    ...('act' in endpoint ? [endpoint.act] : []),
  ])
  expect(without(needed)).toEqual([])
})
