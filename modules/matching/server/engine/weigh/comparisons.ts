import {
  alike,
  all,
  any,
  crossedNames,
  edits,
  equal,
  initial,
  known,
  not,
  shares,
  swappedBirth,
} from '../compare/conditions.ts'
import { otherTrait, wordsTrait } from '../features.ts'
import type { OtherKind, Schema } from '../record.ts'
import type { Comparison, Level } from './model.ts'

const crossed = crossedNames(0.92)
const otherwise = (m: number, u: number, group = 0): Level => ({ name: 'different', when: null, m, u, group })

/** The prior m and u are of experience: the published figures of linkage projects, rounded. EM replaces them. */
const given: Comparison = {
  name: 'given',
  needs: ['given'],
  levels: [
    { name: 'same', when: equal('given'), m: 0.8, u: 0.004, frequency: 'given' },
    { name: 'crossed', when: crossed, m: 0.02, u: 0.00001 },
    { name: 'initial', when: initial, m: 0.02, u: 0.01 },
    { name: 'close', when: alike('given', 0.92), m: 0.07, u: 0.003 },
    { name: 'similar', when: alike('given', 0.82), m: 0.04, u: 0.01 },
    otherwise(0.05, 0.97),
  ],
}

const family: Comparison = {
  name: 'family',
  ofHome: true,
  needs: ['family'],
  // Names that changed places are one agreement, not two.
  skip: all(crossed, not(equal('given')), not(equal('family'))),
  levels: [
    { name: 'same', when: equal('family'), m: 0.85, u: 0.001, frequency: 'family' },
    { name: 'close', when: alike('family', 0.92), m: 0.07, u: 0.001 },
    { name: 'similar', when: alike('family', 0.82), m: 0.03, u: 0.004 },
    otherwise(0.05, 0.99),
  ],
}

const company: Comparison = {
  name: 'company',
  needs: ['company'],
  levels: [
    { name: 'same', when: equal('company'), m: 0.65, u: 0.0001, frequency: 'company' },
    { name: 'reordered', when: equal('nameKey'), m: 0.05, u: 0.00002 },
    {
      name: 'close',
      when: any(alike('company', 0.92), { ask: 'words', trait: 'companyWords', jaccard: 0.66 }),
      m: 0.12,
      u: 0.0008,
    },
    {
      name: 'contained',
      when: { ask: 'contained', trait: 'companyWords', share: 1, atLeast: 1 },
      m: 0.08,
      u: 0.002,
    },
    {
      name: 'similar',
      when: any(alike('company', 0.82), { ask: 'words', trait: 'companyWords', jaccard: 0.4 }),
      m: 0.05,
      u: 0.01,
    },
    otherwise(0.05, 0.98),
  ],
}

const birth: Comparison = {
  name: 'birth',
  needs: ['birth'],
  levels: [
    { name: 'same', when: equal('birth'), m: 0.88, u: 0.00006, frequency: 'birth' },
    { name: 'close', when: any(edits('birth', 1), swappedBirth), m: 0.07, u: 0.001 },
    { name: 'similar', when: edits('birth', 2), m: 0.02, u: 0.01 },
    otherwise(0.03, 0.98),
  ],
}

/** Namesakes have like mailboxes, since these are made of names: with one name they say little. */
const namesakes = equal('nameKey')
const likeMailbox = alike('mailbox', 0.93)

const email: Comparison = {
  name: 'email',
  needs: ['emails'],
  levels: [
    {
      name: 'same',
      when: all(namesakes, shares('emails')),
      m: 0.7,
      u: 0.0005,
      group: 1,
      frequency: 'emails',
    },
    { name: 'mailbox', when: all(namesakes, likeMailbox), m: 0.1, u: 0.2, group: 1 },
    { name: 'different', when: namesakes, m: 0.2, u: 0.8, group: 1 },
    { name: 'same', when: shares('emails'), m: 0.7, u: 0.000002, frequency: 'emails' },
    { name: 'mailbox', when: equal('mailbox'), m: 0.06, u: 0.00002, frequency: 'mailbox' },
    { name: 'close', when: likeMailbox, m: 0.06, u: 0.0005 },
    otherwise(0.18, 0.999),
  ],
}

const phone: Comparison = {
  name: 'phone',
  ofHome: true,
  needs: ['phones'],
  levels: [
    { name: 'same', when: shares('phones'), m: 0.7, u: 0.000002, frequency: 'phones' },
    { name: 'close', when: edits('phones', 1), m: 0.05, u: 0.00001 },
    otherwise(0.25, 0.999),
  ],
}

const address: Comparison = {
  name: 'address',
  ofHome: true,
  needs: ['street'],
  levels: [
    { name: 'same', when: all(equal('street'), equal('house')), m: 0.7, u: 0.00001, frequency: 'street' },
    { name: 'close', when: all(alike('street', 0.88), equal('house')), m: 0.08, u: 0.00001 },
    { name: 'street', when: equal('street'), m: 0.07, u: 0.0005, frequency: 'street' },
    { name: 'similar', when: alike('street', 0.88), m: 0.04, u: 0.002 },
    otherwise(0.11, 0.997),
  ],
}

const postcode: Comparison = {
  name: 'postcode',
  ofHome: true,
  needs: ['postcode'],
  levels: [
    { name: 'same', when: equal('postcode'), m: 0.85, u: 0.001, frequency: 'postcode' },
    { name: 'close', when: edits('postcode', 1), m: 0.06, u: 0.01 },
    otherwise(0.09, 0.98),
  ],
}

