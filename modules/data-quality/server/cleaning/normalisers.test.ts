import { describe, expect, test } from 'vitest'
import { cleanAddress } from './addresses.ts'
import { countryOf } from './countries.ts'
import { cleanDate } from './dates.ts'
import { cleanEmail, isOneSlipAway, isRoleAddress, knownDomains } from './emails.ts'
import { withLegalForm } from './legal-forms.ts'
import { cleanOrganisationName } from './organisation-names.ts'
import { cleanPersonName } from './person-names.ts'
import { postcodeOf } from './postcodes.ts'
import { cleanPhone } from './telephones.ts'

const person = (name: string, givenName: string | null = null, familyName: string | null = null) =>
  cleanPersonName({ name, givenName, familyName })

describe('the name of a person', () => {
  test.each([
    ['Hansen, Kari', 'Kari Hansen'],
    ['KARI HANSEN', 'Kari Hansen'],
    ['kari hansen', 'Kari Hansen'],
    ['VINCENT VAN GOGH', 'Vincent van Gogh'],
    ['ludwig von der vogelweide', 'Ludwig von der Vogelweide'],
    ['RONALD MCDONALD', 'Ronald McDonald'],
    ["SINEAD O'CONNOR", "Sinead O'Connor"],
    ["gabriele d'annunzio", "Gabriele D'Annunzio"],
    ['ANNE-GRETE VIK-MOE', 'Anne-Grete Vik-Moe'],
    ['MARIA DE LA CRUZ Y PEREZ', 'Maria de la Cruz y Perez'],
    ['HENRY VIII TUDOR', 'Henry VIII Tudor'],
    ['J.R. EWING', 'J.R. Ewing'],
    ['Herr Otto Vogel', 'Otto Vogel'],
    ['Frau Dr. Eva Lind', 'Dr. Eva Lind'],
    ['  Kari   Hansen ', 'Kari Hansen'],
    ['IJSBRAND VISSER', 'IJsbrand Visser'],
    ['ÅSE ØSTBY', 'Åse Østby'],
  ])('%s becomes %s', (given, wanted) => expect(person(given)?.name).toBe(wanted))

  test.each([
    'Kari Hansen',
    'van Gogh',
    '李小龙',
    'علي رضايي',
    'ИВАН ПЕТРОВ',
    'AB',
    'Dr',
    'Kim McDonald',
    'M. Douglas',
    'Pan Wei',
    'Smith, Jr.',
    'Lee, 3',
  ])('%s is left as it is', given => expect(person(given)).toBeNull())

  test('is split into its parts where the order says which is which', () => {
    expect(person('Hansen, Kari')).toMatchObject({
      givenName: 'Kari',
      familyName: 'Hansen',
      why: 'name-order',
    })
  })

  test('has titles in what is shown, not in its parts', () => {
    expect(person('Prof. Dr. Eva Lind', 'Prof. Dr. Eva', 'Lind')).toMatchObject({
      name: 'Prof. Dr. Eva Lind',
      givenName: 'Eva',
      familyName: 'Lind',
    })
  })

  test('follows its parts where they are written well', () => {
    expect(person('MAC DUFF DE LARGE', 'Mac Duff', 'de Large')).toMatchObject({
      name: 'Mac Duff de Large',
      confidence: 0.97,
    })
  })

  test('is doubted where capitals hide what is meant', () => {
    expect(person('JOHN MACDONALD')?.confidence).toBeLessThan(0.9)
    expect(person('BRN KRT HANSEN')?.confidence).toBeLessThan(0.9)
  })
})

describe('the legal form of an organisation', () => {
  test.each([
    ['Nordlys as', 'NO', 'Nordlys AS'],
    ['Jensen as', 'DK', 'Jensen A/S'],
    ['Jensen aps', 'DK', 'Jensen ApS'],
    ['Bergström ab', 'SE', null],
    ['Bergström A.B.', 'SE', 'Bergström AB'],
    ['Vogel Gmbh', 'DE', 'Vogel GmbH'],
    ['Vogel gmbh & co kg', 'DE', 'Vogel GmbH & Co. KG'],
    ['Vogel GmbH und Co. KG', 'DE', 'Vogel GmbH & Co. KG'],
    ['Visser b.v.', 'NL', 'Visser B.V.'],
    ['Visser BV', 'BE', null],
    ['Acme LTD.', 'GB', 'Acme Ltd'],
    ['Acme inc', 'US', 'Acme Inc.'],
    ['Acme, Inc', 'US', 'Acme, Inc.'],
    ['Kowalski sp z oo', 'PL', 'Kowalski sp. z o.o.'],
    ['Rossi srl', 'IT', 'Rossi S.r.l.'],
    ['Dupont sa', 'FR', 'Dupont SA'],
    ['Garcia sl', 'ES', null],
    ['Garcia S.L', 'ES', 'Garcia S.L.'],
    ['Such as', null, null],
    ['Bank of SA', 'FR', null],
    ['AS', 'NO', null],
    ['Nordlys AS', 'NO', null],
  ])('“%s” of %s becomes %s', (given, country, wanted) =>
    expect(withLegalForm(given, country)?.name ?? null).toBe(wanted),
  )

  test('spelled out is only a suggestion', () => {
    expect(withLegalForm('Acme Corporation', 'US')).toMatchObject({ name: 'Acme Corp.', confidence: 0.75 })
  })

  test('comes with a name that does not shout, abbreviations apart', () => {
    expect(cleanOrganisationName('HANSEN TRANSPORT AS', 'NO')).toMatchObject({ name: 'Hansen Transport AS' })
    expect(cleanOrganisationName('KLM CARGO SERVICES', 'NL')).toMatchObject({ name: 'KLM Cargo Services' })
    expect(cleanOrganisationName('IKEA', 'SE')).toBeNull()
    expect(cleanOrganisationName('BBC TV', 'GB')).toBeNull()
  })
})

