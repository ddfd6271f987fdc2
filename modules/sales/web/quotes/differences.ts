import type { QuoteVersion } from '../../contract.ts'

type KeptLine = QuoteVersion['lines'][number]

/** What of a line differs, with what it was and what it is. */
export type LineChange = {
  name: string
  quantity?: { from: string; to: string }
  price?: { from: number; to: number }
  net?: { from: number; to: number }
}

export type Differences = {
  added: readonly KeptLine[]
  removed: readonly KeptLine[]
  changed: readonly LineChange[]
  /** Of the whole: null where it is the same. */
  total: { from: number; to: number } | null
  validUntil: { from: string; to: string } | null
}

/** What a version has otherwise than the one before. Lines are the same by their product, else by their words, in their order. */
export function differences(before: QuoteVersion, after: QuoteVersion): Differences {
  const left = [...before.lines]
  const added: KeptLine[] = []
  const changed: LineChange[] = []
  for (const line of after.lines) {
    const at = left.findIndex(other => same(other, line))
    const [was] = at < 0 ? [] : left.splice(at, 1)
    if (!was) added.push(line)
    else if (differs(was, line)) changed.push(changeOf(was, line))
  }
  return {
    added,
    removed: left,
    changed,
    total: fromTo(before.totals.total, after.totals.total),
    validUntil: fromTo(before.validUntil, after.validUntil),
  }
}

/** Whether two versions come to the same in everything that is told. */
export const isSame = ({ added, removed, changed, total, validUntil }: Differences): boolean =>
  added.length + removed.length + changed.length === 0 && total === null && validUntil === null

function same(a: KeptLine, b: KeptLine): boolean {
  return a.product === null || b.product === null
    ? a.product === b.product && a.name === b.name
    : a.product === b.product
}

const differs = (a: KeptLine, b: KeptLine): boolean =>
  a.name !== b.name || a.quantity !== b.quantity || a.unitPrice !== b.unitPrice || a.net !== b.net

function changeOf(was: KeptLine, is: KeptLine): LineChange {
  const quantity = fromTo(was.quantity, is.quantity)
  const price = fromTo(was.unitPrice, is.unitPrice)
  const net = fromTo(was.net, is.net)
  return {
    name: is.name,
    ...(quantity ? { quantity } : {}),
    ...(price ? { price } : {}),
    ...(net ? { net } : {}),
  }
}

function fromTo<T>(from: T, to: T): { from: T; to: T } | null {
  return from === to ? null : { from, to }
}
