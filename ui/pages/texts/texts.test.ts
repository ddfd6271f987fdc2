import { expect, test } from 'vitest'
import { missingTexts } from '../../../platform/i18n/index.ts'
import { pagesTexts } from './index.ts'

test('every text of the platform’s own pages exists in English, German and Arabic', () => {
  expect(missingTexts(pagesTexts)).toEqual([])
})
