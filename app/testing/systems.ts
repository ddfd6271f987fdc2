import {
  foreignChange,
  joinedObject,
  joinedSystem,
  operationThere,
  putRow,
  recordThere,
} from '../../modules/integration/testing/joined.ts'
import { newId } from '../../platform/ids.ts'
import type { TestApp } from '../testing.ts'

export type PlantedSystem = {
  customer: string
  system: string
  object: string
  account: string
  operation: string
  comparison: string
}

/** A system in which the customer has a record of this name, was changed, waits to be changed and was compared. */
export async function plantSystem(
  app: TestApp,
  { customer, title }: { customer: string; title: string },
): Promise<PlantedSystem> {
  const system = await joinedSystem(app)
  const object = await joinedObject(app, { system })
  const [key, account, comparison] = [`${title} 1`, newId(), newId()]
  await recordThere(app, { object, key, customer, values: { company: title } })
  await putRow(app, 'account', { id: account, system_id: system, name: 'CLERK' })
  await foreignChange(app, { system, object, customer, key, by: 'CLERK', after: { city: title } })
  const operation = await operationThere(app, {
    system,
    object,
    customer,
    key,
    state: 'conflict',
    set: { town: title },
    expected: { town: title },
    theirs: { town: title },
    ended_at: new Date(),
  })
  const at = new Date()
  const load = { id: comparison, object_id: object, batch_id: newId(), asked_at: at, ended_at: at }
  await putRow(app, 'load', { ...load, reason: 'nightly', changed: 1 })
  await putRow(app, 'difference', {
    load_id: comparison,
    key,
    object_id: object,
    kind: 'other',
    fields: ['town'],
  })
  return { customer, system, object, account, operation, comparison }
}

/** Parameters of an endpoint's address that lead to what was planted; undefined where it is about something else. */
export function paramsThere(
  path: string,
  { customer, ...planted }: PlantedSystem,
): Record<string, string> | undefined {
  if (path.startsWith('/integration/customers/:id/operations/:childId'))
    return { id: customer, childId: planted.operation }
  const noun = /^\/integration\/([a-z]+)\/:id/.exec(path)?.[1]
  const byNoun: Record<string, string> = {
    accounts: planted.account,
    comparisons: planted.comparison,
    loads: planted.comparison,
    objects: planted.object,
    systems: planted.system,
    customers: customer,
  }
  const id = noun && byNoun[noun]
  if (path.includes('/makings/:kind')) return { id: planted.system, kind: 'sales.order' }
  return id ? { id } : undefined
}
