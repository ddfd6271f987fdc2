import { rows } from '../../../../../platform/database/statement.ts'
import { Refused } from '../../../../../platform/errors.ts'
import type { ImportSetup } from '../../../../../platform/transfer/target.ts'
import { readSettings, type Settings } from '../../importing/settings.ts'
import { keyOf } from '../../importing/words.ts'
import { policyOf } from '../policy.ts'

/** What rows of leads are read with. */
export type LeadSetting = Pick<Settings, 'colleagues'> & {
  setup: ImportSetup
  /** Sources by folded name, as the firm writes them; those of the file's earlier rows among them. */
  sources: Map<string, string>
  /** Whether leads may be kept, and whether what is kept takes part in finding doubles at once. */
  mayKeep: boolean
  shadowsAtOnce: boolean
}

/** Reads what rows are read with; once per import. */
export async function readLeadSetting(setup: ImportSetup): Promise<LeadSetting> {
  const { colleagues } = await readSettings(setup)
  const policy = await policyOf(setup.db)
  // Only of leads that everybody may know of: the spelling of a kept one would tell of it.
  const known = await rows<{ source: string }>(
    setup.db,
    `select source from sales.lead where source is not null and shared_at is not null group by source order by count(*) desc limit 2000`,
  )
  const sources = new Map<string, string>()
  for (const { source } of known) if (!sources.has(keyOf(source))) sources.set(keyOf(source), source)
  return {
    colleagues,
    setup,
    sources,
    mayKeep: policy.privateFirst && setup.actor.kind === 'user',
    shadowsAtOnce: policy.shadowAfterDays === 0,
  }
}

/** The same source under its one spelling: `paid_search` is “Paid Search” where that is there. */
export function sourceOf(given: string, { sources }: LeadSetting): string {
  const key = keyOf(given)
  const known = sources.get(key)
  if (known) return known
  sources.set(key, given)
  return given
}

/** Throws where leads are to be kept that by the policy are shared, or by whom nobody keeps anything. */
export function requireMayKeep({ mayKeep }: LeadSetting): void {
  if (!mayKeep)
    throw new Refused(
      'sales.policy-shares',
      'By the policy of your firm leads are shared from the beginning.',
    )
}
