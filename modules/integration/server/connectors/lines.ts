import { keyParts, type RemoteCreation, type RemoteValues } from './port.ts'

type Lines = Pick<RemoteCreation, 'object'> & { lines: NonNullable<RemoteCreation['lines']> }

/** The lines of a record that stands under this key, in their order; those that say the same fields go together. */
export function lineGroups({ object, lines }: Lines, key: string): RemoteValues[][] {
  const link = Object.fromEntries(keyParts(object, key).map((part, at) => [lines.link[at] as string, part]))
  const groups: RemoteValues[][] = []
  for (const set of lines.set) {
    const line = { ...set, ...link }
    const last = groups.at(-1)
    if (last?.[0] && Object.keys(last[0]).join() === Object.keys(line).join()) last.push(line)
    else groups.push([line])
  }
  return groups
}
