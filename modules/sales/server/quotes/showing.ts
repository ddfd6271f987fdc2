import type { Row } from '../../../../platform/history/rows.ts'
import type { Offer } from '../../contract.ts'
import { discountOf } from './lines.ts'

/** What a customer sees of a version: nothing of list prices, of who wrote it, or of how it came about. */
export function shown(version: Row, lines: readonly Row[]): Omit<Offer, 'sender' | 'superseded'> {
  const { reference: _r, discountShare: _s, ...totals } = version.totals as Offer['totals'] & Row
  return {
    number: String(version.quote_number),
    version: Number(version.number),
    title: String(version.title),
    recipient: version.recipient as string | null,
    language: version.language as Offer['language'],
    currency: String(version.currency),
    sentOn: (version.sent_at as Date).toISOString().slice(0, 10),
    validUntil: String(version.valid_until),
    intro: version.intro as string | null,
    terms: version.terms as string | null,
    taxCountry: String(version.tax_country),
    discount: discountOf(version),
    lines: lines.map(line => ({
      name: String(line.name),
      description: line.description as string | null,
      quantity: String(line.quantity),
      unit: line.unit as string | null,
      unitPrice: Number(line.unit_price),
      discount: discountOf(line),
      taxRate: Number(line.tax_rate),
      net: Number(line.net),
    })),
    totals,
    answer: version.verdict
      ? {
          verdict: version.verdict as 'accepted' | 'declined',
          at: (version.answered_at as Date).toISOString(),
        }
      : null,
  }
}
