import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../platform/contract/endpoint.ts'
import { endpointsOf } from '../platform/http/server.ts'
import { hostileTexts } from './fuzz/hostile.ts'
import { type Knowledge, type MadeUp, requestsOf } from './fuzz/requests.ts'
import { bodyFor } from './matrix/bodies.ts'
import { migrationSources } from './migrations.ts'
import { type Caller, type Sent, type TestApp, testApp } from './testing.ts'
import { addressOf, type Upload } from './testing/caller.ts'
import { plantBase } from './testing/bases.ts'
import { differing, fingerprinter } from './testing/fingerprint.ts'
import { paramsThere, plantSystem } from './testing/systems.ts'
import { type Family, makeFamily, paramsIn } from './testing/world.ts'

const perEndpoint = 60
const withoutRights = 4
/** The same requests in every run; another seed finds other things. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_122)

let app: TestApp
let print: () => Promise<string>
let fields: string[]
beforeAll(async () => {
  app = await testApp()
  print = await fingerprinter(
    app.database.db,
    migrationSources.map(({ module }) => module.replaceAll('-', '_')),
  )
  fields = app.kernel.catalogue.entity('customer').fields.map(({ key }) => key)
})
afterAll(() => app.close())

const faults: string[] = []

/** Sends requests one after the other; one that is refused, and one that reads, must leave no trace. */
async function sendAll(caller: Caller, endpoint: Endpoint, requests: readonly MadeUp[]): Promise<number[]> {
  const statuses: number[] = []
  const reads = endpoint.method === 'GET' && !endpoint.leavesTrace
  let before = await print()
  const check = async (status: number, told: string) => {
    const after = await print()
    if (after !== before && (reads || status >= 400))
      faults.push(
        `${endpoint.name} answered ${status} and left a trace in ${differing(before, after)}: ${told}`,
      )
    before = after
  }
  for (const request of requests) {
    const { status, text } = await sendOne(caller, endpoint, request)
    statuses.push(status)
    const told = JSON.stringify(request).slice(0, 600)
    if (status >= 500) faults.push(`${endpoint.name} ${status} ${text.slice(0, 300)} to ${told}`)
    if (!reads) await check(status, told)
  }
  if (reads) await check(200, 'one of its requests')
  return statuses
}

async function sendOne(caller: Caller, endpoint: Endpoint, made: MadeUp): Promise<Sent<unknown>> {
  const { params, query, body, headers } = wellFormed(made)
  const address = addressOf(endpoint, { params, query })
  if (endpoint.upload)
    return caller.upload(endpoint.path.includes(':') ? address : endpoint.path, uploadOf(made))
  return caller.raw(endpoint.method, address, { body, headers })
}

/** Halves of surrogate pairs cannot stand in an address; in a body they arrive as \uD800. */
function wellFormed({ params, query, ...rest }: MadeUp): MadeUp {
  const clean = (values: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        typeof value === 'object' ? JSON.stringify(value) : String(value).toWellFormed(),
      ]),
    )
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
  return { params: clean(params), query: clean(given), ...rest }
}

const contents: Upload['content'][] = [
  '',
  'Name;E-Mail\nÅsa;asa@x.example\n"unclosed',
  Buffer.from([0, 1, 2, 0xff, 0xfe]),
  Buffer.from('PK\x03\x04 not a workbook'),
  'BEGIN:VCARD\nVERSION:4.0\nFN:Who\nEND:VCARD',
  `${'a,'.repeat(200)}\n`,
]
let turn = 0
function uploadOf({ query, body }: MadeUp): Upload {
  turn++
  const names = ['list.csv', '../../etc/passwd', 'x.xlsx', '\u202egpj.exe', 'a'.repeat(3000), 'c:\\x\\y.vcf']
  const fields = Object.fromEntries(
    Object.entries({ ...query, ...(body as object | undefined) }).map(([key, value]) => [
      key,
      String(typeof value === 'object' ? JSON.stringify(value) : value).toWellFormed(),
    ]),
  )
  return {
    name: names[turn % names.length] as string,
    content: contents[turn % contents.length] as string,
    fields,
  }
}

const filters = [
  '{"field":"name","op":"contains","value":"kess"}',
  '{"and":[{"field":"level","op":"in","value":["gold"]},{"field":"tags","op":"has-any","value":["kessler"]}]}',
  '{"or":[{"field":"birthDate","op":"within","value":"last-9999-days"},{"field":"email","op":"not-empty"}]}',
  '{"not":{"field":"employees","op":"between","value":[1,20]}}',
  '{"field":"createdAt","op":"within","value":"this-week"}',
  '{"field":"owner","op":"eq","value":"me"}',
  '{"field":"title","op":"contains","value":"offer"}',
  '{"field":"dueAt","op":"empty"}',
]
const sorts = ['name', '-city', 'lastContactAt', '-createdAt,name', 'dueAt', '-completedAt']

async function knowledgeOf(endpoint: Endpoint, family: Family): Promise<Knowledge> {
  const ids = [...Object.values(family).filter(id => id !== null), app.people.reader.id, app.people.seller.id]
  const twice = [family.customer, family.other, family.customer, family.other]
  const params = paramsIn(family, endpoint.path) ?? (await paramsOfNew(endpoint, family))
  const body = bodyFor(endpoint.name, family, app.people.administrator)
  return { params, body, ids: [...ids, ...twice], fields, filters, sorts }
}

/** How to make one of what `/noun/:id` is about. */
const creators: Record<string, string> = {
  teams: 'staff.team.create',
  units: 'staff.unit.create',
  keys: 'staff.key.create',
  fields: 'fields.create',
  invitations: 'staff.invitation.create',
  exports: 'transfer.exports.create',
  products: 'sales.products.add',
  'price-lists': 'sales.price-lists.add',
  'tax-rates': 'sales.tax-rates.add',
}

