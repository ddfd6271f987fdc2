import { expect, test } from 'vitest'
import { momentOf } from './reading.ts'
import { fieldsOf, schemaOf } from './schema.ts'

const syntax = (number: number) => `1.3.6.1.4.1.1466.115.121.1.${number}`

const schema = schemaOf({
  objectClasses: [
    `( 2.5.6.0 NAME 'top' DESC 'top of the superclass chain' ABSTRACT MUST objectClass )`,
    `( 2.5.6.6 NAME 'person' SUP top STRUCTURAL MUST ( sn $ cn ) MAY ( userPassword $ seeAlso $ age $ photo ) )`,
    `( 1.2.3 NAME ( 'worker' 'employee' ) SUP person STRUCTURAL MAY ( commonName $ active $ since $ x-unknown ) )`,
    `( 1.2.4 NAME 'circle' SUP circle )`,
    `( 1.2.5 NAME 'broken' MUST ( sn`,
  ],
  attributeTypes: [
    `( 2.5.4.0 NAME 'objectClass' SYNTAX ${syntax(38)} )`,
    `( 2.5.4.41 NAME 'name' EQUALITY caseIgnoreMatch SYNTAX ${syntax(15)}{32768} )`,
    `( 2.5.4.3 NAME ( 'cn' 'commonName' ) DESC 'RFC4519: (a) $name' SUP name )`,
    `( 2.5.4.4 NAME 'sn' SUP name )`,
    `( 2.5.4.35 NAME 'userPassword' SYNTAX ${syntax(40)}{128} )`,
    `( 2.5.4.34 NAME 'seeAlso' SYNTAX ${syntax(12)} )`,
    `( 1.1 NAME 'age' SYNTAX ${syntax(27)} SINGLE-VALUE )`,
    `( 1.2 NAME 'photo' SYNTAX ${syntax(28)} )`,
    `( 1.3 NAME 'active' SYNTAX ${syntax(7)} SINGLE-VALUE X-ORIGIN ( 'here' 'there' ) )`,
    `( 1.4 NAME 'since' SYNTAX ${syntax(24)} )`,
  ],
})

test('an entry has the fields of its class and of those above, each once and by its first name', () => {
  expect(fieldsOf(schema, 'employee')).toEqual([
    { name: 'sn', kind: 'text', optional: false },
    { name: 'cn', kind: 'text', optional: false },
    { name: 'objectClass', kind: 'text', optional: false },
    { name: 'active', kind: 'boolean', optional: true },
    // There may be several of them, so it is text.
    { name: 'since', kind: 'text', optional: true },
    { name: 'seeAlso', kind: 'text', optional: true },
    { name: 'age', kind: 'integer', optional: true },
  ])
})

test('a schema that goes in circles or breaks off is read as far as it goes', () => {
  expect(fieldsOf(schema, 'circle')).toEqual([])
  expect(fieldsOf(schema, 'broken').map(({ name }) => name)).toEqual(['sn'])
  expect(fieldsOf(schema, 'nothing')).toEqual([])
})

test.each([
  ['20261122164500Z', '2026-11-22T16:45:00Z'],
  ['20261122164500.123456Z', '2026-11-22T16:45:00.123456Z'],
  ['2026112216+0100', '2026112216+0100'],
])('the moment %s is %s', (text, moment) => {
  expect(momentOf(text)).toBe(moment)
})