describe('an e-mail address', () => {
  const own = knownDomains(
    new Map([
      ['nordlys.example', 400],
      ['gmx.fr', 9],
      ['nordlyss.example', 1],
      ['nordlis.example', 60],
    ]),
  )
  test.each([
    ['kari@gmial.com', 'kari@gmail.com'],
    ['kari@gmail.con', 'kari@gmail.com'],
    ['kari@hotmial.com', 'kari@hotmail.com'],
    ['kari@nordlyss.example', 'kari@nordlys.example'],
    ['kari at gmail.com', 'kari@gmail.com'],
    ['kari (at) gmail (dot) com', 'kari@gmail.com'],
    ['kari@gmail,com', 'kari@gmail.com'],
    ['kari @ firma.no', 'kari@firma.no'],
    ['kari@@firma.no', 'kari@firma.no'],
  ])('%s becomes %s', (given, wanted) => expect(cleanEmail(given, own)?.value).toBe(wanted))

  test.each([
    'kari@mail.com',
    'kari@ymail.com',
    'kari@gmx.fr',
    'kari@nordlis.example',
    'kari@firma.no',
    'no address at all here',
  ])('%s is left as it is', given => expect(cleanEmail(given, own)).toBeNull())

  test('of a role is told from that of a person', () => {
    expect(['info@a.no', 'POST@a.no', 'no-reply@a.no'].every(isRoleAddress)).toBe(true)
    expect(['kari@a.no', 'infokari@a.no', 'kari.info@a.no', 'a'].some(isRoleAddress)).toBe(false)
  })

  test('one slip is one letter changed, left out, added, or two swapped', () => {
    const near = ['gmial.com', 'gmai.com', 'gmaill.com', 'gmsil.com', 'mgail.com']
    expect(near.every(domain => isOneSlipAway(domain, 'gmail.com'))).toBe(true)
    expect(['gmail.com', 'gmal.co', 'gamli.com'].some(domain => isOneSlipAway(domain, 'gmail.com'))).toBe(
      false,
    )
  })
})

describe('an address', () => {
  test.each([
    ['1234ab', 'NL', '1234 AB'],
    ['12345', 'SE', '123 45'],
    ['S-123 45', 'SE', '123 45'],
    ['sw1a1aa', 'GB', 'SW1A 1AA'],
    ['00950', 'PL', '00-950'],
    ['DK-2100', 'DK', '2100'],
    ['k1a0b1', 'CA', 'K1A 0B1'],
    ['1000001', 'JP', '100-0001'],
    ['12', 'NO', null],
    ['ABC', 'HK', 'ABC'],
  ])('has the postcode %s of %s as %s', (given, country, wanted) =>
    expect(postcodeOf(given, country)).toBe(wanted),
  )

  test.each([
    ['Norge', 'NO'],
    ['norway', 'NO'],
    ['Tyskland', 'DE'],
    ['Deutschland', 'DE'],
    ['UK', 'GB'],
    ['no', 'NO'],
    ['中国', 'CN'],
    ['Sverige', 'SE'],
    ['Atlantis', null],
  ])('in “%s” is in %s', (given, wanted) => expect(countryOf(given)).toBe(wanted))

  test('gets its country as a code, its postcode as printed, and no shouting place', () => {
    const given = { lines: 'Storgata  1', postcode: 'N-0150', city: 'OSLO', country: 'Norge' }
    expect(cleanAddress(given, null)?.address).toEqual({
      lines: 'Storgata 1',
      postcode: '0150',
      city: 'Oslo',
      country: 'NO',
    })
    expect(cleanAddress({ postcode: '0150', city: 'Oslo', country: 'NO' }, null)).toBeNull()
    expect(cleanAddress({ postcode: 'O150', city: 'Oslo' }, 'NO')).toMatchObject({
      address: { postcode: '0150' },
      confidence: 0.8,
    })
    expect(cleanAddress({ postcode: '99', city: 'Oslo', country: 'NO' }, null)).toBeNull()
  })
})

describe('a telephone number', () => {
  test.each([
    ['22 33 44 55', 'NO', '+4722334455'],
    ['0047 22334455', null, '+4722334455'],
    ['+47 (0) 22 33 44 55', null, '+4722334455'],
    ['tlf. 22 33 44 55', 'NO', '+4722334455'],
    ['22 33 44 5O', 'NO', '+4722334450'],
    ['ask Kari', 'NO', null],
    ['+4722334455', null, null],
  ])('%s of %s becomes %s', (given, country, wanted) =>
    expect(cleanPhone(given, country)?.value ?? null).toBe(wanted),
  )
})

describe('a date', () => {
  const today = new Date('2026-11-22')
  test.each([
    ['31.12.1980', '1980-12-31', 0.95],
    ['12/31/1980', '1980-12-31', 0.95],
    ['3/4/1980', '1980-04-03', 0.5],
    ['5 May 1980', '1980-05-05', 0.95],
  ])('%s becomes %s', (given, value, confidence) =>
    expect(cleanDate(given, today)).toMatchObject({ value, confidence }),
  )
  test.each(['1980-12-31', 'soon', '30.02.1980'])('%s is left as it is', given =>
    expect(cleanDate(given, today)).toBeNull(),
  )
})