async function paramsOfNew({ path }: Endpoint, family: Family): Promise<Record<string, string> | undefined> {
  if (/^\/(systems|integration)\/|\/operations\//.test(path)) {
    const there = await plantSystem(app, { customer: family.customer, title: 'Kessler & Sons' })
    return paramsThere(path, there)
  }
  const planted = /^\/matching\/(bases|base-records|stages)\/:id/.exec(path)?.[1]
  if (planted) {
    const { base, record, stage } = await plantBase(app)
    return { id: planted === 'bases' ? base : planted === 'stages' ? stage : record }
  }
  if (path.startsWith('/matching/evaluations/:id')) {
    const file = { name: 'known.csv', content: 'Name,Customer\nWho,1\nWho,1\n' }
    const made = await app.people.administrator.upload('/matching/evaluations', file)
    return { id: (made.reply as { id: string }).id }
  }
  // A rule of the product that hardly any other request meets, however strict it is made.
  if (path.startsWith('/quality/rules/:id')) return { id: '00000000-0000-7000-8000-00000d00000a' }
  const noun = /^\/([a-z-]+)\/:id/.exec(path)?.[1] ?? ''
  const author = { ...app.people.administrator, id: crypto.randomUUID() }
  if (noun === 'users') return { id: (await app.person('reader')).id }
  const list = { name: 'a.csv', content: 'Name\nWho', fields: { entity: 'customer', dryRun: 'true' } }
  const name = creators[noun]
  if (!name && noun !== 'imports') return undefined
  const made =
    noun === 'imports'
      ? await author.upload('/imports', list)
      : await author.raw('POST', `/${noun}`, {
          body: bodyFor(name as string, family, author),
        })
  if (made.status >= 300) throw new Error(`Nothing to try ${path} with: ${made.text}`)
  return { id: (made.reply as { id: string }).id }
}

describe('whatever is sent to an endpoint is served or refused, never a defect, and leaves no trace when refused', () => {
  test('with all rights, and without', { timeout: 900_000 }, async () => {
    const served = new Map<string, number>()
    for (const { endpoint } of endpointsOf(app.kernel)) {
      // Sessions, roles and keys are among what the requests change, so everyone comes in anew.
      const administrator = /^staff|^demo/.test(endpoint.name)
        ? await app.person('administrator')
        : app.people.administrator
      const family = await makeFamily(app.people.administrator, {
        mentions: administrator,
        name: `Family of ${endpoint.name}`,
      })
      const requests = fc.sample(requestsOf(endpoint, await knowledgeOf(endpoint, family)), {
        numRuns: perEndpoint,
        seed,
      })
      const statuses = await sendAll(administrator, endpoint, requests)
      served.set(endpoint.name, statuses.filter(status => status < 400).length)
      await sendAll(app.people.reader, endpoint, requests.slice(0, withoutRights))
      const strange = await sendAll(app.stranger, endpoint, requests.slice(0, withoutRights))
      if (endpoint.permission !== 'public') expect(new Set(strange), endpoint.name).not.toContain(200)
    }
    expect(faults.slice(0, 12)).toEqual([])
    // Requests that are all refused would prove little.
    const never = [...served].filter(([, count]) => count === 0).map(([name]) => name)
    expect(never.length, never.join()).toBeLessThan(served.size * 0.25)
  })
})

test('addresses and bodies that no client of ours would write are refused', async () => {
  const { administrator } = app.people
  const before = await print()
  for (const path of [
    '/customers/%',
    '/customers/%00',
    '/customers/%ED%A0%80',
    '/customers?filter=%',
    '/customers?limit=1&limit=2',
    '/customers/../../health',
    '/customers//',
    '/customers?sort[]=name',
    '/customers?__proto__[x]=1',
    `/customers?q=${'a'.repeat(15_000)}`,
  ]) {
    const { status } = await administrator.raw('GET', path)
    expect(status, path.slice(0, 60)).toBeLessThan(500)
  }
  for (const body of [
    '{',
    '',
    'null',
    '[]',
    '"x"',
    '{"a":'.repeat(20_000),
    '{"name":"a","name":"b"',
    '\u0000',
    ...hostileTexts.map(text => JSON.stringify(text)),
  ]) {
    const { status } = await administrator.raw('POST', '/customers', { body })
    expect(status, body.slice(0, 60)).toBeGreaterThanOrEqual(400)
    expect(status, body.slice(0, 60)).toBeLessThan(500)
  }
  for (const type of [
    'text/plain',
    'application/xml',
    'multipart/form-data',
    'application/json; charset=utf-16',
  ]) {
    const { status } = await administrator.raw('POST', '/customers', {
      body: '{"name":"x"',
      headers: { 'content-type': type },
    })
    expect(status, type).toBeGreaterThanOrEqual(400)
    expect(status, type).toBeLessThan(500)
  }
  expect(differing(before, await print())).toEqual([])
})

test('the check for traces sees inserts, changes and removals', async () => {
  const run = (text: string) => app.database.pool.query(text)
  const before = await print()
  await run(`insert into platform.setting (name, value) values ('planted', '1')`)
  const inserted = await print()
  await run(`update platform.setting set value = value where name = 'planted'`)
  const changed = await print()
  await run(`delete from platform.setting where name = 'planted'`)
  expect(differing(before, inserted)).toEqual(['platform.setting'])
  expect(differing(inserted, changed)).toEqual(['platform.setting'])
  expect(differing(changed, await print())).toEqual(['platform.setting'])
})
