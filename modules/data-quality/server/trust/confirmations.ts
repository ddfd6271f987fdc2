import type { Context } from '../../../../platform/context.ts'
import { run } from '../../../../platform/database/statement.ts'
import { Conflict, NotFound } from '../../../../platform/errors.ts'
import { recordChanges } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { requireCustomer } from '../../../customers/index.ts'
import { confirmationTable } from './tables.ts'
import { trustOf, type ValueTrust } from './trust.ts'

/** A value as a person sees it. */
export type SeenValue = { field: string; pointId?: string | null | undefined; value: string }

/** Fields that repeat what an address says. */
export const addressParts = ['city', 'postcode', 'country']

/** Whether the value stands in one of these addresses: who confirms the address has looked at its town too. */
export function isPartOf({ holderId, field, value }: ValueTrust, addresses: readonly ValueTrust[]): boolean {
  return (
    addressParts.includes(field) &&
    addresses.some(
      address => address.holderId === holderId && wordsOf(address.value).includes(wordsOf(value)),
    )
  )
}

/** With a space on both ends, so that “Lund” does not stand in “Lunden”. */
const wordsOf = (text: string) => ` ${text.replaceAll(/[\s,]+/g, ' ')} `
const sqlWordsOf = (text: string) => `(' ' || regexp_replace(${text}, '[\\s,]+', ' ', 'g') || ' ')`

/** The same as a condition on two values of one record. */
export const isPartOfSql = (part: string, address: string): string =>
  `${part}.field = any(array['${addressParts.join("', '")}']) and position(${sqlWordsOf(`${part}.value`)} in ${sqlWordsOf(`${address}.value`)}) > 0`

/** The values of a customer's page that somebody means; throws `Conflict` where one is no longer what he saw. */
export async function standingValues(
  ctx: Context,
  id: string,
  seen: readonly SeenValue[],
): Promise<ValueTrust[]> {
  const trusts = await trustOf(ctx, [id], { fields: [...new Set(seen.map(({ field }) => field))] })
  return seen.map(({ field, pointId = null, value }) => {
    const found = trusts.find(trust => trust.field === field && trust.pointId === pointId)
    if (!found && pointId !== null) throw new NotFound('contact point')
    if (found?.value !== value)
      throw new Conflict('The value has changed meanwhile. Look at it again.', {
        field,
        value: found?.value ?? null,
      })
    return found
  })
}

/** Confirms values of one customer; those on which a person and the record no longer agree are refused. */
export async function confirmValues(ctx: Context, id: string, seen: readonly SeenValue[]): Promise<number> {
  await requireCustomer(ctx, id)
  const values = await standingValues(ctx, id, seen)
  const addresses = values.filter(({ field }) => field === 'address')
  const parts = addresses.length > 0 ? await trustOf(ctx, [id], { fields: addressParts }) : []
  return keepConfirmations(ctx, [...values, ...parts.filter(part => isPartOf(part, addresses))])
}

/** One confirmation for each different value: an e-mail address and its mirror in the customer's row are one. */
export async function keepConfirmations(ctx: Context, trusts: readonly ValueTrust[]): Promise<number> {
  const values = new Map(
    trusts.map(trust => [JSON.stringify([trust.holderId, trust.field, trust.value]), trust] as const),
  )
  if (values.size === 0) return 0
  const made = [...values.values()].map(({ holderId, field, value }) => ({
    customer_id: holderId,
    id: newId(),
    field,
    value,
  }))
  await run(
    ctx.db,
    `insert into data_quality.confirmation (customer_id, id, field, value, made_by, made_at)
     select customer_id, id, field, value, $2::uuid, $3
     from jsonb_to_recordset($1::jsonb) as c(customer_id uuid, id uuid, field text, value text)`,
    [JSON.stringify(made), ctx.actor.id, ctx.now],
  )
  const entity = confirmationTable.entity
  await recordChanges(
    ctx,
    made.map(({ customer_id: rootId, id: recordId }) => ({
      entity,
      rootId,
      recordId,
      action: 'created' as const,
    })),
  )
  for (const rootId of new Set(made.map(({ customer_id }) => customer_id)))
    await ctx.emit({ kind: 'value.confirmed', entity, rootId, recordId: rootId })
  return made.length
}
