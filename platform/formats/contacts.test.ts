import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { projectFolder } from '../config.ts'
import { parseEmail, parsePhone } from './contacts.ts'

describe('contact data', () => {
  test('e-mail addresses come out in one form, or with a problem', () => {
    expect(parseEmail('Ada.Lovelace@Example.COM').value).toBe('ada.lovelace@example.com')
    expect(parseEmail('Ada <ada@example.com>').value).toBe('ada@example.com')
    expect(parseEmail('mailto:ada@example.com').value).toBe('ada@example.com')
    expect(parseEmail('jürgen@müller.de')).toMatchObject({ value: 'jürgen@müller.de', problem: null })
    expect(parseEmail(' Ada@Example.com ').value).toBe('ada@example.com')
    expect(parseEmail('a+tag@example.com').value).toBe('a+tag@example.com')
    for (const wrong of [
      'ada',
      'ada@',
      '@example.com',
      'a b@example.com',
      'a..b@example.com',
      'ada@example',
      'a@b@c.de',
    ])
      expect(parseEmail(wrong).problem).toBe('not-an-email')
  })

  test('telephone numbers come out as E.164, or as given with a problem', () => {
    expect(parsePhone('+49 (0)30 901820', undefined).value).toBe('+4930901820')
    expect(parsePhone('0049 30 901820', undefined).value).toBe('+4930901820')
    expect(parsePhone('tel:+49 30 901820', undefined).value).toBe('+4930901820')
    expect(parsePhone('٠٣٠ ٩٠١٨٢٠', 'DE').value).toBe('+4930901820')
    expect(parsePhone('030 901820', 'DE').value).toBe('+4930901820')
    expect(parsePhone('030 901820', undefined)).toEqual({
      value: '030 901820',
      given: '030 901820',
      problem: 'phone-without-country',
    })
    expect(parsePhone('+49 12', undefined).problem).toBe('not-a-phone')
  })

  const metadata = resolve(
    projectFolder,
    process.env.TESSERA_SHARED ?? '../shared',
    'data/phone-metadata-libphonenumber/PhoneNumberMetadata.xml.gz',
  )
  const there = existsSync(metadata)
  if (!there)
    process.stderr.write('The numbering plans are not there; their test is skipped. Set TESSERA_SHARED.\n')

  test.skipIf(!there)(
    'the short way through the numbering plans gives what the library gives, for the examples of all countries and their neighbours',
    () => {
      const xml = gunzipSync(readFileSync(metadata)).toString('utf8')
      const wrong: string[] = []
      let seen = 0
      for (const territory of xml.split('<territory ').slice(1)) {
        const code = /countryCode="(\d+)"/.exec(territory)?.[1]
        for (const [, example] of territory.matchAll(/<exampleNumber>(\d+)<\/exampleNumber>/g)) {
          for (const digits of [
            example as string,
            `0${example}`,
            (example as string).slice(0, -1),
            `${example}0`,
            `1${example}`,
          ]) {
            const text = `+${code} ${digits}`
            const library = parsePhoneNumberFromString(text)
            const expected = library?.isPossible() ? library.number : text
            if (parsePhone(text, undefined).value !== expected)
              wrong.push(`${text}: ${parsePhone(text, undefined).value} instead of ${expected}`)
            seen++
          }
        }
      }
      expect(seen).toBeGreaterThan(4000)
      expect(wrong).toEqual([])
    },
    60_000,
  )
})
