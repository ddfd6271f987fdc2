import {
  type Discount,
  type OfferedProduct,
  type PriceBreak,
  type QuoteDraft,
  type QuoteLine,
  type QuoteVersion,
  type TaxCategory,
  TooLarge,
  type Totals,
  totalsOf,
} from '../../contract.ts'
import { priceFor } from '../prices/breaks.ts'

/** A line as it stands on the screen; it has an `id` once the server has it. */
export type Line = {
  key: string
  id?: string
  product: string | null
  code: string | null
  name: string
  description: string | null
  quantity: string
  unit: string | null
  unitPrice: number
  /** What the list says for this quantity. */
  listPrice: number | null
  discount: Discount
  taxCategory: TaxCategory
  /** Hundredths of a per cent. */
  taxRate: number
  /** The prices of the list, where the product was chosen on this screen. */
  breaks?: readonly PriceBreak[]
  /** Its price follows the list, and the server says what that is for this quantity. */
  follows: boolean
}

/** What the rate of a category is, in hundredths of a per cent. */
export type RateOf = (category: TaxCategory) => number

let made = 0

/** An empty line. */
export function blankLine(rateOf: RateOf): Line {
  made += 1
  return {
    key: `new-${made}`,
    product: null,
    code: null,
    name: '',
    description: null,
    quantity: '1',
    unit: null,
    unitPrice: 0,
    listPrice: null,
    discount: null,
    taxCategory: 'standard',
    taxRate: rateOf('standard'),
    follows: false,
  }
}

/** The lines of a version as the screen holds them. */
export function linesOf(version: QuoteVersion): Line[] {
  return version.lines.map(({ net: _net, ...line }) => ({ ...line, key: line.id, follows: false }))
}

/** The line with a product: its words, its price for the quantity, its tax. */
export function withProduct(line: Line, product: OfferedProduct, rateOf: RateOf): Line {
  const listPrice = priceFor(product.breaks, line.quantity) ?? null
  return {
    ...line,
    product: product.id,
    code: product.code,
    name: product.name,
    description: product.description,
    unit: product.unit,
    unitPrice: listPrice ?? 0,
    listPrice,
    taxCategory: product.taxCategory,
    taxRate: rateOf(product.taxCategory),
    breaks: product.breaks,
    follows: listPrice !== null,
  }
}

/** The line, whose price follows the list if it is the list's now. */
export function following(line: Line): Line {
  const follows = line.follows || (line.product !== null && line.unitPrice === line.listPrice)
  return follows === line.follows ? line : { ...line, follows }
}

/** The line with another quantity; a price that is the list's follows the list. */
export function withQuantity(line: Line, quantity: string): Line {
  const { follows } = following(line)
  const price = follows && line.breaks ? priceFor(line.breaks, quantity) : undefined
  return {
    ...line,
    quantity,
    follows,
    ...(price === undefined ? {} : { unitPrice: price, listPrice: price }),
  }
}

/** Whether a line says enough to be kept. */
export const isWritten = ({ name }: Line): boolean => name.trim() !== ''

/** A line as the contract takes it. */
function sent({
  id,
  product,
  name,
  description,
  quantity,
  unit,
  unitPrice,
  discount,
  taxCategory,
  follows,
}: Line): QuoteLine {
  return {
    ...(id ? { id } : {}),
    product,
    name: name.trim(),
    description,
    quantity,
    unit,
    ...(follows && product ? {} : { unitPrice }),
    discount,
    taxCategory,
  }
}

/** What is written of lines: those that say something. */
export const written = (lines: readonly Line[]): NonNullable<QuoteDraft['lines']> =>
  lines.filter(isWritten).map(sent)

/**
 * The lines after an answer: what was sent has its id and what the server says of it, what was typed since stays and only learns its
 * id. `sentLines` are those that were on their way.
 */
export function merged(now: readonly Line[], sentLines: readonly Line[], kept: QuoteVersion): Line[] {
  const answered = new Map(
    sentLines.filter(isWritten).map((line, at) => [line.key, { line, kept: kept.lines[at] }] as const),
  )
  return now.map(line => {
    const known = answered.get(line.key)
    if (!known?.kept) return line
    const { net: _net, ...fresh } = known.kept
    if (line !== known.line) return { ...line, id: fresh.id }
    return { ...fresh, key: line.key, follows: false, ...(line.breaks ? { breaks: line.breaks } : {}) }
  })
}

/** What lines come to, by the function that the server uses; null where a sum would be too large to say exactly. */
export function sumsOf(
  lines: readonly Line[],
  discount: Discount,
): (Totals & { netOf: ReadonlyMap<string, number> }) | null {
  const counted = lines.filter(isWritten)
  try {
    const totals = totalsOf(counted, discount)
    return { ...totals, netOf: new Map(counted.map((line, at) => [line.key, totals.nets[at] ?? 0])) }
  } catch (error) {
    if (error instanceof TooLarge) return null
    throw error
  }
}

/** Changes places of a line and its neighbour. */
export function moved(lines: readonly Line[], at: number, step: -1 | 1): Line[] {
  const next = [...lines]
  const [line, other] = [next[at], next[at + step]]
  if (line && other) {
    next[at] = other
    next[at + step] = line
  }
  return next
}
