import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import { type Draft, matchingContract } from '../../contract.ts'
import { mostSharing } from '../keys/refresh.ts'
import { follow, rootOf, say } from '../testing.ts'

let app: TestApp
let steward: Caller
let karoline: string
let firm: string
beforeAll(async () => {
  app = await testApp()
  steward = app.people.steward
  karoline = (
    await steward.call(customersContract.create, {
      body: {
        givenName: 'Karoline',
        familyName: 'Hansteen',
        email: 'karo.hansteen@post.example',
        phone: '+47 911 20 338',
        birthDate: '1981-03-14',
        city: 'Trondheim',
        postcode: '7014',
      },
    })
  ).id
  firm = (
    await steward.call(customersContract.create, {
      body: { kind: 'organisation', name: 'Grønn Logistikk AS', orgNumber: '914 778 271', city: 'Bergen' },
    })
  ).id
  await follow(app, [karoline, firm])
})
afterAll(() => app.close())

const hints = async (customer: Draft, caller = steward, exclude?: string) =>
  (await caller.call(matchingContract.check, { body: { customer, ...(exclude ? { exclude } : {}) } })).items
const idsOf = async (...given: Parameters<typeof hints>) =>
  (await hints(...given)).map(hint => hint.customer.id)

describe('whoever types a new customer is told that it is there already', () => {
  test.each<[string, Draft]>([
    ['by its mailbox, however written', { givenName: 'Caroline', emails: ['Karo.Hansteen@POST.example'] }],
    ['by its telephone, however written', { familyName: 'Hansteen', phones: ['0047 91120338'] }],
    [
      'by initial, name and postcode',
      { givenName: 'K.', familyName: 'Hanstein', postcode: '7014', city: 'Trondheim' },
    ],
    [
      'by names that changed places',
      { givenName: 'Hansteen', familyName: 'Karoline', birthDate: '14.03.1981' },
    ],
    ['by a mistyped name', { givenName: 'Karoline', familyName: 'Hansten', birthDate: '1981-03-14' }],
  ])('%s', async (_, draft) => {
    expect(await idsOf({ kind: 'person', ...draft })).toContain(karoline)
  })

  test('and an organisation by its number, or by its name without the legal form', async () => {
    expect(await idsOf({ kind: 'organisation', name: 'Something', orgNumber: '914778271' })).toContain(firm)
    expect(await idsOf({ kind: 'organisation', name: 'Gronn Logistikk', city: 'Bergen' })).toContain(firm)
  })

  test('with the reasons, the strongest evidence and no more than five', async () => {
    const [hint, ...others] = await hints({
      kind: 'person',
      givenName: 'Karoline',
      familyName: 'Hansteen',
      emails: ['karo.hansteen@post.example'],
      birthDate: '1981-03-14',
    })
    expect(hint).toMatchObject({ words: 'certain', experience: null })
    expect(hint?.parts.map(part => part.field)).toEqual(expect.arrayContaining(['start', 'email', 'family']))
    expect(others.length).toBeLessThan(5)
  })
})

test('somebody else of the same first name is no hint, and neither is an empty draft', async () => {
  expect(
    await hints({ kind: 'person', givenName: 'Karoline', familyName: 'Øverland', city: 'Oslo' }),
  ).toEqual([])
  expect(await hints({})).toEqual([])
})

test('the customer that is being edited is left out', async () => {
  expect(await idsOf({ emails: ['karo.hansteen@post.example'] }, steward, karoline)).not.toContain(karoline)
})

test('a customer out of sight is not hinted at: the answer is the one for a stranger', async () => {
  const { seller } = app.people
  const draft = { kind: 'person' as const, familyName: 'Hansteen', emails: ['karo.hansteen@post.example'] }
  const known = await seller.send(matchingContract.check, { body: { customer: draft } })
  const unknown = await seller.send(matchingContract.check, {
    body: { customer: { ...draft, familyName: 'Nobodysson', emails: ['no@body.example'] } },
  })
  expect(known.text).toBe(unknown.text)
  expect(known.reply.items).toEqual([])
})

test('a birth date says nothing to those who may not see one', async () => {
  const { seller } = app.people
  const made = await steward.call(customersContract.create, {
    body: { givenName: 'Sigrid', familyName: 'Undseth', birthDate: '1982-05-20', owner: seller.id },
  })
  await follow(app, [made.id])
  const guess = (birthDate: string) =>
    hints({ kind: 'person', givenName: 'Sigrid', familyName: 'Undseth', birthDate }, seller)
  expect(await guess('1982-05-20')).toEqual(await guess('1982-05-21'))
  expect((await guess('1982-05-20')).flatMap(hint => hint.parts.map(part => part.field))).not.toContain(
    'birth',
  )
})

test('what is like a merged record leads to the root of its family', async () => {
  const make = (email: string) =>
    steward.call(customersContract.create, { body: { givenName: 'Åse', familyName: 'Ibsenius', email } })
  const [one, two] = [await make('aase@first.example'), await make('aase@second.example')]
  await follow(app, [one.id, two.id])
  await say(steward, [one.id, two.id], { verdict: 'same' })
  const root = await rootOf(app, two.id)
  expect(await idsOf({ kind: 'person', familyName: 'Ibsenius', emails: ['aase@second.example'] })).toEqual([
    root,
  ])
})

test('a value that too many share finds nobody, and stands among the shared values', async () => {
  const ids: string[] = []
  for (let i = 0; i < mostSharing + 2; i++) {
    const body = { name: `Visitor ${i} ${'abcdefghij'[i % 10]}xyz`, phone: '+47 22 00 00 00' }
    ids.push((await steward.call(customersContract.create, { body })).id)
  }
  await follow(app, ids)
  expect(await hints({ kind: 'person', name: 'Quite Another', phones: ['+47 22 00 00 00'] })).toEqual([])
  const { items } = await steward.call(matchingContract.shared)
  expect(items).toContainEqual({
    kind: 'phone',
    value: expect.stringContaining('22000000') as string,
    records: mostSharing + 1,
  })
  expect((await app.people.manager.call(matchingContract.shared)).items).toEqual([])
})
