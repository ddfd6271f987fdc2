import type { Work } from '../../../../platform/jobs/job.ts'
import { row } from '../../../../platform/database/statement.ts'
import { wakeChannel } from '../../../../platform/events/wake.ts'

export type Woken = { wait: (signal: AbortSignal) => Promise<void>; end: () => Promise<void> }

/** Hears, in whichever process it was said, that something has changed in a system. What is missed is found at the next beat. */
export async function wokenOf({ database }: Work, systemId: string): Promise<Woken> {
  const said = async () => {
    const found = await row<{ at: Date | null }>(
      database.db,
      'select woken_at as at from integration.stream where system_id = $1',
      [systemId],
    )
    return found?.at?.getTime() ?? 0
  }
  let last = await said()
  let ring = () => {}
  const look = async () => {
    const now = await said().catch(() => last)
    if (now === last) return
    last = now
    ring()
  }
  const onMessage = () => void look()
  const end = await database.listen({ channel: wakeChannel, onMessage, onGap: onMessage })
  const wait = (signal: AbortSignal) =>
    new Promise<void>(resolve => {
      ring = resolve
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  return { wait, end }
}
