import type { RecordRow } from '../../../../ui/field/record.ts'

/** A person's name as the list sorts it, family name first: a column whose order nobody can see is no order. */
export function nameInOrder({ kind, name, givenName, familyName }: RecordRow): string {
  const composed =
    typeof givenName === 'string' && typeof familyName === 'string' && name === `${givenName} ${familyName}`
  return kind === 'person' && composed ? `${familyName}, ${givenName}` : String(name ?? '')
}
