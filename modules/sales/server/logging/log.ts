import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { Forbidden, invalid } from '../../../../platform/errors.ts'
import { insertRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import { addEntry, addTask } from '../../../customers/index.ts'
import type { Log } from '../../contract/logging.ts'
import { lockOpportunity } from '../access.ts'
import { entryUseTable } from '../day/tables.ts'
import { isInFuture } from '../moments.ts'
import { requireOpen } from '../moving.ts'
import { changeOpportunity } from '../opportunities.ts'

export type Logged = { entry: string; deal: string | null; task: string | null; batchId: string }

/** Kinds whose entry has a line of its own for what they were about. */
const titled: ReadonlySet<Log['kind']> = new Set(['visit', 'meeting', 'email'])

/**
 * Writes an entry of the timeline and what comes next in one act: the next step of the deal, or a task where there is none. Throws
 * `NotFound` for what the actor does not see, `Refused` for a deal that is closed.
 */
export async function writeLog(ctx: Context, log: Log): Promise<Logged> {
  if (!ctx.actor.permissions.has('customers.write')) throw new Forbidden('customers.write')
  const at = momentOf(ctx, log.at)
  const deal = log.deal ? await dealOf(ctx, log.deal, log.customer) : null
  const inTitle = titled.has(log.kind) && log.text.length <= 300 && !log.text.includes('\n')
  const directed = log.kind === 'call' || log.kind === 'email'
  const entry = await addEntry(ctx, log.customer, {
    kind: log.kind,
    ...(inTitle ? { title: log.text } : { body: log.text }),
    at: at.toISOString(),
    direction: directed ? (log.direction ?? 'out') : null,
  })
  if (deal) await noteUse(ctx, deal, entry.id)
  const task = await planNext(ctx, log, deal)
  return { entry: entry.id, deal: deal ? String(deal.id) : null, task, batchId: ctx.batch.id }
}

/** Clocks differ a little; what happens later is an appointment and not a log. */
function momentOf(ctx: Context, at: string | undefined): Date {
  if (!at) return ctx.now
  const moment = new Date(at)
  if (isInFuture(moment, ctx.now))
    throw invalid('at', 'sales.logged-in-future', 'What is still to come cannot be logged. Plan it instead.')
  return moment < ctx.now ? moment : ctx.now
}

async function dealOf(ctx: Context, id: string, customer: string): Promise<Row> {
  const deal = await lockOpportunity(ctx, id)
  const same = await row<{ same: boolean }>(
    ctx.db,
    `select count(distinct coalesce(c.merged_into, c.id)) = 1 as same from customers.v_customer c where c.id in ($1::uuid, $2::uuid)`,
    [deal.customer_id, customer],
  )
  if (!same?.same)
    throw invalid('deal', 'sales.deal-of-another', 'This opportunity belongs to another customer.')
  requireOpen(deal)
  return deal
}

async function noteUse(ctx: Context, deal: Row, entryId: string): Promise<void> {
  await insertRow(ctx, entryUseTable, {
    customer_id: deal.customer_id,
    id: newId(),
    entry_id: entryId,
    opportunity_id: deal.id,
  })
}

/** What comes next; answers the id of the task, if it became one. */
async function planNext(
  ctx: Context,
  { customer, nextStep, stepDone }: Log,
  deal: Row | null,
): Promise<string | null> {
  if (deal) {
    const patch = nextStep
      ? { nextStep: nextStep.what || null, nextStepAt: nextStep.at ?? null }
      : { nextStep: null, nextStepAt: null }
    if (nextStep || stepDone) await changeOpportunity(ctx, { id: String(deal.id), patch })
    return null
  }
  if (!nextStep) return null
  if (!nextStep.what)
    throw invalid('nextStep.what', 'sales.step-unnamed', 'Say what is to be done, not only when.')
  return (await addTask(ctx, customer, { title: nextStep.what, dueAt: nextStep.at ?? null })).id
}
