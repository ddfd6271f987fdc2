import { alike, all, any, type Condition, edits, equal, known, not, shares } from '../compare/conditions.ts'
import { holds } from '../compare/holds.ts'
import type { Features } from '../features.ts'

const birthDiffers = all(known('birth'), not(any(edits('birth', 1), { ask: 'swapped', trait: 'birth' })))
const crossed: Condition = { ask: 'crossed', traits: ['given', 'family'], likeness: 0.85 }
const givenDiffers = all(
  known('given'),
  not(any(alike('given', 0.85), { ask: 'initial', trait: 'given' }, crossed)),
)

/**
 * What speaks against linking without asking, whatever the weight. A veto is not a proof: a person may still say “same”.
 */
export const vetoes = {
  /** A person and an organisation: the company and its sole trader. */
  kind: all(known('kind'), not(equal('kind'))),
  /** Two registered organisations. */
  orgNumber: all(known('orgNumber'), not(edits('orgNumber', 1))),
  externalId: all(known('externalId'), not(equal('externalId')), birthDiffers),
  /** Two people who share a name. */
  birthAndEmail: all(birthDiffers, known('emails'), not(shares('emails'))),
  /** Father and son: one name, one home, two dates of birth. */
  birth: all(birthDiffers, any(equal('phones'), equal('street'), shares('emails'), shares('phones'))),
  /** Twins and couples: one home, one date of birth or none, two given names. */
  given: all(givenDiffers, any(shares('phones'), equal('street'), equal('birth'))),
} as const satisfies Record<string, Condition>

export type Veto = keyof typeof vetoes

/** The vetoes against linking two records without asking; none for most pairs. */
export function vetoesOf(a: Features, b: Features): Veto[] {
  return (Object.keys(vetoes) as Veto[]).filter(name => holds(vetoes[name], a.traits, b.traits))
}
