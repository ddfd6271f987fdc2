import type { Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { row } from '../../../../platform/database/statement.ts'
import { defaultModel, type Model } from '../engine/index.ts'

/** The weights in force, and by which number decisions and pairs name them; 0 is what the product brings along. */
export type CurrentModel = { id: number; model: Model }

const known = new Map<number, Model>()

/** The newest model that a search has learnt of the organisation's own data, or the one that the product brings along. */
export async function currentModel(db: Db): Promise<CurrentModel> {
  const newest = await row<{ id: number }>(
    db,
    keptPlan('select max(id)::int as id from matching.model having max(id) is not null'),
  )
  return modelOf(db, newest?.id ?? null)
}

/** The weights of this number, which is the one in force; null stands for those that the product brings along. */
export async function modelOf(db: Db, id: number | null): Promise<CurrentModel> {
  if (id === null) return { id: 0, model: defaultModel }
  const kept = known.get(id)
  if (kept) return { id, model: kept }
  const stored = await row<{ model: Model }>(db, 'select model from matching.model where id = $1', [id])
  if (!stored) return { id: 0, model: defaultModel }
  // A model holds many frequencies: only the one in force is kept in memory.
  known.clear()
  known.set(id, stored.model)
  return { id, model: stored.model }
}
