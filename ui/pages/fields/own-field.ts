import type { ReplyOf } from '../../../platform/contract/endpoint.ts'
import type { fieldsContract } from '../../../platform/entities/contract.ts'

export type OwnField = ReplyOf<typeof fieldsContract.list>['items'][number]
export type OwnKind = OwnField['kind']

type Choice = { value: string; label?: string | undefined }

/** The choices of a field as the API has them. */
export function choicesOf({ choices }: OwnField): readonly Choice[] {
  return Array.isArray(choices) ? (choices as Choice[]) : []
}

/** A key from a label: Latin letters, digits, underscores. Labels in other scripts get a stable number instead. */
export function keyFor(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 40)
  const base =
    plain ||
    `field_${[...label].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 0).toString(36)}`
  let key = base
  for (let number = 2; taken.includes(key); number++) key = `${base}_${number}`
  return key
}

/** New lines of choices with the values that known labels already have, so that records keep theirs. */
export function choicesFrom(
  labels: readonly string[],
  known: readonly Choice[],
): { value: string; label: string }[] {
  return labels.map(label => ({
    value: known.find(choice => (choice.label ?? choice.value) === label)?.value ?? label.slice(0, 100),
    label,
  }))
}
