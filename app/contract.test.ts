import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectFolder } from '../platform/config.ts'
import type { Endpoint } from '../platform/contract/endpoint.ts'
import { endpointsOf } from '../platform/http/server.ts'
import { allPermissions } from '../platform/kernel.ts'
import { flatten } from '../platform/i18n/texts.ts'
import { uiTexts } from '../ui/texts/index.ts'
import { filesBelow } from './architecture/sources.ts'
import { documents } from './docs.ts'
import { type TestApp, testApp } from './testing.ts'

let app: TestApp
let endpoints: Endpoint[]
beforeAll(async () => {
  app = await testApp()
  endpoints = endpointsOf(app.kernel).map(({ endpoint }) => endpoint)
})
afterAll(() => app.close())

/** What strangers may ask. Each has its reason. */
const forStrangers = {
  'staff.invitation.look': 'who is invited has no account yet',
  'sales.offers.look': 'a customer reads the quote that he was sent a link to',
  'sales.offers.pdf': 'the same on paper',
  'sales.offers.accept': 'he accepts it',
  'sales.offers.decline': 'or declines it',
  'integration.wake': 'a system signs its call; it has no account here',
}

/** Whoever is signed in may do this, with what is his own or concerns nobody. */
const forEveryone = [
  'entities.list',
  'fields.list',
  'search',
  'views.list',
  'views.create',
  'views.change',
  'views.remove',
  'staff.colleague.list',
  'staff.session.read',
  'staff.session.change',
  'staff.session.end',
  'staff.session.list',
  'staff.session.end-one',
  'staff.session.end-others',
  'staff.session.credentials',
  'demo.state',
]

/** The kind of record decides: its own right to import or export is asked inside. */
const askedInside = ['transfer.imports.', 'transfer.exports.']

/** Faults of endpoints against the rules of contracts; `permissions` are those that modules have registered. */
function faultsOf(endpoint: Endpoint, permissions: ReadonlySet<string>): string[] {
  const { name, method, path, permission } = endpoint
  const faults: string[] = []
  if (permission === 'public') {
    if (!(name in forStrangers)) faults.push('lets strangers in')
  } else if (permission === 'signed-in') {
    if (!forEveryone.includes(name) && !askedInside.some(start => name.startsWith(start)))
      faults.push('asks for no permission')
  } else if (!permissions.has(permission)) faults.push(`asks for “${permission}”, which no module registers`)
  if (!/^[a-z][a-z-]*(\.[a-z][a-z-]*)*$/.test(name)) faults.push('has a name of another shape')
  if (!/^(\/([a-z][a-z-]*|:[a-zA-Z]+))+(\.csv)?$/.test(path)) faults.push(`has the strange address ${path}`)
  const named = [...path.matchAll(/:(\w+)/g)].map(match => match[1] as string).sort()
  if (named.join() !== keysOf(endpoint.params).sort().join()) faults.push('parameters and address differ')
  if (!endpoint.reply && !endpoint.download && endpoint.status !== 204)
    faults.push('does not say what it answers')
  if (method === 'GET' && (endpoint.body || endpoint.upload)) faults.push('reads with a body')
  if (!endpoint.summary || endpoint.summary.endsWith('.'))
    faults.push('has no summary, or one with a full stop')
  return faults.map(fault => `${name} ${fault}`)
}

function keysOf(shape: Endpoint['params']): string[] {
  return shape ? Object.keys((shape as unknown as { shape: object }).shape) : []
}

