import type { Context } from '../../../../platform/context.ts'
import { run } from '../../../../platform/database/statement.ts'
import { Forbidden, NotFound, Refusal, Refused } from '../../../../platform/errors.ts'
import { familyOf, requireCustomer } from '../../../customers/index.ts'
import { handOver } from '../making/handing-over.ts'
import { tellMaking } from '../making/telling.ts'
import type { OperationState } from './operation.ts'
import { tellSettled } from './settling.ts'
import { type OperationRead, operationOf } from './stuck.queries.ts'
import { want } from './wanting.ts'
import { type ValuesHere, valuesHere, writeHere } from './writing-here.ts'

export type Decision = 'approve' | 'refuse' | 'mine' | 'theirs' | 'edit' | 'replay' | 'give-up'

/** What may be decided of operations that wait for somebody. */
const possible: Readonly<Partial<Record<OperationState, readonly Decision[]>>> = {
  asked: ['approve', 'refuse'],
  conflict: ['mine', 'theirs', 'edit', 'give-up'],
  failed: ['replay', 'edit', 'give-up'],
}

/** Those that change the customer here, or write for him. */
const writing: readonly Decision[] = ['mine', 'theirs', 'edit']

type Deciding = { decision: Decision; values?: ValuesHere | undefined }

/** Decides one operation of a customer whom the actor may write; throws `NotFound`, `Refused`. */
export async function decideOperation(
  ctx: Context,
  { id, childId, ...deciding }: { id: string; childId: string } & Deciding,
): Promise<void> {
  await requireCustomer(ctx, id)
  const [family] = await familyOf(ctx, [id])
  const operation = await operationOf(ctx, { customerIds: family?.ids ?? [id], id: childId, kind: 'change' })
  await carryOut(ctx, await prepare(ctx, operation, deciding))
}

export type ManyDecided = { done: number; left: { id: string; code: string; message: string }[] }

/** Decides many alike, in one act. What cannot be decided so is left and told; operations that the actor does not see are not there. */
export async function decideMany(
  ctx: Context,
  { ids, decision }: { ids: readonly string[]; decision: Decision },
): Promise<ManyDecided> {
  if (writing.includes(decision) && !ctx.actor.permissions.has('customers.write'))
    throw new Forbidden('customers.write')
  const decided: ManyDecided = { done: 0, left: [] }
  // Sorted, so that two who decide the same never wait for each other in a circle.
  for (const id of [...new Set(ids)].sort()) {
    const operation = await operationOf(ctx, { customerIds: null, id })
    const prepared = await prepare(ctx, operation, { decision }).catch((error: unknown) => {
      if (error instanceof Refused || error instanceof NotFound) return error
      throw error
    })
    if (prepared instanceof Refusal) {
      decided.left.push({ id, code: prepared.code, message: prepared.message })
      continue
    }
    await carryOut(ctx, prepared)
    decided.done++
  }
  return decided
}

type Prepared = { operation: OperationRead; decision: Decision; given: ValuesHere | null }

/** Whatever can be said against a decision is said here, before anything is written. */
async function prepare(
  ctx: Context,
  operation: OperationRead | undefined,
  { decision, values }: Deciding,
): Promise<Prepared> {
  if (!operation) throw new NotFound('operation')
  if (operation.decidedAt !== null || !(operation.state in possible))
    throw new Refused(
      'integration.decided-already',
      'Somebody has decided this already, or it has gone on by itself.',
    )
  if (
    !possible[operation.state]?.includes(decision) ||
    // What is made is not changed on its way: the mapping is, or the customer.
    (operation.kind === 'make' && decision === 'edit') ||
    (operation.theirs === null && operation.state === 'conflict' && decision !== 'give-up')
  )
    throw new Refused('integration.cannot-be-decided-so', 'This cannot be decided in this way.', {
      state: operation.state,
    })
  if (decision === 'edit' && (!values || Object.keys(values).length === 0))
    throw new Refused('integration.values-wanted', 'Say which values shall stand here and there.')
  return { operation, decision, given: await valuesOf(ctx, operation, { decision, values }) }
}

async function carryOut(ctx: Context, { operation, decision, given }: Prepared): Promise<void> {
  await mark(ctx, operation, decision)
  if (operation.kind === 'make') return decidedMaking(ctx, operation, decision)
  if (given) await writeHere(ctx, operation.rootId, given)
  if (decision === 'mine' || decision === 'edit' || decision === 'replay') await wantAgain(ctx, operation)
  await tellSettled(ctx, [operation.customerId])
}

/** A record that is to be made is composed anew, by the mapping as it is now. */
async function decidedMaking(ctx: Context, operation: OperationRead, decision: Decision): Promise<void> {
  const { customerId, systemId, key, madeAs } = operation
  const [offered, recordId] = [String(operation.offered), String(operation.recordId)]
  if (decision === 'replay') await handOver(ctx, { offered, customerId, id: recordId })
  const state = stateAfter[decision] ?? 'pending'
  await tellMaking(ctx, [{ customerId, offered, recordId, state, key, madeAs, systemId }])
  await tellSettled(ctx, [customerId])
}

/** What is written into the customer here: nothing where he shows already what shall be sent. */
async function valuesOf(
  ctx: Context,
  operation: OperationRead,
  { decision, values }: Deciding,
): Promise<ValuesHere | null> {
  if (operation.kind === 'make') return null
  const { key, mapping, systemName, set, expected, theirs, fields } = operation
  if (decision === 'edit') {
    const allowed = new Set(fields)
    return Object.fromEntries(Object.entries(values ?? {}).filter(([field]) => allowed.has(field)))
  }
  const record = { key, mapping, systemName }
  if (decision === 'theirs' && theirs) return valuesHere(ctx, record, { values: theirs, fields })
  // Ours may not be shown any more: their change has arrived here meanwhile.
  if (decision === 'mine')
    return valuesHere(ctx, record, { values: { ...(theirs ?? expected), ...set }, fields })
  return null
}

const stateAfter: Partial<Record<Decision, OperationState>> = {
  approve: 'pending',
  refuse: 'withdrawn',
  'give-up': 'withdrawn',
}

/** The operation is locked since it was read. */
async function mark(
  ctx: Context,
  { customerId, id, state }: OperationRead,
  decision: Decision,
): Promise<void> {
  await run(
    ctx.db,
    `update integration.operation set state = $4, decided_at = now(), decided_by = $3, due_at = now(),
       ended_at = case when $4 = 'pending' then null else coalesce(ended_at, now()) end,
       reason = case when $4 = 'pending' then null else reason end
     where customer_id = $1 and id = $2`,
    [customerId, id, ctx.actor.id, stateAfter[decision] ?? state],
  )
}

/** A new operation with what is shown now, which expects what they say; the decided one names it. */
async function wantAgain(
  ctx: Context,
  { customerId, id, objectId, key, fields }: OperationRead,
): Promise<void> {
  await want(ctx, {
    batchId: ctx.batch.id,
    ids: [customerId],
    fields: new Map([[customerId, new Set(fields)]]),
    only: { objectId, key },
  })
  await run(
    ctx.db,
    `update integration.operation o set replaced_by = (
       select n.id from integration.operation n where n.object_id = $3 and n.key = $4 and n.id > o.id and n.fields && o.fields
         and n.state in ('pending', 'asked', 'failed') order by n.id desc limit 1)
     where o.customer_id = $1 and o.id = $2`,
    [customerId, id, objectId, key],
  )
}
