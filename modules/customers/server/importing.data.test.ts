import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { projectFolder } from '../../../platform/config.ts'
import type { Context } from '../../../platform/context.ts'
import { type TestDatabase, testDatabase } from '../../../platform/database/testing.ts'
import { entityCatalogue } from '../../../platform/entities/catalogue.ts'
import { type FileStore, fileStore } from '../../../platform/files/store.ts'
import { systemActor } from '../../../platform/kernel.ts'
import { createImport, findImport, type Import } from '../../../platform/transfer/imports/imports.ts'
import type { ImportOptions } from '../../../platform/transfer/imports/options.ts'
import { readMapping } from '../../../platform/transfer/imports/options.ts'
import { runImport } from '../../../platform/transfer/imports/run-import.ts'
import { customer } from '../entities.ts'
import { customerImport } from './importing.ts'

const data = resolve(projectFolder, process.env.TESSERA_SHARED ?? '../shared', 'data')
const there = existsSync(data)
if (!there)
  process.stderr.write(
    `The sets of real input are not in ${data}; their tests are skipped. Set TESSERA_SHARED.\n`,
  )

let database: TestDatabase
let files: FileStore
const folder = mkdtempSync(join(tmpdir(), 'tessera-import-'))
const actor = systemActor(['customers.import', 'customers.sensitive'])

beforeAll(async () => {
  database = await testDatabase({ max: 8 })
  files = fileStore(folder)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  await database.pool.query('truncate customers.customer, platform.custom_field cascade')
})

type Wanted = { mapping?: Parameters<typeof readMapping>[0]; options?: ImportOptions }

async function load(path: string, wanted: Wanted = {}): Promise<Import> {
  const name = basename(path)
  const content = readFileSync(join(data, path))
  return loadContent(name.replace(/\.gz$/, ''), name.endsWith('.gz') ? gunzipSync(content) : content, wanted)
}

async function loadContent(name: string, content: Buffer | string, wanted: Wanted = {}): Promise<Import> {
  const file = await files.save(Readable.from([content]), { name })
  const created = await createImport({ db: database.db, actor } as unknown as Context, {
    entity: 'customer',
    file,
    format: 'csv',
    source: {},
    state: 'waiting',
    dryRun: false,
    mapping: readMapping(wanted.mapping ?? {}),
    options: wanted.options ?? {},
  })
  const catalogue = await entityCatalogue(database.db, [customer])
  const kit = { database, files, catalogue, targets: [customerImport], log: pino({ level: 'silent' }) }
  await runImport(kit, { importId: created.id, actor, signal: new AbortController().signal })
  return findImport(database.db, created.id)
}

const counts = ({ state, error, readRows, created, matched, refused }: Import) => ({
  state,
  error,
  readRows,
  created,
  matched,
  refused,
})

async function all<T>(text: string): Promise<T[]> {
  return (await database.pool.query(text)).rows as T[]
}

async function one<T>(text: string): Promise<T> {
  return (await database.pool.query(text)).rows[0] as T
}

