import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { projectFolder } from '../../../../platform/config.ts'
import { cleanOrganisationName } from './organisation-names.ts'
import { cleanPersonName } from './person-names.ts'
import { postcodeOf } from './postcodes.ts'

const shared = resolve(projectFolder, process.env.TESSERA_SHARED ?? '../shared', 'data')
const here = (name: string) => existsSync(join(shared, name))
const read = (name: string) => readFileSync(join(shared, name))

const names = 'names-probablepeople/person_labeled-half-A.xml'
const firms = 'company-names/chicago_businesses.organisations-half-A.csv.gz'
const addresses = 'postal-addresses-opencage/countries'

for (const name of [names, firms, addresses])
  if (!here(name))
    process.stderr.write(`${name} is not in ${shared}; its test is skipped. Set TESSERA_SHARED.\n`)

const address = /\b(?:mr|mrs|ms|miss|dr|prof|sir|sr|rev|hon|herr|frau|mme)\b/iu
const person = (name: string) => cleanPersonName({ name, givenName: null, familyName: null })

/** The names of a labelled file, without their labels. */
function labelled(xml: string): string[] {
  return [...xml.matchAll(/<Name>(.*?)<\/Name>/gs)].map(([, inner = '']) =>
    inner
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&amp;', '&')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
}

test.skipIf(!here(names))('real names: cleaned once is clean, and no letter or word is lost', () => {
  const given = labelled(read(names).toString('utf8')).filter(Boolean)
  expect(given.length).toBeGreaterThan(1000)
  const letters = (text: string) =>
    [...text.toLowerCase().replaceAll(/[^\p{L}]/gu, '')].toSorted((a, b) => (a < b ? -1 : 1)).join('')
  let changed = 0
  for (const name of given) {
    const cleaned = person(name)
    if (!cleaned) continue
    changed++
    expect(person(cleaned.name), `${name} → ${cleaned.name}`).toBeNull()
    if (!address.test(name)) expect(letters(cleaned.name), name).toBe(letters(name))
  }
  expect(changed).toBeGreaterThan(100)
})

test.skipIf(!here(firms))('real firms: cleaned once is clean, and the start of the name is kept', () => {
  const lines = gunzipSync(read(firms)).toString('utf8').split('\n').slice(0, 20_000)
  const given = [...new Set(lines.map(line => line.replace(/^"|"\s*$/g, '').trim()))].filter(Boolean)
  let changed = 0
  for (const name of given) {
    const cleaned = cleanOrganisationName(name, 'US')
    if (!cleaned) continue
    changed++
    expect(cleanOrganisationName(cleaned.name, 'US'), `${name} → ${cleaned.name}`).toBeNull()
    expect(cleaned.name.slice(0, 1).toLowerCase()).toBe(name.trim().slice(0, 1).toLowerCase())
  }
  expect(changed).toBeGreaterThan(1000)
})

test.skipIf(!here(addresses))('real postcodes fit the layouts of their countries', () => {
  const wrong: string[] = []
  let asked = 0
  for (const file of readdirSync(join(shared, addresses))) {
    const country = file.slice(0, 2).toUpperCase()
    for (const [, code = ''] of read(join(addresses, file))
      .toString('utf8')
      .matchAll(/^ {4}postcode: *["']?([^"'\n]+?)["']? *$/gm)) {
      asked++
      if (postcodeOf(code, country) === null) wrong.push(`${country} ${code}`)
    }
  }
  expect(asked).toBeGreaterThan(50)
  // The files hold a few incomplete or outdated codes.
  expect(wrong.length, wrong.join(', ')).toBeLessThanOrEqual(asked * 0.08)
})
