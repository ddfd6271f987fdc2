import type { Context } from '../../../../platform/context.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { settle } from './deriving.ts'

/**
 * After chunks of an import: the families of the records it changed show what survives now. New records are in no family yet;
 * who brings them together works out what is shown.
 */
export async function settleImported(ctx: Context, events: readonly Event[]): Promise<void> {
  const changed = events.flatMap(({ data }) => (data?.changedIds ?? []) as string[])
  await settle(ctx, [...new Set(changed)])
}
