import type { MemberRow } from '../../../customers/index.ts'
import type { Golden, SharedColumn } from '../../../customers/index.ts'
import type { GoldenField } from './fields.ts'
import { criteriaOf, type Criterion, type Survivorship } from '../../contract/golden.ts'

/** What is known of one member's value of one field. Times as ISO text. */
export type Fact = {
  /** Since when the value stands, or was last confirmed. */
  at: string | null
  confirmed: boolean
  disputed: boolean
  invalid: boolean
  /** When a person chose this member's value. */
  chosenAt: string | null
}

export type FactOf = (memberId: string, field: string) => Fact

/** Why a value is the one shown: a criterion, or there was nothing to decide. */
export type Decided = Criterion | 'chosen' | 'only' | 'same' | 'all' | 'latest' | 'none'

/** What a family shows in one field: whose value, and what decided; `others` have another value. */
export type Outcome = { field: string; member: string | null; decided: Decided; others: string[] }

export type GoldenRecord = { outcomes: Outcome[]; golden: Golden }

/**
 * The golden record of a family: per field the value that survives, by the criteria of its policy in their order; where
 * they cannot decide, the oldest record's. `members` have their own values, oldest first; nothing else goes in, so that
 * any order of links gives the same record.
 */
export function goldenOf(
  members: readonly MemberRow[],
  { fields, policy, factOf }: { fields: readonly GoldenField[]; policy: Survivorship; factOf: FactOf },
): GoldenRecord {
  const root = members[0] as MemberRow
  const values: Partial<Record<SharedColumn, unknown>> = {}
  const custom: Record<string, unknown> = {}
  const outcomes = fields.map(field => {
    const outcome = chosenOf(members, field, factOf) ?? decide(members, field, { policy, factOf })
    const from = members.find(({ id }) => id === outcome.member)
    if (outcome.decided === 'all') values[field.columns[0] as SharedColumn] = unionOf(members, field)
    else if (field.own && from) custom[field.own] = (from.custom as Record<string, unknown>)[field.own]
    else if (from) for (const column of field.columns) values[column] = from[column]
    return outcome
  })
  values.custom = { ...unknownOwn(root, fields), ...custom }
  values.words = wordsOfAll(members)
  return { outcomes, golden: { id: root.id, values } }
}

type Deciding = { policy: Survivorship; factOf: FactOf }

function decide(members: readonly MemberRow[], field: GoldenField, deciding: Deciding): Outcome {
  const known = members.flatMap(member => {
    const value = valueOf(member, field)
    return value === null ? [] : [{ member, value, fact: deciding.factOf(member.id, field.key) }]
  })
  if (known.length === 0) return { field: field.key, member: null, decided: 'none', others: [] }
  const { left, decided } =
    field.mode === 'one' ? narrowed(known, field, deciding.policy) : gathered(known, field)
  const winner = left[0] as Known
  const others = known.filter(({ value }) => value !== winner.value).map(({ member }) => member.id)
  const plain = known.length === 1 ? 'only' : 'same'
  return { field: field.key, member: winner.member.id, decided: others.length > 0 ? decided : plain, others }
}

/** What a person has chosen holds before any rule, also where it is that the field is empty; the newest choice counts. */
function chosenOf(members: readonly MemberRow[], field: GoldenField, factOf: FactOf): Outcome | null {
  const timed = members.flatMap(member => {
    const at = factOf(member.id, field.key).chosenAt
    return at ? [{ member, at }] : []
  })
  const [first] = timed
  if (!first) return null
  const { member } = timed.reduce((newest, one) => (one.at > newest.at ? one : newest), first)
  const value = valueOf(member, field)
  const others = members.filter(other => ![null, value].includes(valueOf(other, field)))
  return { field: field.key, member: member.id, decided: 'chosen', others: others.map(({ id }) => id) }
}

/** Values of the root in own fields that are no longer described stay as they are. */
function unknownOwn(root: MemberRow, fields: readonly GoldenField[]): Record<string, unknown> {
  const known = new Set(fields.map(({ own }) => own))
  return Object.fromEntries(
    Object.entries((root.custom ?? {}) as Record<string, unknown>).filter(([key]) => !known.has(key)),
  )
}

