import type { RemoteValues } from '../connectors/port.ts'

export type OperationState = 'asked' | 'pending' | 'sent' | 'confirmed' | 'conflict' | 'failed' | 'withdrawn'

/** A change that goes to another system, as it is stored. `set` and `expected` are by field there, `fields` by field here. */
export type Operation = {
  /** The customer record here that is the record there. */
  customerId: string
  id: string
  systemId: string
  objectId: string
  key: string
  batchId: string
  wantedBy: string
  wantedAt: Date
  fields: string[]
  set: RemoteValues
  expected: RemoteValues
  baseStamp: string | null
  state: OperationState
  attempts: number
  sentAt: Date | null
  endedAt: Date | null
  theirs: RemoteValues | null
  reason: string | null
  said: string | null
  decidedAt: Date | null
  replacedBy: string | null
}

/** Columns of `integration.operation` under the names above; `alias` is that of the table. */
export function operationColumns(alias: string): string {
  const columns: Record<keyof Operation, string> = {
    customerId: 'customer_id',
    id: 'id',
    systemId: 'system_id',
    objectId: 'object_id',
    key: 'key',
    batchId: 'batch_id',
    wantedBy: 'wanted_by',
    wantedAt: 'wanted_at',
    fields: 'fields',
    set: 'set',
    expected: 'expected',
    baseStamp: 'base_stamp',
    state: 'state',
    attempts: 'attempts',
    sentAt: 'sent_at',
    endedAt: 'ended_at',
    theirs: 'theirs',
    reason: 'reason',
    said: 'said',
    decidedAt: 'decided_at',
    replacedBy: 'replaced_by',
  }
  return Object.entries(columns)
    .map(([name, column]) => `${alias}.${column} as "${name}"`)
    .join(', ')
}

/** Waits for somebody: nothing happens with it before he has decided. `alias` is that of the table. */
export function isStuck(alias: string): string {
  return `${alias}.state in ('asked', 'conflict', 'failed') and ${alias}.decided_at is null`
}
