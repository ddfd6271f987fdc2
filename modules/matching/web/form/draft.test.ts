import { expect, test } from 'vitest'
import { draftOf } from './draft.ts'

test('a form with too little in it asks nobody', () => {
  expect(draftOf({ kind: 'person', values: {} })).toBeNull()
  expect(draftOf({ kind: 'person', values: { givenName: 'Jo', city: 'Oslo', phone: '12' } })).toBeNull()
})

test('a name, a mailbox or a number is enough, and empty fields are left out', () => {
  expect(draftOf({ kind: 'person', values: { givenName: 'Karoline ', familyName: '' } })).toEqual({
    kind: 'person',
    givenName: 'Karoline',
  })
  expect(draftOf({ kind: 'organisation', values: { email: 'a@b.example' } })).toEqual({
    kind: 'organisation',
    emails: ['a@b.example'],
  })
})
