import type { Context } from '../../../../platform/context.ts'
import { invalid } from '../../../../platform/errors.ts'
import { changeContactPoint, changeCustomer } from '../../../customers/index.ts'
import { customersContract } from '../../../customers/contract.ts'

/** A value that shall stand in a field, or in a contact point. `null` empties a field. */
export type NewValue = { field: string; pointId: string | null; value: unknown }

const custom = 'custom.'

/** What a change of the customer or of its contact point takes; throws `Invalid` where the value does not fit the field. */
function changeFor({ field, pointId, value }: NewValue): { point: PointChange } | { patch: CustomerChange } {
  if (pointId !== null) {
    const input = field === 'address' ? { address: value } : { value }
    const parsed = customersContract.changeContactPoint.body.safeParse(input)
    if (!parsed.success || value === null) throw unfit(field)
    return { point: parsed.data }
  }
  const patch = field.startsWith(custom)
    ? { custom: { [field.slice(custom.length)]: value } }
    : { [field]: value }
  const parsed = customersContract.change.body.safeParse(patch)
  if (!parsed.success) throw unfit(field)
  return { patch: parsed.data }
}

type PointChange = ReturnType<typeof customersContract.changeContactPoint.body.parse>
type CustomerChange = ReturnType<typeof customersContract.change.body.parse>

function unfit(field: string) {
  return invalid('value', 'platform.bad-value', `“${field}” does not take this value.`, { field })
}

/** Throws `Invalid` where the value does not fit its field. */
export function assertFits(value: NewValue): void {
  changeFor(value)
}

/** Puts the value in its place, with history; the customer's own rules hold. */
export async function putValue(ctx: Context, customerId: string, value: NewValue): Promise<void> {
  const change = changeFor(value)
  if ('patch' in change) await changeCustomer(ctx, { id: customerId, patch: change.patch })
  else
    await changeContactPoint(ctx, { id: customerId, childId: value.pointId as string, input: change.point })
}
