import { Fragment, type ReactNode } from 'react'
import type { Standings, ValueStanding } from './slots.ts'

/** What several modules say of the same values as if one said it; null while nobody has spoken. */
export function together(told: readonly (Standings | null)[]): Standings | null {
  const speaking = told.filter(each => each !== null)
  if (speaking.length === 0) return null
  return {
    field: key => asOne(speaking.flatMap(each => each.field(key) ?? [])),
    point: id => asOne(speaking.flatMap(each => each.point(id) ?? [])),
  }
}

function asOne(said: readonly ValueStanding[]): ValueStanding | undefined {
  const [only] = said
  if (!only) return undefined
  if (said.length === 1 && only.note === undefined) return only
  const standing = said.findLast(each => each.standing)?.standing
  const acts = said.flatMap(each => each.standing?.acts ?? [])
  const note = [standing?.note, ...said.map(each => each.note)].filter(Boolean).join(' ')
  const below = said.flatMap(each => (each.below ? [each.below] : []))
  return {
    ...(standing
      ? { standing: { ...standing, ...(acts.length > 0 ? { acts } : {}), ...(note ? { note } : {}) } }
      : {}),
    ...(below.length > 0 ? { below: oneByOne(below) } : {}),
  }
}

function oneByOne(parts: readonly ReactNode[]): ReactNode {
  return parts.map((part, at) => <Fragment key={at}>{part}</Fragment>)
}
