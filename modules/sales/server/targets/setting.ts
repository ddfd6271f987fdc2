import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { Invalid, Refused } from '../../../../platform/errors.ts'
import { openBatch, recordChanges } from '../../../../platform/history/record.ts'
import { removeRows } from '../../../../platform/history/removal.ts'
import { newId } from '../../../../platform/ids.ts'
import { spread, type TargetKind, type TargetSetting } from '../../contract/targets.ts'
import { houseCurrency } from '../house-currency.ts'
import { tellSettings } from '../settings/told.ts'
import { sellerSeen, teamSeen } from './seen.ts'
import { targetTable } from './tables.ts'

type Wanted = { kind: TargetKind; holder: string; month: string; amount: number | null }
type There = { id: string; amount: number; currency: string }

const keyOf = ({ kind, holder, month }: Omit<Wanted, 'amount'>) => `${kind} ${holder} ${month}`

/**
 * Sets targets by month, all or none, in one act; a quarter or a year is spread over its months, what is said later of a month counts.
 * Past months may be set: history shows it. Refused are people and teams that the actor does not see, who left (but for taking a target
 * away), and an amount that somebody else has changed since it `was` read.
 */
export async function setTargets(
  ctx: Context,
  items: readonly TargetSetting[],
): Promise<{ added: number; changed: number; removed: number }> {
  // One at a time, so that two who type the same cell do not both add it.
  await row(ctx.db, `select pg_advisory_xact_lock(hashtextextended('sales.target', 0))`)
  await requireSeen(ctx, items)
  const currency = await houseCurrency(ctx)
  const wanted = new Map(items.flatMap(monthsOf).map(one => [keyOf(one), one]))
  const there = await readThere(ctx, [...wanted.values()])
  requireUnchanged(items, there, currency)
  const fresh: Wanted[] = []
  const changed: (There & { to: number })[] = []
  const gone: string[] = []
  for (const [key, one] of wanted) {
    const before = there.get(key)
    // Nothing is no target, and so is nought.
    if (!one.amount) {
      if (before) gone.push(before.id)
    } else if (!before) fresh.push(one)
    else if (before.amount !== one.amount || before.currency !== currency)
      changed.push({ ...before, to: one.amount })
  }
  await openBatch(ctx)
  if (gone.length > 0)
    await removeRows(ctx.db, targetTable, { roots: gone, ids: gone, batchId: ctx.batch.id })
  await change(ctx, changed, currency)
  await add(ctx, fresh, currency)
  await tellSettings(ctx, ctx.batch.id)
  return { added: fresh.length, changed: changed.length, removed: gone.length }
}

function monthsOf({ kind, holder, period, amount }: TargetSetting): Wanted[] {
  const [year = '', rest = ''] = period.split('-')
  const first = rest.startsWith('Q') ? Number(rest.slice(1)) * 3 - 2 : Number(rest || 1)
  const count = rest === '' ? 12 : rest.startsWith('Q') ? 3 : 1
  const amounts = amount === null ? null : spread(amount, count)
  return Array.from({ length: count }, (_, at) => ({
    kind,
    holder,
    month: `${year}-${String(first + at).padStart(2, '0')}-01`,
    amount: amounts?.[at] ?? null,
  }))
}

async function requireSeen(ctx: Context, items: readonly TargetSetting[]): Promise<void> {
  const sql = sqlWriter()
  const idsOf = (kind: TargetKind) =>
    sql.bind([...new Set(items.flatMap(one => (one.kind === kind ? one.holder : [])))], 'uuid[]')
  const found = await rows<{ kind: TargetKind; id: string; active: boolean }>(
    ctx.db,
    `select 'seller' as kind, u.id, u.active from staff.v_user u where u.id = any(${idsOf('seller')}) and ${sellerSeen(ctx, sql)}
     union all select 'team', t.id, true from staff.v_team t where t.id = any(${idsOf('team')}) and ${teamSeen(ctx, sql)}`,
    sql.values,
  )
  const active = new Map(found.map(one => [`${one.kind} ${one.id}`, one.active]))
  const faults = items.flatMap(({ kind, holder, amount }, at) => {
    const state = active.get(`${kind} ${holder}`)
    return state === undefined || (!state && amount)
      ? [
          {
            path: `items.${at}.holder`,
            code: 'sales.no-such-seller',
            message: 'There is no such seller or team, or he has left.',
          },
        ]
      : []
  })
  if (faults.length > 0) throw new Invalid(faults.slice(0, 100))
}

async function readThere(ctx: Context, wanted: readonly Wanted[]): Promise<Map<string, There>> {
  const found = await rows<There & Omit<Wanted, 'amount'>>(
    ctx.db,
    `select t.id, t.kind, t.holder_id as holder, t.month::text as month, t.amount::float8 as amount, t.currency
     from jsonb_to_recordset($1::jsonb) w(kind text, holder uuid, month date)
     join sales.target t on t.kind = w.kind and t.holder_id = w.holder and t.month = w.month for update of t`,
    [JSON.stringify(wanted)],
  )
  return new Map(found.map(one => [keyOf(one), one]))
}

function requireUnchanged(
  items: readonly TargetSetting[],
  there: ReadonlyMap<string, There>,
  currency: string,
): void {
  for (const item of items) {
    if (item.was === undefined) continue
    const now = monthsOf(item).map(month => {
      const found = there.get(keyOf(month))
      return found?.currency === currency ? found.amount : null
    })
    const sum = now.every(amount => amount === null)
      ? null
      : now.reduce((all: number, amount) => all + (amount ?? 0), 0)
    if (sum !== item.was)
      throw new Refused(
        'sales.target-changed-meanwhile',
        'Somebody has changed one of these targets meanwhile. Look again.',
      )
  }
}

async function change(
  ctx: Context,
  changed: readonly (There & { to: number })[],
  currency: string,
): Promise<void> {
  if (changed.length === 0) return
  await run(
    ctx.db,
    `update sales.target t set amount = c.to, currency = $2, set_by = $3::uuid, set_at = $4::timestamptz, version = t.version + 1, updated_at = now()
     from jsonb_to_recordset($1::jsonb) c(id uuid, "to" bigint) where t.id = c.id`,
    [JSON.stringify(changed), currency, ctx.actor.id, ctx.now],
  )
  await recordChanges(
    ctx,
    changed.map(({ id, amount, currency: was, to }) => ({
      entity: targetTable.entity,
      rootId: id,
      recordId: id,
      action: 'changed' as const,
      before: { amount, ...(was === currency ? {} : { currency: was }) },
      after: { amount: to, ...(was === currency ? {} : { currency }) },
    })),
  )
}

async function add(ctx: Context, fresh: readonly Wanted[], currency: string): Promise<void> {
  if (fresh.length === 0) return
  const made = fresh.map(one => ({ ...one, id: newId() }))
  await run(
    ctx.db,
    `insert into sales.target (id, kind, holder_id, month, amount, currency, set_by, set_at)
     select id, kind, holder, month, amount, $2, $3::uuid, $4::timestamptz
     from jsonb_to_recordset($1::jsonb) m(id uuid, kind text, holder uuid, month date, amount bigint)`,
    [JSON.stringify(made), currency, ctx.actor.id, ctx.now],
  )
  await recordChanges(
    ctx,
    made.map(({ id }) => ({
      entity: targetTable.entity,
      rootId: id,
      recordId: id,
      action: 'created' as const,
    })),
  )
}
