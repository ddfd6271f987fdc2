import type { Context } from '../../../../platform/context.ts'
import { run } from '../../../../platform/database/statement.ts'
import { Conflict, invalid } from '../../../../platform/errors.ts'
import { openBatch, recordChanges } from '../../../../platform/history/record.ts'
import { removeRows } from '../../../../platform/history/removal.ts'
import { changeRow, insertRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import { currencies } from '../../../../platform/i18n/index.ts'
import type { NewQuote, QuoteDraft, QuoteLine, QuotePage } from '../../contract.ts'
import { lockOpportunity } from '../access.ts'
import { keyOf } from '../opportunities.ts'
import { draftOf, lockQuote, requireDraft, requireNotAccepted, sentOf, toldOfQuote } from './access.ts'
import { asWritten, contentHash, linesOf } from './content.ts'
import {
  defaultPriceList,
  discountColumns,
  discountOf,
  keptTotals,
  requirePriceList,
  type WorkedOut,
  workOut,
} from './lines.ts'
import { mirror } from './mirror.ts'
import { quotePage } from './page.queries.ts'
import { removeVersion } from './removing.ts'
import { firstHeader } from './starting.ts'
import { quoteLineTable, quoteTable, quoteVersionTable } from './tables.ts'

/** Begins a quote for an opportunity that the actor sees: its first version, a draft. */
export async function startQuote(ctx: Context, given: NewQuote): Promise<QuotePage> {
  const opportunity = await lockOpportunity(ctx, given.opportunity)
  const { opportunity: _id, ...draft } = given
  const header = await headerOf(ctx, await firstHeader(ctx, opportunity), draft)
  const done = await worked(ctx, { header, lines: draft.lines ?? [], before: [] })
  const place = { customer_id: opportunity.customer_id, opportunity_id: opportunity.id }
  const quote = await insertRow(ctx, quoteTable, {
    ...place,
    id: newId(),
    state: 'draft',
    title: header.title,
    currency: header.currency,
    valid_until: header.valid_until,
    net: done.totals.net,
    total: done.totals.total,
  })
  await insertVersion(ctx, { quote, number: 1 }, { header, done })
  await toldOfQuote(ctx, 'quote.started', quote)
  return quotePage(ctx, String(quote.id))
}

/** Writes the draft; where the newest version was sent, begins the next with what that says. What was sent stays as it is. */
export async function writeDraft(
  ctx: Context,
  { id, draft, version }: { id: string; draft: QuoteDraft; version?: number | undefined },
): Promise<QuotePage> {
  const { quote } = await lockQuote(ctx, id)
  requireNotAccepted(quote)
  const open = await draftOf(ctx, quote)
  if (version !== undefined && open?.version !== version)
    throw new Conflict('Someone else changed this meanwhile.', await quotePage(ctx, id))
  const base = open ?? ((await sentOf(ctx, quote)) as Row)
  const before = await linesOf(ctx, base)
  const header = await headerOf(ctx, base, draft)
  const lines = draft.lines ?? before.map(asWritten)
  const done = await worked(ctx, { header, lines: lines.map(lineNaming(open ? before : [])), before })
  if (open) await rewrite(ctx, { open, before }, { header, done })
  else await insertVersion(ctx, { quote, number: Number(base.number) + 1 }, { header, done })
  await mirror(ctx, quote)
  await toldOfQuote(ctx, 'quote.changed', quote)
  return quotePage(ctx, id)
}

/** Drops the draft; where nothing was ever sent the whole quote goes. */
export async function removeDraft(ctx: Context, id: string): Promise<void> {
  const { quote } = await lockQuote(ctx, id)
  const draft = await requireDraft(ctx, quote)
  await openBatch(ctx)
  await removeVersion(ctx, draft)
  const key = { roots: [String(quote.customer_id)], batchId: ctx.batch.id }
  if (quote.sent_at) await mirror(ctx, quote)
  else await removeRows(ctx.db, quoteTable, { ...key, ids: [id] })
  await toldOfQuote(ctx, quote.sent_at ? 'quote.changed' : 'quote.removed', quote)
}

/** A line keeps its id where it is one of those that are there, once; otherwise it is a new one. */
function lineNaming(before: readonly Row[]): (line: QuoteLine) => QuoteLine {
  const free = new Set(before.map(line => String(line.id)))
  return ({ id, ...line }) => (id && free.delete(id) ? { ...line, id } : line)
}

const asGiven = {
  title: 'title',
  currency: 'currency',
  language: 'language',
  recipient: 'recipient',
  validUntil: 'valid_until',
  taxCountry: 'tax_country',
  taxTreatment: 'tax_treatment',
  intro: 'intro',
  terms: 'terms',
} as const satisfies Partial<Record<keyof QuoteDraft, string>>

/** What a version says beside its lines: what is given, the rest as it was. */
async function headerOf(ctx: Context, base: Row, draft: QuoteDraft): Promise<Row> {
  const header: Row = {
    ...discountColumns(draft.discount === undefined ? discountOf(base) : draft.discount),
    price_list_id: base.price_list_id,
  }
  for (const [key, column] of Object.entries(asGiven)) {
    const value = draft[key as keyof typeof asGiven]
    header[column] = value === undefined ? base[column] : value === '' ? null : value
  }
  const currency = String(header.currency)
  if (!currencies.has(currency))
    throw invalid('currency', 'sales.no-such-currency', `“${currency}” is no currency.`, { currency })
  const under = { currency, day: ctx.now.toISOString().slice(0, 10) }
  if (draft.priceList) {
    await requirePriceList(ctx, draft.priceList, under)
    header.price_list_id = draft.priceList
  } else if (draft.priceList === null || currency !== base.currency || base.price_list_id === undefined)
    // Without a list there would be nothing that a discount is measured by.
    header.price_list_id = await defaultPriceList(ctx, under)
  return header
}

function worked(
  ctx: Context,
  { header, lines, before }: { header: Row; lines: readonly QuoteLine[]; before: readonly Row[] },
): Promise<WorkedOut> {
  return workOut(ctx, lines, {
    kept: new Set(before.map(line => String(line.product_id))),
    terms: {
      currency: String(header.currency),
      priceList: header.price_list_id as string | null,
      taxCountry: String(header.tax_country),
      taxTreatment: String(header.tax_treatment),
      discount: discountOf(header),
      day: ctx.now.toISOString().slice(0, 10),
    },
  })
}

type Content = { header: Row; done: WorkedOut }

/** All columns of what a version says, its sums and its hash. */
function contentOf({ header, done }: Content): Row {
  const totals = keptTotals(done.totals, done.lines)
  return { ...header, totals, content_hash: contentHash(header, done.lines) }
}

async function insertVersion(
  ctx: Context,
  { quote, number }: { quote: Row; number: number },
  content: Content,
): Promise<void> {
  const { customer_id, opportunity_id } = quote
  const place = { customer_id, opportunity_id }
  const version = await insertRow(ctx, quoteVersionTable, {
    ...place,
    ...contentOf(content),
    id: newId(),
    quote_id: quote.id,
    number,
  })
  await insertLines(
    ctx,
    content.done.lines.map(line => ({ ...place, ...line, version_id: version.id })),
  )
}

/** Many lines at once, each with its history. */
async function insertLines(ctx: Context, lines: readonly Row[]): Promise<void> {
  if (lines.length === 0) return
  await run(
    ctx.db,
    `insert into sales.quote_line select n.* from jsonb_populate_recordset(null::sales.quote_line, $1::jsonb) n`,
    [JSON.stringify(lines.map(line => ({ ...line, version: 1 })))],
  )
  await recordChanges(
    ctx,
    lines.map(line => ({
      entity: quoteLineTable.entity,
      action: 'created',
      rootId: String(line.customer_id),
      recordId: String(line.id),
    })),
  )
}

/** Writes what differs: the version, lines that changed, new ones; removes those that are gone. */
async function rewrite(
  ctx: Context,
  { open, before }: { open: Row; before: readonly Row[] },
  content: Content,
): Promise<void> {
  await changeRow(ctx, quoteVersionTable, { key: keyOf(open), set: contentOf(content), locked: open })
  const rootId = String(open.customer_id)
  const known = new Map(before.map(line => [String(line.id), line]))
  const fresh: Row[] = []
  for (const { id, ...line } of content.done.lines) {
    const locked = known.get(String(id))
    known.delete(String(id))
    // As numbers, since 2 and 2.0000 are the same quantity.
    const same =
      locked && Number(locked.quantity) === Number(line.quantity) ? { quantity: locked.quantity } : {}
    if (locked)
      await changeRow(ctx, quoteLineTable, {
        key: { rootId, id: String(id) },
        set: { ...line, ...same },
        locked,
      })
    else
      fresh.push({
        customer_id: open.customer_id,
        opportunity_id: open.opportunity_id,
        version_id: open.id,
        id,
        ...line,
      })
  }
  await insertLines(ctx, fresh)
  await removeRows(ctx.db, quoteLineTable, { roots: [rootId], ids: [...known.keys()], batchId: ctx.batch.id })
}
