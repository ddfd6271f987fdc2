import type { HistoryTable } from '../../../../platform/module.ts'

/** Lives with a customer, and is as visible as the opportunity it belongs to; final since it was sent, decided or said. */
const ofQuote = (
  entity: string,
  name: string,
  more: Pick<HistoryTable, 'rank' | 'final' | 'withheld'>,
): HistoryTable => ({
  entity,
  root: 'customer',
  table: `sales.${name}`,
  rootColumn: 'customer_id',
  keyColumn: 'id',
  within: { entity: 'opportunity', column: 'opportunity_id' },
  ...more,
})

export const quoteTable = ofQuote('quote', 'quote', { rank: 4, final: 'sent_at' })
export const quoteVersionTable = ofQuote('quote-version', 'quote_version', {
  rank: 5,
  final: 'sent_at',
  withheld: ['hash', 'content_hash'],
})
export const quoteLineTable = ofQuote('quote-line', 'quote_line', { rank: 6, final: 'sent_at' })
export const quoteApprovalTable = ofQuote('quote-approval', 'quote_approval', {
  rank: 6,
  final: 'decided_at',
  withheld: ['content_hash'],
})
export const quoteLinkTable = ofQuote('quote-link', 'quote_link', {
  rank: 6,
  final: 'made_at',
  withheld: ['token_hash'],
})
export const quoteAnswerTable = ofQuote('quote-answer', 'quote_answer', {
  rank: 6,
  final: 'at',
  withheld: ['version_hash'],
})
export const quoteMailTable = ofQuote('quote-mail', 'quote_mail', { rank: 6, final: 'asked_at' })
export const salesOrderTable = ofQuote('sales-order', 'sales_order', { rank: 6, final: 'placed_at' })

export const quoteSettingsTable: HistoryTable = {
  entity: 'quote-settings',
  root: 'quote-settings',
  table: 'sales.quote_settings',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  permission: 'sales.manage',
}

export const quoteTables: readonly HistoryTable[] = [
  quoteTable,
  quoteVersionTable,
  quoteLineTable,
  quoteApprovalTable,
  quoteLinkTable,
  quoteAnswerTable,
  quoteMailTable,
  salesOrderTable,
  quoteSettingsTable,
]
