import type { Context } from '../../../../platform/context.ts'
import { invalid } from '../../../../platform/errors.ts'
import type { ConnectionFailure } from '../../contract/connecting-shapes.ts'
import type { Proposals, ToldForm } from '../connectors/proposal.ts'
import type { Destination } from './settings.ts'
import { overTrial } from './trying.ts'

/** What lies where files are exchanged, and how it could be described; throws `Invalid` for systems that describe themselves. */
export async function proposeFiles(
  ctx: Context,
  { told, ...given }: Destination & { told?: ToldForm | null | undefined },
): Promise<Proposals & { failure: ConnectionFailure | null }> {
  const { value, failure } = await overTrial(ctx, given, async (connection, signal) => {
    if (connection.propose) return connection.propose(told ?? null, signal)
    throw invalid('kind', 'integration.no-files', 'Systems of this kind have no files to be described.')
  })
  return { ...(value ?? { files: 0, proposals: [], unread: [] }), failure }
}
