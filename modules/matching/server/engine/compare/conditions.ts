/**
 * What can be asked about two records. A condition is a value, so that the live check (`holds.ts`) and the batch
 * (`sql.ts`) are two readings of one text and cannot drift apart. A trait that is not known makes a condition false.
 */
export type Condition =
  | { ask: 'equal'; trait: string }
  /** A list of one has an element of the other. */
  | { ask: 'shares'; trait: string }
  /** Two traits exchanged, each with the same first letter and `likeness` alike (Jaro-Winkler). */
  | { ask: 'crossed'; traits: readonly [string, string]; firsts: readonly [string, string]; likeness: number }
  | { ask: 'alike'; trait: string; likeness: number }
  /** Any two elements of two lists at most `edits` apart. */
  | { ask: 'edits'; trait: string; edits: number }
  /** One is the first letter of the other; `first` is the trait with the first letter. */
  | { ask: 'initial'; trait: string; first: string }
  /** One is what the other is in another reading, such as with day and month exchanged. */
  | { ask: 'turned'; trait: string; into: string }
  | { ask: 'words'; trait: string; jaccard: number }
  | { ask: 'contained'; trait: string; share: number; atLeast: number }
  /** Numbers that differ by at most this share of the larger. */
  | { ask: 'near'; trait: string; share: number }
  /** Both records have it. */
  | { ask: 'known'; trait: string }
  | { ask: 'all'; of: readonly Condition[] }
  | { ask: 'any'; of: readonly Condition[] }
  | { ask: 'not'; of: Condition }

export const equal = (trait: string): Condition => ({ ask: 'equal', trait })
export const initial: Condition = { ask: 'initial', trait: 'given', first: 'givenInitial' }
export const swappedBirth: Condition = { ask: 'turned', trait: 'birth', into: 'birthSwapped' }
export const crossedNames = (likeness: number): Condition => ({
  ask: 'crossed',
  traits: ['given', 'family'],
  firsts: ['givenInitial', 'familyInitial'],
  likeness,
})
export const known = (trait: string): Condition => ({ ask: 'known', trait })
export const shares = (trait: string): Condition => ({ ask: 'shares', trait })
export const alike = (trait: string, likeness: number): Condition => ({ ask: 'alike', trait, likeness })
export const edits = (trait: string, count: number): Condition => ({ ask: 'edits', trait, edits: count })
export const all = (...of: Condition[]): Condition => ({ ask: 'all', of })
export const any = (...of: Condition[]): Condition => ({ ask: 'any', of })
export const not = (of: Condition): Condition => ({ ask: 'not', of })
