import { rows } from '../../../../platform/database/statement.ts'
import type { ImportSetup } from '../../../../platform/transfer/target.ts'
import { houseCurrency } from '../house-currency.ts'
import { type Stage, stagesInUse } from '../stages.ts'
import { keyOf } from './words.ts'

/** What rows are read with: the stages in use in their order, reasons, colleagues and the firm's currency. */
export type Settings = {
  stages: readonly Stage[]
  /** By outcome and folded name. */
  reasons: ReadonlyMap<string, string>
  /** Colleagues by folded name, by e-mail address and by id; null where a name is not unique. */
  colleagues: ReadonlyMap<string, string | null>
  houseCurrency: string
}

/** Reads what rows are read with; once per import. */
export async function readSettings({ db }: Pick<ImportSetup, 'db'>): Promise<Settings> {
  const stages = await stagesInUse({ db })
  const reasons = await rows<{ id: string; outcome: string; name: string }>(
    db,
    'select id, outcome, name from sales.closing_reason where retired_at is null',
  )
  return {
    stages,
    reasons: new Map(reasons.map(({ id, outcome, name }) => [`${outcome} ${keyOf(name)}`, id])),
    colleagues: await colleaguesOf(db),
    houseCurrency: await houseCurrency({ db }),
  }
}

async function colleaguesOf(db: ImportSetup['db']): Promise<Map<string, string | null>> {
  const found = await rows<{ id: string; name: string; email: string | null }>(
    db,
    'select id, name, email from staff.v_user where active',
  )
  const known = new Map<string, string | null>()
  for (const { id, name } of found) known.set(keyOf(name), known.has(keyOf(name)) ? null : id)
  for (const { id } of found) known.set(id, id)
  for (const { id, email } of found) if (email) known.set(email.toLowerCase(), id)
  return known
}

/** The stage of this name, in the pipeline where one is named; null where there is none. */
export function stageNamed(
  { stages }: Settings,
  { stage, pipeline }: { stage: string | null; pipeline: string | null },
): Stage | null {
  const within = pipeline
    ? stages.filter(known => known.pipelineId === pipeline || keyOf(known.pipeline) === keyOf(pipeline))
    : stages
  const found = stage === null ? within[0] : within.find(known => keyOf(known.name) === keyOf(stage))
  return found ?? null
}
