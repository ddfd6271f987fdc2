import type { Context } from '../../../platform/context.ts'

/** Emitted when someone's sessions, roles, teams or keys changed; every process then forgets what it has cached. */
export const accessChangedEvent = 'staff.access-changed'

/**
 * Tells all processes that what they know about this user or key (or team, unit) may be old. `data` says what changed,
 * before and after. It is kept as an event and not as history, because history can be undone by its author: somebody
 * whose rights were taken must not get them back by undoing an act of his own.
 */
export async function accessChanged(
  ctx: Context,
  recordId: string,
  data: { before?: Record<string, unknown>; after?: Record<string, unknown> } = {},
): Promise<void> {
  await ctx.emit({ kind: accessChangedEvent, entity: 'user', rootId: recordId, recordId, data })
}
