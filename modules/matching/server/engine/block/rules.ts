import { type Features, otherTrait, type Trait, wordsTrait } from '../features.ts'
import type { Schema } from '../record.ts'

/**
 * Records that agree on all traits of a rule are compared. `live`: its values are kept as match keys. The others are for
 * the batch only, from tight to loose, as far as the budget of pairs goes.
 */
export type BlockingRule = { code: string; traits: readonly string[]; live: boolean }

const live = (code: string, ...traits: string[]): BlockingRule => ({ code, traits, live: true })
const batch = (code: string, ...traits: string[]): BlockingRule => ({ code, traits, live: false })

const named: readonly BlockingRule[] = [
  live('em', 'emails'),
  live('on', 'orgNumber'),
  live('ex', 'externalId'),
  live('ph', 'phones'),
  live('gb', 'given', 'birth'),
  live('fb', 'familySound', 'birth'),
  live('ib', 'givenInitial', 'birth'),
  live('fp', 'familySound', 'postcode'),
  live('sp', 'familyStart', 'postcode'),
  live('mb', 'mailbox'),
  live('nk', 'nameKey'),
  live('cp', 'companySound', 'postcode'),
  live('cc', 'companySound', 'city'),
  live('si', 'site'),
  live('hs', 'house', 'street', 'postcode'),
  batch('gp', 'given', 'postcode'),
  batch('bp', 'birth', 'postcode'),
  batch('fg', 'familySound', 'given'),
  batch('fc', 'family', 'city'),
  batch('gs', 'given', 'street'),
  batch('hr', 'house', 'street'),
  batch('co', 'company'),
  batch('cw', 'companyWords'),
]

const loose: readonly BlockingRule[] = [
  batch('fy', 'familySound', 'birthYear'),
  batch('gy', 'given', 'birthYear'),
  batch('b', 'birth'),
  batch('st', 'street'),
  batch('f', 'familySound'),
  batch('g', 'given'),
  batch('pc', 'postcode'),
]

/** The rules for records of a schema, from tight to loose. */
export function rulesFor(schema: Schema): readonly BlockingRule[] {
  const others = Object.entries(schema.others)
  const of = (kinds: readonly string[], rule: (column: string) => BlockingRule) =>
    others.filter(([, kind]) => kinds.includes(kind)).map(([column]) => rule(column))
  return [
    ...named,
    ...of(['identifier', 'label', 'text'], column => batch(`o:${column}`, otherTrait(column))),
    ...of(['label', 'text'], column => batch(`w:${column}`, wordsTrait(column))),
    ...loose,
  ]
}

/**
 * The match keys of a record: texts such that two records that share one are worth comparing. At most a few dozen, each
 * below 200 characters; a trait that is not known gives no key.
 */
export function keysOf({ traits }: Features): string[] {
  return named
    .filter(rule => rule.live)
    .flatMap(({ code, traits: names }) =>
      combined(names.map(name => traits[name])).map(key => `${code}:${key}`),
    )
}

function combined(traits: readonly (Trait | undefined)[]): string[] {
  if (traits.some(trait => trait === undefined || trait === null)) return []
  const lists = traits.map(trait => (typeof trait === 'object' && trait !== null ? trait : [String(trait)]))
  return lists.reduce<string[]>(
    (keys, values) =>
      keys.flatMap(key => values.map(value => (key === '' ? short(value) : `${key}|${short(value)}`))),
    [''],
  )
}

const short = (value: string) => value.slice(0, 60)
