import type { Context } from '../../../../platform/context.ts'

/** Open pages show settings too: they read again. */
export function tellSettings(ctx: Context, id: string): Promise<void> {
  return ctx.emit({ kind: 'sales.settings-changed', entity: 'sales-settings', rootId: id, recordId: id })
}