/** Texts of the elements of a flat XML file, as the set of names has them. */
const elements = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(match => match[1] as string)
const unescape = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`

/** Street, postcode, city, region and country of the cases of one territory; a case is a YAML document of plain texts. */
function addressesOf(yaml: string): string[][] {
  return yaml.split(/^---\s*$/m).flatMap(document => {
    const block = /^ *components:\s*\n((?: +.*\n)*?)(?= *expected:)/m.exec(document)?.[1]
    if (!block) return []
    const parts = new Map(
      [...block.matchAll(/^ +(\w+): *(.*?)\s*$/gm)].map(([, key, text]) => [
        key,
        (text ?? '').replace(/^(["'])(.*)\1$/, '$2'),
      ]),
    )
    const first = (...keys: string[]) => keys.map(key => parts.get(key)).find(Boolean) ?? ''
    const street = [first('road', 'pedestrian', 'residential'), first('house_number')]
      .filter(Boolean)
      .join(' ')
    const city = first('city', 'town', 'village', 'hamlet', 'municipality')
    return [[street, first('postcode'), city, first('state', 'region', 'county'), first('country')]]
  })
}

describe.skipIf(!there)('real files', () => {
  test('45,211 bank contacts without a name become persons with every extra column kept', async () => {
    const done = await load('bank-marketing/bank-full.csv.gz', { options: { constants: { kind: 'person' } } })
    expect(counts(done)).toEqual({
      state: 'done',
      error: null,
      readRows: 45_211,
      created: 45_211,
      matched: 0,
      refused: 0,
    })
    const { n, fields } = await one<{ n: number; fields: number }>(
      `select count(*) filter (where custom ? 'y' and custom ? 'balance' and kind = 'person') as n, (select count(*) from platform.custom_field) as fields from customers.customer`,
    )
    expect({ n: Number(n), fields: Number(fields) >= 14 }).toEqual({ n: 45_211, fields: true })
    const first = await one<{ job_title: string; custom: Record<string, unknown> }>(
      'select job_title, custom from customers.customer order by id limit 1',
    )
    expect(first.job_title).toBe('management')
    expect(first.custom).toMatchObject({
      age: 58,
      marital: 'married',
      balance: 2143,
      housing: true,
      y: false,
    })
  }, 120_000)

  test('accounts of a sales pipeline become organisations with their revenue', async () => {
    const done = await load('sales-pipeline-sparklesquad/accounts.csv')
    expect(counts(done)).toEqual({
      state: 'done',
      error: null,
      readRows: 97,
      created: 97,
      matched: 0,
      refused: 0,
    })
    const found = await one<Record<string, unknown>>(
      `select kind, employees, custom from customers.customer where name = 'Sunnamplex'`,
    )
    expect(found).toEqual({ kind: 'organisation', employees: 13_938, custom: { revenue: 4592.96 } })
  })

  test('names of companies from registers all arrive, repeats when matched by name as the one they name', async () => {
    const wanted = { mapping: { 'Column 1': 'name' }, options: { constants: { kind: 'organisation' } } }
    const done = await load('company-names/chicago_businesses.organisations-half-A.csv.gz', wanted)
    expect(counts(done)).toEqual({
      state: 'done',
      error: null,
      readRows: 25_044,
      created: 25_044,
      matched: 0,
      refused: 0,
    })
    const again = await load('company-names/chicago_businesses.organisations-half-A.csv.gz', {
      ...wanted,
      options: { ...wanted.options, match: 'name', several: 'oldest' },
    })
    expect(counts(again)).toMatchObject({ created: 0, matched: 25_044 })
    expect(again.changed).toBeLessThan(200)
  }, 120_000)

  test('every card gives customers or a clear reason', async () => {
    const cards = readdirSync(join(data, 'vcf-corpus'), { recursive: true, encoding: 'utf8' }).filter(path =>
      path.endsWith('.vcf'),
    )
    const silent: string[] = []
    const sum = { taken: 0, refused: 0 }
    for (const path of cards) {
      const done = await load(join('vcf-corpus', path))
      sum.taken += done.created + done.matched
      sum.refused += done.refused
      const told =
        done.state === 'failed'
          ? done.error !== null
          : done.created + done.matched + done.refused === done.readRows && done.readRows > 0
      if (!told) silent.push(path)
    }
    expect(cards.length).toBeGreaterThan(40)
    expect(silent).toEqual([])
    // Refused: an e-mail address without a local part's quotes, one in capitals only, a birthday without a year, two without any name.
    expect(sum).toEqual({ taken: 59, refused: 5 })
  }, 120_000)

  test('labelled names keep given and family name', async () => {
    const xml = readFileSync(join(data, 'names-probablepeople/person_labeled-half-A.xml'), 'utf8')
    const names = elements(xml, 'Name').map(name =>
      ['GivenName', 'Surname'].map(tag => elements(name, tag).map(unescape).join(' ')),
    )
    const known = names.filter(([given, family]) => given || family)
    const content = `First name,Last name\n${known.map(parts => parts.map(cell).join(',')).join('\n')}\n`
    expect(counts(await loadContent('people.csv', content))).toMatchObject({
      state: 'done',
      created: known.length,
      refused: 0,
    })
    const { n } = await one<{ n: number }>(
      `select count(*)::int as n from customers.customer where given_name is not null and family_name is not null`,
    )
    expect(n).toBe(known.filter(([given, family]) => given && family).length)
  })

  test('labelled names of companies arrive letter by letter as organisations', async () => {
    const xml = readFileSync(join(data, 'names-probablepeople/company_labeled-half-A.xml'), 'utf8')
    const names = elements(xml, 'Name')
      .map(name =>
        unescape(name.replaceAll(/<[^>]+>/g, ''))
          .replaceAll(/\s+/g, ' ')
          .trim(),
      )
      .filter(Boolean)
    expect(names.length).toBeGreaterThan(600)
    const done = await loadContent('companies.csv', `Company name\n${names.map(cell).join('\n')}\n`)
    expect(counts(done)).toMatchObject({ state: 'done', created: names.length, matched: 0, refused: 0 })
    const stored = await all<{ name: string; kind: string }>('select name, kind from customers.customer')
    expect(stored.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    expect(new Set(stored.map(({ kind }) => kind))).toEqual(new Set(['organisation']))
  })

  test('addresses of half the world arrive as columns, each with an address or a clear reason', async () => {
    const countries = join(data, 'postal-addresses-opencage/countries')
    const places = readdirSync(countries).flatMap(name =>
      addressesOf(readFileSync(join(countries, name), 'utf8')),
    )
    expect(places.length).toBeGreaterThan(200)
    const lines = places.map((place, at) => [`Place ${at}`, ...place].map(cell).join(','))
    const head = 'Name,Street,Postcode,City,Region,Country'
    const done = await loadContent('places.csv', `${head}\n${lines.join('\n')}\n`)
    expect(done).toMatchObject({ state: 'done', error: null, readRows: places.length })
    expect(done.created + done.refused).toBe(places.length)
    const reasons = await all<{ row_no: number; code: string; message: string }>(
      `select row_no, code, message from platform.import_refusal where import_id = '${done.id}' order by row_no`,
    )
    expect(reasons.map(({ code, message }) => ({ code, message }))).toEqual([])
    const stored = await all<{
      name: string
      address: Record<string, string> | null
      country: string | null
    }>(
      `select c.name, c.country, p.address from customers.customer c
       left join customers.contact_point p on p.customer_id = c.id and p.kind = 'address'`,
    )
    const byName = new Map(stored.map(row => [row.name, row]))
    for (const [at, [lines, postcode, city, region]] of places.entries()) {
      const given = { lines, postcode, city, region }
      const wanted = Object.fromEntries(Object.entries(given).filter(([, text]) => text))
      const found = byName.get(`Place ${at}`)
      expect(found, `Place ${at}`).toBeDefined()
      // Only a country is no address; it stands with the customer.
      if (Object.keys(wanted).length) expect(found?.address, `Place ${at}`).toMatchObject(wanted)
    }
  }, 120_000)

  test('a demo company list given as columns arrives whole', async () => {
    const demo = JSON.parse(readFileSync(join(data, 'crm-demo-suitecrm/demoData.en_us.json'), 'utf8')) as {
      company_name_array: string[]
      street_address_array: string[]
      city_array: string[]
    }
    const lines = demo.company_name_array.map((name, i) =>
      [name, demo.street_address_array[i % 20], demo.city_array[i % 20]]
        .map(text => cell(text ?? ''))
        .join(','),
    )
    const done = await loadContent(
      'accounts.csv',
      `Account name,Billing street,Billing city\n${lines.join('\n')}\n`,
    )
    expect(counts(done)).toMatchObject({ state: 'done', created: 96, refused: 0 })
    const { n } = await one<{ n: number }>(
      `select count(*)::int as n from customers.contact_point where kind = 'address' and address ? 'lines' and address ? 'city'`,
    )
    expect(n).toBe(96)
  })
})
