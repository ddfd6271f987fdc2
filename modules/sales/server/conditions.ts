import type { ConditionInput } from '../../../platform/entities/condition.ts'
import type { AddedCondition } from '../../../platform/entities/named-condition.ts'
import { invalid } from '../../../platform/errors.ts'

function yesOrNo(name: string, holds: (input: ConditionInput) => string): AddedCondition {
  return {
    entity: 'opportunity',
    name,
    compile(values, input) {
      if (!values.every(value => value === 'yes' || value === 'no'))
        throw invalid('filter', 'platform.bad-value', `“${name}” takes “yes” or “no”.`, { field: name })
      const wanted = values.map(value => (value === 'yes' ? holds(input) : `not ${holds(input)}`))
      return `(${wanted.join(' or ')})`
    },
  }
}

/** What a seller has to look after, as conditions of lists. Only open deals can be neglected. */
export const salesConditions: AddedCondition[] = [
  yesOrNo(
    '@stalled',
    ({ now, sql }) => `(t.closed_at is null and exists (select 1 from sales.stage s where s.id = t.stage_id
      and t.stage_since < ${sql.bind(now, 'timestamptz')} - s.stalled_after * interval '1 day'))`,
  ),
  yesOrNo('@noNextStep', () => `(t.closed_at is null and t.next_step is null)`),
]