describe('every endpoint', () => {
  test('says who may come in, what it takes and what it answers', () => {
    const permissions = new Set(allPermissions(app.kernel.modules))
    expect(endpoints.length).toBeGreaterThan(70)
    expect(endpoints.flatMap(endpoint => faultsOf(endpoint, permissions))).toEqual([])
  })

  test('that breaks the rules is found', () => {
    const sound = endpoints.find(({ name }) => name === 'customers.get') as Endpoint
    const planted: Partial<Endpoint>[] = [
      { permission: 'public' },
      { permission: 'signed-in' },
      { permission: 'customers.raed' },
      { name: 'Customers_get' },
      { path: '/customers/:other' },
      { reply: undefined as never },
      { summary: '' },
    ]
    for (const part of planted)
      expect(faultsOf({ ...sound, ...part }, new Set(['customers.read'])), JSON.stringify(part)).toHaveLength(
        1,
      )
  })

  test('has a name and an address of its own', () => {
    expect(new Set(endpoints.map(({ name }) => name)).size).toBe(endpoints.length)
    const addresses = endpoints.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
    expect(new Set(addresses).size).toBe(endpoints.length)
  })

  test('turns a stranger away unless strangers are meant', async () => {
    for (const { name, method, path } of endpoints) {
      if (name in forStrangers) continue
      const answer = await app.stranger.raw(method, path.replaceAll(/:\w+/g, crypto.randomUUID()))
      expect(answer.status, name).toBe(401)
    }
  })

  test('allow-lists name only endpoints that exist', () => {
    const names = endpoints.map(({ name }) => name)
    for (const name of [...Object.keys(forStrangers), ...forEveryone]) expect(names).toContain(name)
  })
})

describe('refusals', () => {
  const code = /new (?:Refused|TooMuch)\(\s*(?:\d+,\s*)?'([\w.-]+)'/g
  const thrown = (where: string) =>
    new Set(
      filesBelow()
        .filter(path => path.startsWith(where) && path.endsWith('.ts') && !/\.test\.|\/web\//.test(path))
        .flatMap(path => [...readFileSync(join(projectFolder, path), 'utf8').matchAll(code)])
        .map(match => match[1] as string),
    )

  test('of a module are declared beside an endpoint', () => {
    const declared = new Set(endpoints.flatMap(endpoint => endpoint.errors ?? []))
    const codes = [...thrown('modules/')].filter(name => !name.startsWith('platform.'))
    expect(codes.length).toBeGreaterThan(5)
    // Sign-in answers outside the contract, below /api/auth.
    const atTheDoor = ['staff.link-invalid', 'staff.mail-not-configured']
    expect(codes.filter(name => !declared.has(name) && !atTheDoor.includes(name))).toEqual([])
  })

  test('of the platform have words in every language, wherever they are thrown', () => {
    const codes = new Set([...thrown('modules/'), ...thrown('platform/')])
    const ours = [...codes].filter(name => name.startsWith('platform.'))
    expect(ours.length).toBeGreaterThan(5)
    for (const texts of Object.values(uiTexts)) {
      const known = new Set(flatten(texts).map(([key]) => key))
      expect(ours.filter(name => !known.has(`errors.${name}`))).toEqual([])
    }
  })

  test('that are declared can happen', () => {
    const source = filesBelow()
      .filter(path => /^(platform|modules)\/.*\.ts$/.test(path) && !/contract|texts|\.test\./.test(path))
      .map(path => readFileSync(join(projectFolder, path), 'utf8'))
      .join('\n')
    const declared = new Set(endpoints.flatMap(endpoint => endpoint.errors ?? []))
    expect([...declared].filter(name => !source.includes(`'${name}'`))).toEqual([])
  })
})

test('every permission that is registered opens something', () => {
  const asked = new Set([
    ...endpoints.map(({ permission }) => permission),
    ...[...app.kernel.catalogue.registry().values()].flatMap(entity => [
      ...Object.values(entity.permissions),
      ...entity.fields.flatMap(field => field.permission ?? []),
    ]),
  ])
  // These are asked for inside a handler: for more than the endpoint itself gives.
  const inside = ['history.undo-any', 'views.share']
  const idle = allPermissions(app.kernel.modules).filter(name => !asked.has(name) && !inside.includes(name))
  expect(idle).toEqual([])
})

test('the committed documents are those of this program (`npm run docs` writes them)', async () => {
  for (const [path, text] of Object.entries(await documents(app.kernel)))
    expect(text, path).toBe(readFileSync(join(projectFolder, path), 'utf8'))
})
