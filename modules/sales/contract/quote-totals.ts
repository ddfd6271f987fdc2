/**
 * What the lines of a quote come to. The one place where it is worked out: the server for what is kept and printed, the
 * screens while somebody types.
 *
 * All amounts are minor units of one currency, quantities have four decimals, rates and discounts are hundredths of a
 * per cent. Worked out in whole numbers without bounds; a half is rounded away from zero. After EN 16931-1, 6.4.2:
 *
 * - line = round(quantity × price) − its discount; a per cent is of the rounded product (BT-131)
 * - lines = Σ line (BR-CO-10)
 * - the discount on all of it is spread over the tax groups: a per cent rounded group by group, an amount in proportion,
 *   what rounding leaves to the groups with the largest remainder; so its parts add up to it (BR-CO-11)
 * - net = lines − discount (BR-CO-13)
 * - tax of a group (category and rate) = round(base × rate), once per group, never per line (BR-CO-17); base = Σ its lines −
 *   its part of the discount (BR-S-08)
 * - tax = Σ tax of the groups (BR-CO-14); total = net + tax (BR-CO-15)
 */

/** A discount: hundredths of a per cent, or minor units. */
export type Discount = { percent: number } | { amount: number } | null

export type TotalledLine = {
  /** Decimal text with at most four decimals. */
  quantity: string
  unitPrice: number
  /** What the price list says for this quantity; null where it is in none. */
  listPrice?: number | null
  discount?: Discount | undefined
  taxCategory: string
  /** Hundredths of a per cent. */
  taxRate: number
}

export type TaxGroup = { category: string; rate: number; base: number; tax: number }

export type Totals = {
  /** Each line's net amount, in the order given. */
  nets: number[]
  lines: number
  discount: number
  net: number
  taxes: TaxGroup[]
  tax: number
  total: number
  /** What it would have cost without any discount, list prices in place of lower ones. */
  reference: number
  /** How far net is below the reference, in hundredths of a per cent, rounded up: what the limits of discounts are about. */
  discountShare: number
}

const whole = 10_000n
const hundredPercent = 10_000n

/** `numerator / denominator` (more than 0), a half rounded away from zero. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const half = denominator / 2n
  return numerator < 0n ? -((-numerator + half) / denominator) : (numerator + half) / denominator
}

/** Decimal text in ten-thousandths. */
function tenThousandths(quantity: string): bigint {
  const [before = '0', after = ''] = quantity.split('.')
  return BigInt(before) * whole + BigInt(after.padEnd(4, '0').slice(0, 4))
}

/** What is taken off, never more than there is. */
function taken(discount: Discount | undefined, from: bigint): bigint {
  if (!discount) return 0n
  const off =
    'percent' in discount ? rounded(from * BigInt(discount.percent), hundredPercent) : BigInt(discount.amount)
  return off > from ? from : off
}

type Group = { category: string; rate: number; lines: bigint; off: bigint }

/** Amounts that no number says exactly are refused: the caller says so in words. */
export class TooLarge extends Error {}

function number(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new TooLarge('The amounts of this quote are too large.')
  return Number(value)
}

/**
 * Adds up lines and a discount on all of them; throws `TooLarge` where a sum is above 2⁵³ − 1 minor units. A discount never
 * makes anything less than nothing.
 */
export function totalsOf(lines: readonly TotalledLine[], discount: Discount = null): Totals {
  const nets = lines.map(netOf)
  const groups = groupsOf(lines, nets)
  const sum = nets.reduce((a, b) => a + b, 0n)
  const off = spread(groups, { discount, sum })
  const taxes = groups.map(({ category, rate, lines: base, off: part }) => ({
    category,
    rate,
    base: base - part,
    tax: rounded((base - part) * BigInt(rate), hundredPercent),
  }))
  const tax = taxes.reduce((all, group) => all + group.tax, 0n)
  const reference = lines.reduce((all, line) => all + referenceOf(line), 0n)
  const net = sum - off
  const below = reference - net
  return {
    nets: nets.map(number),
    lines: number(sum),
    discount: number(off),
    net: number(net),
    taxes: taxes.map(group => ({ ...group, base: number(group.base), tax: number(group.tax) })),
    tax: number(tax),
    total: number(net + tax),
    reference: number(reference),
    discountShare:
      below <= 0n
        ? 0
        : Number((below * hundredPercent + reference - 1n) / (reference === 0n ? 1n : reference)),
  }
}

function netOf(line: TotalledLine): bigint {
  const gross = rounded(tenThousandths(line.quantity) * BigInt(line.unitPrice), whole)
  return gross - taken(line.discount, gross)
}

/** At the list's price, or at its own where that is higher or there is no other. */
function referenceOf({ quantity, unitPrice, listPrice }: TotalledLine): bigint {
  const price = BigInt(Math.max(unitPrice, listPrice ?? unitPrice))
  return rounded(tenThousandths(quantity) * price, whole)
}

function groupsOf(lines: readonly TotalledLine[], nets: readonly bigint[]): Group[] {
  const groups = new Map<string, Group>()
  for (const [n, { taxCategory: category, taxRate: rate }] of lines.entries()) {
    const key = `${rate} ${category}`
    const group = groups.get(key) ?? { category, rate, lines: 0n, off: 0n }
    group.lines += nets[n] ?? 0n
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => b.rate - a.rate || (a.category < b.category ? -1 : 1))
}

/** Gives each group its part of the discount; answers all of it. */
function spread(groups: readonly Group[], { discount, sum }: { discount: Discount; sum: bigint }): bigint {
  if (!discount || sum === 0n) return 0n
  if ('percent' in discount) {
    for (const group of groups) group.off = taken(discount, group.lines)
    return groups.reduce((all, { off }) => all + off, 0n)
  }
  const all = taken(discount, sum)
  for (const group of groups) group.off = (all * group.lines) / sum
  const rest = Number(all - groups.reduce((given, { off }) => given + off, 0n))
  const remainder = ({ lines }: Group) => (all * lines) % sum
  const order = [...groups].sort((a, b) => Number(remainder(b) - remainder(a)))
  for (const group of order.slice(0, rest)) group.off += 1n
  return all
}
