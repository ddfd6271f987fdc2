import type { ConditionInput } from '../../../../platform/entities/condition.ts'
import type { AddedCondition } from '../../../../platform/entities/named-condition.ts'
import { invalid } from '../../../../platform/errors.ts'
import { isId } from '../../../../platform/ids.ts'

/** Deals by the stages they went through and by why they ended: what pictures count and no field says. */
export const pictureConditions: AddedCondition[] = [
  {
    entity: 'opportunity',
    name: '@entered',
    compile: (values, input) => ors(values.map(value => entered(stageOf(value), input))),
  },
  {
    entity: 'opportunity',
    name: '@onward',
    compile: (values, input) => ors(values.map(value => onward(stageOf(value), input))),
  },
  {
    entity: 'opportunity',
    name: '@back',
    compile: (values, input) => ors(values.map(value => back(stageOf(value), input))),
  },
  {
    entity: 'opportunity',
    name: '@reason',
    compile: (values, { sql }) =>
      ors(
        values.map(
          value => `exists (select 1 from sales.closure e
      where e.customer_id = t.customer_id and e.opportunity_id = t.id and e.reason_id ${value === 'none' ? 'is null' : `= ${sql.bind(stageOf(value), 'uuid')}`})`,
        ),
      ),
  },
  {
    entity: 'opportunity',
    name: '@unconverted',
    compile: () => '(t.amount is not null and t.house_amount is null)',
  },
]

function ors(conditions: readonly string[]): string {
  return `(${conditions.join(' or ')})`
}

function stageOf(value: string): string {
  if (isId(value)) return value
  throw invalid('filter', 'platform.bad-value', 'This condition takes an id.')
}

const visited = (stage: string) =>
  `select 1 from sales.stage_visit v where v.customer_id = t.customer_id and v.opportunity_id = t.id and v.stage_id = ${stage}`

function entered(stage: string, { sql }: ConditionInput): string {
  return `exists (${visited(sql.bind(stage, 'uuid'))})`
}

/** A later visit of a stage further on in the same pipeline. */
const further = (stage: string) => `exists (${visited(stage)} and exists (
  select 1 from sales.stage_visit w join sales.stage a on a.id = v.stage_id join sales.stage b on b.id = w.stage_id
  where w.customer_id = t.customer_id and w.opportunity_id = t.id and w.pipeline_id = v.pipeline_id
    and (w.entered_at, w.id) > (v.entered_at, v.id) and b.position > a.position))`

function onward(stage: string, { sql }: ConditionInput): string {
  const bound = sql.bind(stage, 'uuid')
  return `(t.stage_id <> ${bound} and ${further(bound)})`
}

function back(stage: string, { sql }: ConditionInput): string {
  const bound = sql.bind(stage, 'uuid')
  return `(t.stage_id <> ${bound} and exists (${visited(bound)}) and not ${further(bound)})`
}