/** Who shares the postcode shares the city: that is one agreement, so it has levels of its own. */
function withinPostcode(trait: 'city' | 'region', likeness: number): Comparison {
  return {
    name: trait,
    ofHome: true,
    needs: [trait],
    levels: [
      { name: 'same', when: all(equal('postcode'), alike(trait, likeness)), m: 0.9, u: 0.8, group: 1 },
      { name: 'different', when: equal('postcode'), m: 0.1, u: 0.2, group: 1 },
      { name: 'same', when: equal(trait), m: 0.8, u: trait === 'city' ? 0.01 : 0.15, frequency: trait },
      { name: 'close', when: alike(trait, likeness), m: 0.07, u: 0.003 },
      otherwise(0.13, trait === 'city' ? 0.98 : 0.85),
    ],
  }
}

/** A trait that is equal, nearly equal or not. */
function code(name: string, trait: string, u: number): Comparison {
  return {
    name,
    needs: [trait],
    levels: [
      { name: 'same', when: equal(trait), m: 0.88, u, frequency: trait },
      { name: 'close', when: edits(trait, 1), m: 0.06, u: u * 20 },
      otherwise(0.06, 1 - 21 * u),
    ],
  }
}

const site: Comparison = {
  name: 'site',
  ofHome: true,
  needs: ['site'],
  levels: [
    { name: 'same', when: equal('site'), m: 0.8, u: 0.00005, frequency: 'site' },
    otherwise(0.2, 0.9999),
  ],
}

const country: Comparison = {
  name: 'country',
  ofHome: true,
  needs: ['country'],
  skip: any(equal('postcode'), equal('city')),
  levels: [
    { name: 'same', when: equal('country'), m: 0.95, u: 0.5, frequency: 'country' },
    otherwise(0.05, 0.5),
  ],
}

/** The house number where there is no street to go with it. */
const house: Comparison = {
  name: 'house',
  ofHome: true,
  needs: ['house'],
  skip: known('street'),
  levels: [
    { name: 'same', when: equal('house'), m: 0.85, u: 0.02, frequency: 'house' },
    otherwise(0.15, 0.98),
  ],
}

function other(column: string, kind: OtherKind): Comparison {
  const trait = otherTrait(column)
  const words = wordsTrait(column)
  if (kind === 'identifier') return code(trait, trait, 0.00001)
  const levels: Record<Exclude<OtherKind, 'identifier'>, readonly Level[]> = {
    category: [{ name: 'same', when: equal(trait), m: 0.85, u: 0.1, frequency: trait }, otherwise(0.15, 0.9)],
    number: [
      { name: 'same', when: equal(trait), m: 0.6, u: 0.01, frequency: trait },
      { name: 'close', when: { ask: 'near', trait, share: 0.05 }, m: 0.15, u: 0.03 },
      { name: 'similar', when: { ask: 'near', trait, share: 0.2 }, m: 0.1, u: 0.08 },
      otherwise(0.15, 0.88),
    ],
    label: [
      { name: 'same', when: equal(trait), m: 0.6, u: 0.001, frequency: trait },
      {
        name: 'close',
        when: any(alike(trait, 0.92), { ask: 'words', trait: words, jaccard: 0.66 }),
        m: 0.15,
        u: 0.002,
      },
      {
        name: 'contained',
        when: { ask: 'contained', trait: words, share: 1, atLeast: 1 },
        m: 0.07,
        u: 0.005,
      },
      {
        name: 'similar',
        when: any(alike(trait, 0.82), { ask: 'words', trait: words, jaccard: 0.33 }),
        m: 0.08,
        u: 0.01,
      },
      otherwise(0.1, 0.98),
    ],
    text: [
      { name: 'same', when: { ask: 'words', trait: words, jaccard: 0.8 }, m: 0.4, u: 0.0005 },
      { name: 'close', when: { ask: 'words', trait: words, jaccard: 0.5 }, m: 0.25, u: 0.001 },
      { name: 'similar', when: { ask: 'words', trait: words, jaccard: 0.3 }, m: 0.15, u: 0.005 },
      { name: 'little', when: { ask: 'words', trait: words, jaccard: 0.15 }, m: 0.1, u: 0.05 },
      otherwise(0.1, 0.94),
    ],
  }
  const neutral = kind === 'category' || kind === 'number'
  return { name: trait, needs: [trait], ...(neutral ? { ofHome: true } : {}), levels: levels[kind] }
}

/** Before anything is learnt, homes agree on what belongs to them as one customer does. */
const withHomes = (comparison: Comparison): Comparison =>
  comparison.ofHome
    ? { ...comparison, levels: comparison.levels.map(level => ({ ...level, h: level.m })) }
    : comparison

/** The comparisons for records of a schema, with weights from experience. */
export function comparisonsFor(schema: Schema): readonly Comparison[] {
  const all = [
    given,
    family,
    company,
    birth,
    email,
    phone,
    address,
    house,
    postcode,
    withinPostcode('city', 0.88),
    withinPostcode('region', 0.9),
    country,
    code('orgNumber', 'orgNumber', 0.000001),
    code('externalId', 'externalId', 0.000001),
    site,
    ...Object.entries(schema.others).map(([column, kind]) => other(column, kind)),
  ]
  return all.map(withHomes)
}
