import type { Reference } from '../../field/record.ts'
import type { Draft } from './draft.ts'
import type { Preview } from './standing.ts'

/** What a person may say once for all rows of a file. */
export type ImportOption = Preview['options'][number]

/** The options of this file: those that no column can say, and those that none of its columns says. */
export function openOptions({ preview, targets }: Pick<Draft, 'preview' | 'targets'>): ImportOption[] {
  const filled = new Set(Object.values(targets).map(({ target }) => target))
  const open = preview.options.filter(({ key, always }) => always || !filled.has(key))
  // What only a person can say comes first.
  return open.toSorted((a, b) => Number(b.always) - Number(a.always))
}

/** What is said for all rows, without what a column says by now: it would fill that column's empty cells unseen. */
export function saidForAll(draft: Draft): Record<string, string> | undefined {
  const { constants } = draft.options
  if (!constants) return undefined
  const open = new Set(openOptions(draft).map(({ key }) => key))
  const known = new Set(draft.preview.options.map(({ key }) => key))
  return Object.fromEntries(Object.entries(constants).filter(([key]) => open.has(key) || !known.has(key)))
}

/** The draft with this said for all rows; null takes it back. The title of a record is kept, to be shown again. */
export function sayForAll(draft: Draft, key: string, said: string | Reference | null): Draft {
  const { [key]: _former, ...others } = draft.options.constants ?? {}
  const value = typeof said === 'object' ? said?.id : said
  const constants = value ? { ...others, [key]: value } : others
  const titles =
    said && typeof said === 'object'
      ? { ...draft.options.titles, [said.id]: said.title }
      : draft.options.titles
  return { ...draft, options: { ...draft.options, constants, titles } }
}
