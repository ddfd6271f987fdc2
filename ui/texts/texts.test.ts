import { expect, test } from 'vitest'
import { missingTexts, registerTexts, translate } from '../../platform/i18n/index.ts'
import { flatten } from '../../platform/i18n/texts.ts'
import { uiTexts } from './index.ts'

registerTexts(uiTexts)

test('every language of the interface has exactly the keys of English', () => {
  expect(missingTexts(uiTexts)).toEqual([])
})

test('every message of every language can be read and formatted', () => {
  const named =
    'name who seconds fields column field filter from to at total kinds size done time text source age row'
  const params = {
    ...Object.fromEntries(named.split(' ').map(name => [name, 'x'])),
    count: 3,
    max: 3,
    megabytes: 3,
  }
  for (const language of ['en', 'de', 'ar'] as const) {
    for (const [key] of flatten(uiTexts[language])) {
      expect(translate(language, key, params), `${language} ${key}`).not.toMatch(/[{}]/)
    }
  }
})

test('Arabic texts that count have all six forms', () => {
  const counting = flatten(uiTexts.ar).filter(([, message]) => message.includes(', plural,'))
  expect(counting.length).toBeGreaterThan(10)
  for (const [key, message] of counting) {
    for (const form of ['zero', 'one', 'two', 'few', 'many', 'other'])
      expect(message, key).toContain(`${form} {`)
  }
})
