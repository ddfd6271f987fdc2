import type { Context, Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { row } from '../../../../platform/database/statement.ts'
import { Conflict } from '../../../../platform/errors.ts'
import { changeRow } from '../../../../platform/history/rows.ts'
import type { QuoteSettings } from '../../contract.ts'
import { quoteSettingsTable } from './tables.ts'

const onlyId = '01930000-0000-7000-8000-000000000041'
type Kept = QuoteSettings & { version: number }

const text =
  keptPlan(`select sender, footer, tax_country as "taxCountry", language, valid_days as "validDays", terms, prefix, limits,
  otherwise, version from sales.quote_settings`)

/** Who sends quotes, under what terms, and how much each role may take off. */
export async function quoteSettings(db: Db): Promise<Kept> {
  return (await row<Kept>(db, text)) as Kept
}

/** Sets them; quotes that were written keep what they say. */
export async function setQuoteSettings(
  ctx: Context,
  given: QuoteSettings,
  version: number | undefined,
): Promise<Kept> {
  const { taxCountry, validDays, ...same } = given
  try {
    await changeRow(ctx, quoteSettingsTable, {
      key: { rootId: onlyId, id: onlyId },
      set: { ...same, tax_country: taxCountry, valid_days: validDays },
      version,
    })
  } catch (error) {
    if (error instanceof Conflict) throw new Conflict(error.message, await quoteSettings(ctx.db))
    throw error
  }
  return quoteSettings(ctx.db)
}

/** What nobody who may approve needs to ask for. */
export const everything = 10_000

/**
 * How much the actor may take off without asking, in hundredths of a per cent: the highest of his roles; whoever may approve
 * needs nobody.
 */
export function limitOf(ctx: Context, { limits, otherwise }: QuoteSettings): number {
  if (ctx.actor.permissions.has('sales.approve')) return everything
  const own = ctx.actor.roles.map(role => limits[role] ?? otherwise)
  return own.length > 0 ? Math.max(...own) : otherwise
}
