import { expect, test } from 'vitest'
import type { MemberRow } from '../../../customers/index.ts'
import { customer } from '../../../customers/entities.ts'
import type { Survivorship } from '../../contract/golden.ts'
import { goldenFields } from './fields.ts'
import { type Fact, goldenOf } from './survive.ts'

const fields = goldenFields(customer)
const usual: Survivorship = { sources: [], fields: {} }
const nothing: Fact = { at: null, confirmed: false, disputed: false, invalid: false, chosenAt: null }

function member(id: string, values: Record<string, unknown>): MemberRow {
  return { id, root: 'a', words: '', tags: [], custom: {}, source: null, ...values }
}

type Known = Record<string, Partial<Fact>>

function decide(members: MemberRow[], known: Known = {}, policy = usual) {
  const factOf = (id: string, field: string): Fact => ({ ...nothing, ...known[`${id} ${field}`] })
  const { outcomes, golden } = goldenOf(members, { fields, policy, factOf })
  const of = (field: string) => outcomes.find(outcome => outcome.field === field)
  return { of, values: golden.values }
}

const twoCities = [
  member('a', { city: 'Oslo', source: 'crm' }),
  member('b', { city: 'Bergen', source: 'erp' }),
]

test('a value that only one record has is shown, and one that all have is nobody’s decision', () => {
  const { of, values } = decide([
    member('a', { level: 'gold' }),
    member('b', { level: 'gold', job_title: 'Buyer' }),
  ])
  expect(of('jobTitle')).toMatchObject({ member: 'b', decided: 'only' })
  expect(of('level')).toMatchObject({ member: 'a', decided: 'same', others: [] })
  expect(values).toMatchObject({ job_title: 'Buyer', level: 'gold' })
})

test('what a person chose holds before all else, then what one confirmed; a doubted value comes last', () => {
  const at = '2026-01-01T00:00:00.000Z'
  expect(decide(twoCities, { 'b place': { confirmed: true }, 'a place': { at } }).of('place')).toMatchObject({
    member: 'b',
    decided: 'confirmed',
  })
  expect(decide(twoCities, { 'a place': { disputed: true, at } }).of('place')).toMatchObject({ member: 'b' })
  const chosen = decide(twoCities, { 'b place': { confirmed: true }, 'a place': { chosenAt: at } })
  expect(chosen.of('place')).toMatchObject({ member: 'a', decided: 'chosen', others: ['b'] })
})

test('a choice of an empty field keeps it empty', () => {
  const { values } = decide([member('a', { level: null }), member('b', { level: 'gold' })], {
    'a level': { chosenAt: '2026-01-01T00:00:00.000Z' },
  })
  expect(values.level).toBeNull()
})

test('the source to believe first decides, for all fields or for one', () => {
  const erpFirst = { sources: ['erp', 'crm'], fields: {} }
  expect(decide(twoCities, {}, erpFirst).of('place')).toMatchObject({ member: 'b', decided: 'source' })
  const exceptPlace: Survivorship = {
    sources: ['erp'],
    fields: { place: { criteria: ['source'], sources: ['crm'] } },
  }
  expect(decide(twoCities, {}, exceptPlace).of('place')).toMatchObject({ member: 'a', decided: 'source' })
})

test('a value that cannot be right gives way, then the fuller one wins, then the newer, then the older record', () => {
  const mails = [member('a', { email: 'x@' }), member('b', { email: 'x@y.example' })]
  expect(decide(mails, { 'a email': { invalid: true } }).of('email')).toMatchObject({
    member: 'b',
    decided: 'valid',
  })
  const names = [
    member('a', { name: 'A. Berg', given_name: 'A.', family_name: 'Berg' }),
    member('b', { name: 'Anna Berg', given_name: 'Anna', family_name: 'Berg' }),
  ]
  expect(decide(names).of('name')).toMatchObject({ member: 'b', decided: 'complete' })
  expect(decide(twoCities, { 'b place': { at: '2026-02-01T00:00:00Z' } }).of('place')).toMatchObject({
    member: 'b',
    decided: 'newest',
  })
  expect(decide(twoCities).of('place')).toMatchObject({ member: 'a', decided: 'oldest' })
})

test('labels are those of all, the last contact is the latest, and the words find every name', () => {
  const { values, of } = decide([
    member('a', { tags: ['x', 'y'], last_contact_at: '2026-01-02T00:00:00+00:00', words: "'anna' 'berg'" }),
    member('b', { tags: ['y', 'z'], last_contact_at: '2026-03-02T00:00:00+00:00', words: "'anne' 'berg'" }),
  ])
  expect(values).toMatchObject({ tags: ['x', 'y', 'z'], words: "'anna' 'anne' 'berg'" })
  expect(of('lastContactAt')).toMatchObject({ member: 'b', decided: 'latest' })
})

test('own fields survive one by one, and one that is no longer described stays', () => {
  const described = goldenFields({
    ...customer,
    fields: [
      ...customer.fields,
      { key: 'custom.size', kind: 'text', custom: true },
      { key: 'custom.hue', kind: 'text', custom: true },
    ],
  })
  const { golden } = goldenOf(
    [member('a', { custom: { size: 'S', old: 1 } }), member('b', { custom: { hue: 'red' } })],
    { fields: described, policy: usual, factOf: () => nothing },
  )
  expect(golden.values.custom).toEqual({ size: 'S', hue: 'red', old: 1 })
})
