import type { Context } from '../../../../platform/context.ts'
import { type OpenSystem, openSystem } from '../systems/opened.ts'
import type { HeldSystem } from './held.ts'
import { isSilent } from './patience.ts'

/** A system with the way to it; null where there is none, since its kind is not known any more. */
export type Joined = { system: HeldSystem; open: OpenSystem | null }

/** What cannot be reached must not take away what is known of it. */
export function joinedOf(ctx: Context, system: HeldSystem): Joined {
  try {
    return { system, open: openSystem(ctx, system) }
  } catch (err) {
    ctx.log.warn({ err, system: system.name }, 'A joined system cannot be opened.')
    return { system, open: null }
  }
}

/** Whether nothing came of the last question, as of now. */
export function isSilentNow({ open }: Joined): boolean {
  return open === null || isSilent(open.guard)
}
