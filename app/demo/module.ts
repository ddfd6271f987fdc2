import { stillNamed } from '../../modules/customers/index.ts'
import { namedInSales } from '../../modules/sales/index.ts'
import {
  authorsAmong,
  bringDemoStaffBack,
  demoStaffHere,
  sendDemoStaffAway,
} from '../../modules/staff/index.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/database/statement.ts'
import { removeRoots } from '../../platform/history/removal.ts'
import { rootTables } from '../../platform/history/tables.ts'
import { type Module, routes } from '../../platform/module.ts'
import { settingOf } from '../../platform/settings.ts'
import { demoContract } from './contract.ts'

/** Takes the demo company away with all that was added to its records since; the act can be undone like any other. */
export const demoModule: Module = {
  name: 'demo',
  routes: [
    routes(demoContract, {
      state: async ctx => {
        const records = await demoRecords(ctx)
        return {
          present: records > 0,
          records,
          mayClear: ctx.actor.permissions.has(demoContract.clear.permission),
        }
      },
      clear: ctx => clear(ctx),
    }),
  ],
  listeners: [{ event: 'history.undone', name: 'demo.staff-back', when: 'inside', run: bringDemoStaffBack }],
}

async function demoBatch(ctx: Context): Promise<string | null> {
  return settingOf<string | null>(ctx.db, 'demo.batch', null)
}

async function demoRecords(ctx: Context): Promise<number> {
  const batch = await demoBatch(ctx)
  let records = 0
  for (const { table, entity } of batch ? rootTables(ctx.history) : []) {
    const found = await row<{ n: number }>(
      ctx.db,
      `select count(*)::int as n from platform.change c join ${table} t on t.id = c.root_id where c.batch_id = $1 and c.entity = $2 and c.action = 'created'`,
      [batch, entity],
    )
    records += found?.n ?? 0
  }
  return records
}

/** A record of a second base is, under the same id, the customer that it becomes when it is taken over. */
const comeAs: Record<string, string[]> = { customer: ['customer', 'base-record'] }

async function clear(ctx: Context): Promise<{ removed: number; batchId: string }> {
  const batch = await demoBatch(ctx)
  let removed = 0
  // What hangs on others goes before them.
  for (const { entity } of batch ? rootTables(ctx.history).toReversed() : []) {
    const found = await rows<{ id: string }>(
      ctx.db,
      `select record_id as id from platform.change where batch_id = $1 and entity = any($2::text[]) and action = 'created'`,
      [batch, comeAs[entity] ?? [entity]],
    )
    removed += await removeRoots(ctx, ctx.history, { entity, ids: found.map(({ id }) => id) })
  }
  await clearStaff(ctx)
  await ctx.emit({ kind: 'demo.cleared', entity: 'batch', rootId: ctx.batch.id, recordId: ctx.batch.id })
  return { removed, batchId: ctx.batch.id }
}

/** The demo's colleagues go after its records, when it is known whom something that stays still names. */
async function clearStaff(ctx: Context): Promise<void> {
  const staff = await demoStaffHere(ctx.db)
  if (!staff) return
  const named = [...(await stillNamed(ctx, staff)), ...(await namedInSales(ctx, staff))]
  await sendDemoStaffAway(ctx, new Set([...named, ...(await authorsAmong(ctx.db, staff.users))]))
}
