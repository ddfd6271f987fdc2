import type { Context } from '../../../../platform/context.ts'
import { run } from '../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import type { SignedCall } from '../../../../platform/http/transfer-types.ts'
import { CannotOpen } from '../../../../platform/secrets/seal.ts'
import { wakeSecret } from '../connectors/http-settings.ts'
import { verifyWakeUp } from '../connectors/rest/webhook.ts'
import { settingsOf } from '../systems/secrets.ts'
import { systemOf } from '../systems/system.ts'

/** Has a system asked for its changes at once, where the call is signed with its secret; refuses `integration.not-genuine`. */
export async function wake(ctx: Context, id: string, call: SignedCall): Promise<null> {
  const verdict = verifyWakeUp(call, { secrets: await secretsOf(ctx, id), now: ctx.now })
  if (verdict !== 'genuine')
    // Whether there is such a system is nobody's business who does not know its secret.
    throw new Refused(
      'integration.not-genuine',
      verdict === 'old'
        ? 'The call is older than five minutes, or a clock is wrong. Sign it anew.'
        : 'The call is not signed with the secret of a system: see the documentation of this endpoint.',
    )
  // Who follows it hears of the commit.
  await run(ctx.db, 'update integration.stream set woken_at = now() where system_id = $1', [id])
  return null
}

async function secretsOf(ctx: Context, id: string): Promise<string[]> {
  try {
    const secret = settingsOf(ctx, await systemOf(ctx.db, id))[wakeSecret.key]
    return typeof secret === 'string' ? [secret] : []
  } catch (error) {
    if (error instanceof NotFound || error instanceof CannotOpen) return []
    throw error
  }
}
