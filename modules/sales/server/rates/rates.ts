import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { invalid, Invalid, Refused } from '../../../../platform/errors.ts'
import { type Change, recordChanges } from '../../../../platform/history/record.ts'
import { changeRow, insertRow, lockRow, removeRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { Written } from '../settings/parts.ts'
import { tellSettings } from '../settings/told.ts'
import { currencyRateTable } from '../tables.ts'
import { askForConversion } from './conversion.ts'
import { messages, problemOf, type RateLine, readLines } from './lines.ts'

/** The firm's currency, locked: who changes it or a rate waits for the one before. */
export async function lockHouse(ctx: Context): Promise<{ id: string; currency: string }> {
  const text = 'select id, currency from sales.house_currency for update'
  return (await row<{ id: string; currency: string }>(ctx.db, text)) as { id: string; currency: string }
}

const todayOf = (ctx: Context) => ctx.now.toISOString().slice(0, 10)

/** At most ten decimals, as it is kept. */
const stored = (rate: number) => rate.toFixed(10)

function requireSound(ctx: Context, line: RateLine, house: string): void {
  const problem = problemOf(line, { house, today: todayOf(ctx) })
  if (!problem) return
  const path = problem === 'rate-number' ? 'rate' : problem.startsWith('rate-of') ? 'currency' : 'day'
  throw invalid(
    problem === 'no-such-currency' ? 'currency' : path,
    `sales.${problem}`,
    messages[problem] ?? '',
    { currency: line.currency, text: line.currency },
  )
}

async function refuseThere(ctx: Context, line: Omit<RateLine, 'rate'> & { house: string }): Promise<void> {
  const text = 'select 1 from sales.currency_rate where house = $1 and currency = $2 and day = $3::date'
  if (await row(ctx.db, text, [line.house, line.currency, line.day]))
    throw new Refused(
      'sales.rate-there',
      `${line.currency} has a rate of ${line.day} already. Change that.`,
      {
        currency: line.currency,
        day: line.day,
      },
    )
}

/** Adds a rate; all amounts are worked out anew in the background. */
export async function addRate(
  ctx: Context,
  { rate, ...of }: { currency: string; day: string; rate: number },
): Promise<Written> {
  const { currency: house } = await lockHouse(ctx)
  const line = { ...of, rate: stored(rate) }
  requireSound(ctx, line, house)
  await refuseThere(ctx, { ...of, house })
  const made = await insertRow(ctx, currencyRateTable, { id: newId(), house, ...line })
  await follow(ctx, String(made.id))
  return { id: String(made.id), version: 1 }
}

/** Changes a rate or its day. */
export async function changeRate(
  ctx: Context,
  {
    id,
    set,
    version,
  }: {
    id: string
    set: { day?: string | undefined; rate?: number | undefined }
    version?: number | undefined
  },
): Promise<Written> {
  await lockHouse(ctx)
  const key = { rootId: id, id }
  const locked = await lockRow(ctx, currencyRateTable, key)
  const [currency, house] = [String(locked.currency), String(locked.house)]
  const day = set.day ?? String(locked.day)
  const rate = set.rate === undefined ? String(locked.rate) : stored(set.rate)
  requireSound(ctx, { currency, day, rate }, house)
  if (day !== String(locked.day)) await refuseThere(ctx, { currency, day, house })
  const show = (row: Row) => ({
    id,
    currency: row.currency,
    day: row.day,
    rate: row.rate,
    version: row.version,
  })
  const { row: after, changed } = await changeRow(ctx, currencyRateTable, {
    key,
    set: {
      ...(set.day === undefined ? {} : { day }),
      ...(set.rate === undefined ? {} : { rate }),
    },
    version,
    locked,
    show,
  })
  if (changed) await follow(ctx, id)
  return { id, version: Number(after.version) }
}

/** Removes a rate; the one before it counts again. */
export async function removeRate(ctx: Context, id: string): Promise<{ removed: number }> {
  await lockHouse(ctx)
  await removeRow(ctx, currencyRateTable, { rootId: id, id })
  await follow(ctx, id)
  return { removed: 1 }
}

type There = RateLine & { id: string }

/** Writes many rates down, all or none. One of the same currency and day is replaced. */
export async function pasteRates(
  ctx: Context,
  text: string,
): Promise<{ added: number; changed: number; same: number }> {
  const { currency: house } = await lockHouse(ctx)
  const { lines, problems } = readLines(text, { house, today: todayOf(ctx) })
  if (problems.length > 0) throw new Invalid(problems.slice(0, 200))
  if (lines.length === 0) throw invalid('lines', 'sales.rate-line', messages['rate-line'] ?? '')
  const there = new Map(
    (await thereOf(ctx, house, lines)).map(rate => [`${rate.currency} ${rate.day}`, rate]),
  )
  const known = (line: RateLine) => there.get(`${line.currency} ${line.day}`)
  const fresh = lines.filter(line => !known(line)).map(line => ({ ...line, id: newId() }))
  const others = lines.flatMap(line => {
    const before = known(line)
    return before && Number(before.rate) !== Number(line.rate) ? [{ before, rate: line.rate }] : []
  })
  await insertAll(ctx, house, fresh)
  for (const { before, rate } of others)
    await changeRow(ctx, currencyRateTable, {
      key: { rootId: before.id, id: before.id },
      set: { rate: Number(rate).toFixed(10) },
    })
  if (fresh.length + others.length > 0) await follow(ctx, fresh[0]?.id ?? others[0]?.before.id ?? '')
  return {
    added: fresh.length,
    changed: others.length,
    same: lines.length - fresh.length - others.length,
  }
}

function thereOf(ctx: Context, house: string, lines: readonly RateLine[]): Promise<There[]> {
  return rows<There>(
    ctx.db,
    `select r.id, r.currency, r.day::text as day, r.rate::text as rate from sales.currency_rate r
     join unnest($2::text[], $3::date[]) l(currency, day) on r.currency = l.currency and r.day = l.day where r.house = $1`,
    [house, lines.map(({ currency }) => currency), lines.map(({ day }) => day)],
  )
}

async function insertAll(ctx: Context, house: string, lines: readonly There[]): Promise<void> {
  if (lines.length === 0) return
  await run(
    ctx.db,
    `insert into sales.currency_rate (id, house, currency, day, rate)
     select l.id, $1, l.currency, l.day, l.rate from jsonb_to_recordset($2::jsonb) l(id uuid, currency text, day date, rate numeric)`,
    [house, JSON.stringify(lines)],
  )
  await recordChanges(
    ctx,
    lines.map(({ id }): Change => ({ entity: 'currency-rate', action: 'created', rootId: id, recordId: id })),
  )
}

async function follow(ctx: Context, id: string): Promise<void> {
  await askForConversion(ctx, 'rates')
  await tellSettings(ctx, id)
}
