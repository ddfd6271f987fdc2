import { column } from '../database/sql-writer.ts'
import { invalid } from '../errors.ts'
import { isId } from '../ids.ts'
import type { ConditionInput } from './condition.ts'
import { type Condition, madeByAct } from './descriptor.ts'

/**
 * The condition as SQL over the row `t`, answered by the index of history by act. The act is a bound value, not a
 * subselect, so that the planner knows whether it made five records or a million.
 */
export function madeByCondition({ op, value }: Condition, { entity, sql }: ConditionInput): string {
  if (op !== 'eq' || !isId(value))
    throw invalid('filter', 'platform.bad-value', `“${madeByAct}” takes “eq” and the id of an act.`, {
      field: madeByAct,
    })
  const root = `c.root_id = t.${column(entity.rootColumn)}`
  const record = entity.rootColumn === 'id' ? root : `${root} and c.record_id = t.id`
  return `exists (select 1 from platform.change c where c.batch_id = ${sql.bind(value, 'uuid')} and ${record} and c.entity = ${sql.bind(entity.name)} and c.action = 'created')`
}
