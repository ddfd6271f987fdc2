import type { RemoteValue, RemoteValues } from '../connectors/port.ts'
import type { FieldRule } from '../systems/system.ts'
import type { Operation } from './operation.ts'
import { meansTheSame, type Said } from './values-there.ts'

/** What a person now wants to stand in one field there. */
export type Want = { rule: FieldRule & { target: string }; said: Said }

/** A record there, with what our copy says of it and what is on its way or waits for somebody. */
export type Standing = {
  values: RemoteValues | null
  seenAt: Date | null
  operations: readonly Operation[]
}

/** An operation to be written, without what is the same for all of an act. */
export type Wanted = Pick<Operation, 'fields' | 'set' | 'expected' | 'reason'> & {
  state: 'asked' | 'pending' | 'failed'
}

/** What becomes of the operations of a record: new ones, and older ones by their id, with the new one that takes their place. */
export type Fold = {
  wanted: Wanted[]
  /** Not sent yet, and not needed any more as they are. */
  withdrawn: { operation: Operation; by: Wanted | null }[]
  /** Stuck, and answered by what somebody does now. */
  answered: { operation: Operation; by: Wanted | null }[]
}

type Folding = {
  wants: readonly Want[]
  standing: Standing
  /** What fields there are here. */
  targets: ReadonlyMap<string, string>
  country: string | null
}

/**
 * Folds what is wanted now into what has not been sent yet: of a record at most one operation of a kind waits, so that none overtakes
 * another and none writes what is no longer meant. What has been sent stays; its successor expects what it sets.
 */
export function fold({ wants, standing, targets, country }: Folding): Fold {
  const { operations } = standing
  const result: Fold = { wanted: [], withdrawn: [], answered: [] }
  const touched = new Set(wants.map(({ rule }) => rule.field))
  const needed = wants.filter(({ rule, said }) => {
    const stands = standsThere(rule.field, standing)
    return 'refused' in said
      ? !meansTheSame(rule.target, [said.raw, stands], country)
      : !meansTheSame(rule.target, [said.value, stands], country)
  })
  for (const [write, state] of [
    ['yes', 'pending'],
    ['request', 'asked'],
  ] as const) {
    const waiting = operations.filter(operation => operation.state === state)
    const mine = needed.filter(({ rule, said }) => rule.write === write && 'value' in said)
    const fresh = waitingOf(mine, { waiting, touched, standing, state, targets })
    if (waiting.length === 1 && fresh && sameValues(fresh.set, (waiting[0] as Operation).set)) continue
    if (fresh) result.wanted.push(fresh)
    for (const operation of waiting) result.withdrawn.push({ operation, by: fresh })
  }
  addFailed(result, { needed, standing })
  const stuck = operations.filter(
    ({ state, decidedAt }) => (state === 'conflict' || state === 'failed') && decidedAt === null,
  )
  for (const operation of stuck) {
    const fields = Object.keys(operation.set)
    if (!fields.every(field => touched.has(field))) continue
    const again = result.wanted.findIndex(
      ({ state, set }) =>
        state === 'failed' && operation.state === 'failed' && sameValues(set, operation.set),
    )
    // It failed for the same reason before, and still waits for somebody.
    if (again >= 0) result.wanted.splice(again, 1)
    else
      result.answered.push({
        operation,
        by: result.wanted.find(({ set }) => fields.some(field => field in set)) ?? null,
      })
  }
  return result
}

/** What stands in a field there, or will once what has been sent has arrived. */
export function standsThere(field: string, { values, seenAt, operations }: Standing): RemoteValue {
  const sent = operations.findLast(({ state, set }) => state === 'sent' && field in set)
  if (sent) return sent.set[field] ?? null
  // Somebody has looked at what they say and decided; our copy may not have heard of it yet.
  const seen = operations.findLast(
    ({ state, decidedAt, theirs, set, endedAt }) =>
      state === 'conflict' &&
      decidedAt !== null &&
      theirs !== null &&
      field in set &&
      (seenAt === null || (endedAt !== null && endedAt > seenAt)),
  )
  return (seen?.theirs ?? values)?.[field] ?? null
}

type Waiting = {
  waiting: readonly Operation[]
  touched: ReadonlySet<string>
  standing: Standing
  state: 'asked' | 'pending'
  targets: ReadonlyMap<string, string>
}

/** The one operation that waits afterwards; null where nothing is left to be written. */
function waitingOf(
  needed: readonly Want[],
  { waiting, touched, standing, state, targets }: Waiting,
): Wanted | null {
  const set: Record<string, RemoteValue> = {}
  const expected: Record<string, RemoteValue> = {}
  for (const operation of waiting) {
    for (const field of Object.keys(operation.set).filter(name => !touched.has(name))) {
      set[field] = operation.set[field] ?? null
      expected[field] = operation.expected[field] ?? null
    }
  }
  for (const { rule, said } of needed) {
    if (!('value' in said)) continue
    set[rule.field] = said.value
    expected[rule.field] = standsThere(rule.field, standing)
  }
  const names = Object.keys(set)
  if (names.length === 0) return null
  return {
    state,
    set,
    expected,
    fields: [...new Set(names.flatMap(name => targets.get(name) ?? []))],
    reason: null,
  }
}

function addFailed(
  result: Fold,
  { needed, standing }: { needed: readonly Want[]; standing: Standing },
): void {
  for (const { rule, said } of needed) {
    if (!('refused' in said)) continue
    result.wanted.push({
      state: 'failed',
      set: { [rule.field]: said.raw },
      expected: { [rule.field]: standsThere(rule.field, standing) },
      fields: [rule.target],
      reason: said.refused,
    })
  }
}

function sameValues(one: RemoteValues, other: RemoteValues): boolean {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every(name => name in other && (one[name] ?? null) === (other[name] ?? null))
  )
}
