import {
  alike,
  all,
  any,
  type Condition,
  crossedNames,
  edits,
  equal,
  initial,
  known,
  not,
  shares,
  swappedBirth,
} from '../compare/conditions.ts'
import { holds } from '../compare/holds.ts'
import { type Features, otherTrait } from '../features.ts'
import { customerSchema, type Schema } from '../record.ts'

/** More than a slip: not one character, no exchange of day and month, no two characters within the year. */
const birthDiffers = all(
  known('birth'),
  not(any(edits('birth', 1), swappedBirth, all(equal('birthYear'), edits('birth', 2)))),
)
const emailDiffers = all(known('emails'), not(any(shares('emails'), alike('mailbox', 0.85))))
const crossed = crossedNames(0.85)
const givenDiffers = all(known('given'), not(any(alike('given', 0.85), initial, crossed)))
const oneHome = any(shares('phones'), equal('street'))

export const vetoNames = ['kind', 'orgNumber', 'birthAndEmail', 'birth', 'given'] as const
export type Veto = (typeof vetoNames)[number]

/**
 * What speaks against linking without asking, whatever the weight. A veto is not a proof: a person may still say “same”.
 */
export function vetoesFor(schema: Schema): Readonly<Record<Veto, Condition>> {
  const identifiers = Object.entries(schema.others).filter(([, kind]) => kind === 'identifier')
  // Who has the same number is no brother.
  const numbered = any(equal('externalId'), ...identifiers.map(([column]) => equal(otherTrait(column))))
  return {
    /** The company and its sole trader. */
    kind: all(known('kind'), not(equal('kind'))),
    /** Two registered organisations. */
    orgNumber: all(known('orgNumber'), not(edits('orgNumber', 1))),
    /** Namesakes. */
    birthAndEmail: all(birthDiffers, emailDiffers, not(numbered)),
    /** Father and son: one name, one home, two dates of birth. */
    birth: all(birthDiffers, any(oneHome, shares('emails')), not(numbered)),
    /** Twins and couples: one home or one date of birth, two given names. */
    given: all(givenDiffers, any(oneHome, equal('birth')), not(numbered)),
  }
}

const ofCustomers = vetoesFor(customerSchema)

/** The vetoes against linking two records without asking; none for most pairs. */
export function vetoesOf(a: Features, b: Features, vetoes = ofCustomers): Veto[] {
  return vetoNames.filter(name => holds(vetoes[name], a.traits, b.traits))
}
