import type { AddedCondition } from '../../../../platform/entities/named-condition.ts'
import { invalid } from '../../../../platform/errors.ts'

const words = ['pipeline', 'best-case', 'commit']

/** Open deals by their owner's word, or that of their stage where he has said nothing. */
export const forecastConditions: AddedCondition[] = [
  {
    entity: 'opportunity',
    name: '@forecast',
    compile: (values, { sql }) => {
      if (!values.every(value => words.includes(value)))
        throw invalid('filter', 'platform.bad-value', `“@forecast” takes ${words.join(', ')}.`, {
          field: '@forecast',
        })
      return `(t.closed_at is null and coalesce(t.category,
        (select s.category from sales.stage s where s.id = t.stage_id)) = any(${sql.bind(values, 'text[]')}))`
    },
  },
]
