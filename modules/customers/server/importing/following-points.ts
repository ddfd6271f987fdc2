import { isDeepStrictEqual } from 'node:util'
import { newId } from '../../../../platform/ids.ts'
import { addressLine, type Existing, type Point, primaryOf } from './record.ts'

type Kind = Point['kind']
export const pointKinds: readonly Kind[] = ['email', 'phone', 'address']

/** All that the other system says of one kind of contact point: before, and now. */
type Said = { kind: Kind; was: readonly Point[]; is: readonly Point[] }

/**
 * Puts what the other system says of contact points on the record: what went there goes here, or becomes what took its
 * place; what came is added. Points that people have added or changed here stay.
 */
export function followPoints(record: Existing, was: readonly Point[], is: readonly Point[]): void {
  for (const kind of pointKinds) {
    const of = (points: readonly Point[]) => points.filter(point => point.kind === kind)
    const said = { kind, was: of(was), is: of(is) }
    if (!isDeepStrictEqual(said.was.map(content), said.is.map(content))) followKind(record, said)
  }
}

function content({ id: _, ...point }: Point): Omit<Point, 'id'> {
  return point
}

function followKind(record: Existing, said: Said): void {
  const { was, is } = said
  const within = (points: readonly Point[], { value }: Point) => points.find(point => point.value === value)
  const went = first(was.filter(point => !within(is, point)))
  const came = first(is.filter(point => !within(was, point)))
  const pairs = went.map((old, at) => ({ old, next: came[at] }))
  for (const old of was) {
    const next = within(is, old)
    if (next) pairs.push({ old, next })
  }
  const here = pairs.map(pair => ({ ...pair, point: pointHere(record, said, pair.old) }))
  for (const { old, next, point } of here) {
    const there = next && next.value !== old.value ? valueHere(record, next) : undefined
    if (point && (!next || there)) remove(record, point, there)
    else if (point && next) put(point, old, next)
  }
  const lost = here.flatMap(({ old, next, point }) =>
    !point && next && next.value !== old.value ? [next] : [],
  )
  for (const point of [...lost, ...came.slice(went.length)]) add(record, point)
  const heir = pairs.find(({ old }) => old.primary)?.next
  const primary = is.find(point => point.primary)
  if (primary && heir?.value !== primary.value) promote(record, said, primary)
}

/** The primary ones first: the one that took the place of the primary one is primary. */
function first(points: readonly Point[]): Point[] {
  return points.toSorted((a, b) => Number(b.primary) - Number(a.primary))
}

function valueHere({ points }: Existing, { kind, value }: Point): Point | undefined {
  return points.find(point => point.kind === kind && point.value === value)
}

/** The point as the record has it. The parts of an address change one by one, so it is known as the primary one too. */
function pointHere(record: Existing, { kind, was, is }: Said, old: Point): Point | undefined {
  const same = valueHere(record, old)
  if (same || kind !== 'address' || !old.primary || !is.length) return same
  const primary = primaryOf(record.points, kind)
  const another = was.some(point => point !== old && point.value === primary?.value)
  return primary?.primary && !another ? primary : undefined
}

function remove(record: Existing, gone: Point, instead: Point | undefined): void {
  if (instead === gone) return
  record.points = record.points.filter(point => point !== gone)
  if (gone.primary && instead) instead.primary = true
}

/** What differs between the two is written on the point; its id and rank stay. */
function put(point: Point, old: Point, next: Point): void {
  if (point.kind === 'address') putAddress(point, old, next)
  else if (old.value !== next.value)
    Object.assign(point, { value: next.value, given: next.given, problem: next.problem })
  if (old.given !== next.given) point.given = next.given
  if (old.problem !== next.problem) point.problem = next.problem
  if (old.label !== next.label) point.label = next.label
}

function putAddress(point: Point, old: Point, next: Point): void {
  const address = { ...point.address }
  for (const part of Object.keys({ ...old.address, ...next.address })) {
    const value = next.address?.[part]
    if (value === old.address?.[part]) continue
    if (value) address[part] = value
    else delete address[part]
  }
  if (isDeepStrictEqual(address, point.address)) return
  const value = isDeepStrictEqual(address, next.address) ? next.value : addressLine(address)
  if (value) Object.assign(point, { address, value })
}

function add(record: Existing, point: Point): void {
  if (valueHere(record, point)) return
  const taken = record.points.some(({ kind, primary }) => primary && kind === point.kind)
  // Whoever takes the same thing again would give it the same id.
  record.points.push({ ...point, id: newId(), primary: point.primary && !taken })
}

/** Makes it the primary one, unless people have chosen one here of which the other system knows nothing. */
function promote(record: Existing, { kind, was, is }: Said, next: Point): void {
  const point = valueHere(record, next)
  const chosen = record.points.find(one => one.kind === kind && one.primary)
  if (!point || (chosen && ![...was, ...is].some(({ value }) => value === chosen.value))) return
  for (const one of record.points) if (one.kind === kind) one.primary = one === point
}