/** A family is found by each of its names. In the notation of a tsvector, which is a set. */
function wordsOfAll(members: readonly MemberRow[]): string {
  const all = members.flatMap(member => String(member.words ?? '').match(/'[^']+'/g) ?? [])
  return [...new Set(all)].sort().join(' ')
}

/** Whether members say different things in a field, so that something has to be decided. */
export function isContested(members: readonly MemberRow[], field: GoldenField): boolean {
  const said = members.map(member => valueOf(member, field)).filter(value => value !== null)
  return field.mode === 'one' && new Set(said).size > 1
}

function valueOf(member: MemberRow, field: GoldenField): string | null {
  if (field.own) return meaning([(member.custom as Record<string, unknown> | null)?.[field.own]])
  return meaning(field.columns.map(column => member[column]))
}

/** One text by which values are equal or not; null for nothing. */
function meaning(parts: readonly unknown[]): string | null {
  const empty = (part: unknown) =>
    part === null || part === undefined || part === '' || (Array.isArray(part) && part.length === 0)
  return parts.every(empty) ? null : JSON.stringify(parts)
}

type Known = { member: MemberRow; value: string; fact: Fact }

/** Asks one criterion after the other until all that are left have the same value. */
function narrowed(
  known: readonly Known[],
  field: GoldenField,
  policy: Survivorship,
): { left: readonly Known[]; decided: Decided } {
  let left = known
  const chosen = best(left, ({ fact }) =>
    fact.chosenAt ? Date.parse(fact.chosenAt) : Number.NEGATIVE_INFINITY,
  )
  if (chosen.some(({ fact }) => fact.chosenAt)) return { left: chosen, decided: 'chosen' }
  for (const criterion of criteriaOf(policy, field.key)) {
    if (criterion === 'oldest') break
    const fewer = best(left, scores[criterion](field, policy))
    if (fewer.length < left.length && new Set(fewer.map(({ value }) => value)).size === 1)
      return { left: fewer, decided: criterion }
    left = fewer
  }
  return { left, decided: 'oldest' }
}

function best(left: readonly Known[], score: (known: Known) => number): readonly Known[] {
  const scored = left.map(known => ({ known, score: score(known) }))
  const top = scored.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY)
  return scored.filter(({ score }) => score === top).map(({ known }) => known)
}

type Score = (field: GoldenField, policy: Survivorship) => (known: Known) => number

/** Greater is better; equal leaves it to the next criterion. */
const scores: Record<Exclude<Criterion, 'oldest'>, Score> = {
  confirmed:
    () =>
    ({ fact }) =>
      fact.disputed ? -1 : fact.confirmed ? 1 : 0,
  source: (field, policy) => {
    const ranked = policy.fields[field.key]?.sources ?? policy.sources
    return ({ member }) => {
      const at = ranked.indexOf(String(member.source ?? ''))
      return at < 0 ? -ranked.length : -at
    }
  },
  valid:
    () =>
    ({ fact }) =>
      fact.invalid ? 0 : 1,
  complete:
    field =>
    ({ member }) =>
      fullness(member, field),
  newest:
    () =>
    ({ fact }) =>
      fact.at ? Date.parse(fact.at) : Number.NEGATIVE_INFINITY,
}

/** How much a value says: parts that are filled, then words that are more than an initial. */
function fullness(member: MemberRow, field: GoldenField): number {
  const parts = field.columns
    .filter(column => column !== 'sort_name' && column !== 'custom')
    .map(column => member[column])
  const filled = parts.filter(part => meaning([part]) !== null).length
  if (field.key !== 'name') return filled
  // “A/S” is a word, “M.” is not.
  const words = String(member.name ?? '')
    .split(/\s+/)
    .filter(word => (word.match(/\p{L}/gu) ?? []).length > 1)
  return filled * 100 + Math.min(words.length, 99)
}

function gathered(
  known: readonly Known[],
  field: GoldenField,
): { left: readonly Known[]; decided: 'all' | 'latest' } {
  if (field.mode === 'all') return { left: known, decided: 'all' }
  return { left: best(known, ({ member }) => timeOf(member, field)), decided: 'latest' }
}

function timeOf(member: MemberRow, field: GoldenField): number {
  return Date.parse(String(member[field.columns[0] as string]))
}

/** Of lists all entries, the oldest record's first. */
function unionOf(members: readonly MemberRow[], field: GoldenField): string[] {
  const column = field.columns[0] as SharedColumn
  return [...new Set(members.flatMap(member => (member[column] as string[] | null) ?? []))]
}
