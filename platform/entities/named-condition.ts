import { invalid } from '../errors.ts'
import type { ConditionInput } from './condition.ts'
import type { Condition, EntityDescriptor, NamedCondition } from './descriptor.ts'

/** A condition by name that a module adds to an entity, its own or that of a module before it. */
export type AddedCondition = NamedCondition & {
  entity: string
  /** The condition as SQL over the row `t`; throws `Invalid` for a value it does not know. */
  compile: (values: readonly string[], input: ConditionInput) => string
}

/** The entities with the named conditions of all modules. */
export function withConditions(
  entities: readonly EntityDescriptor[],
  added: readonly AddedCondition[],
): EntityDescriptor[] {
  for (const { entity, name } of added) {
    if (!name.startsWith('@')) throw new Error(`A named condition begins with @: “${name}”.`)
    if (!entities.some(known => known.name === entity))
      throw new Error(`The condition “${name}” is for “${entity}”, which no module describes.`)
  }
  return entities.map(entity => {
    const own = added.filter(condition => condition.entity === entity.name)
    return own.length > 0 ? { ...entity, conditions: [...(entity.conditions ?? []), ...own] } : entity
  })
}

/** A named condition as SQL over the row `t`. One the actor may not use is refused as if it did not exist. */
export function namedCondition({ field, op, value }: Condition, input: ConditionInput): string {
  const { entity, actor } = input
  const found = entity.conditions?.find(({ name }) => name === field) as AddedCondition | undefined
  if (!found || (found.permission && !actor.permissions.has(found.permission)))
    throw invalid('filter', 'platform.no-such-field', `“${field}” is no field to filter by.`, { field })
  const values = op === 'eq' ? [value] : op === 'in' && Array.isArray(value) ? value : []
  if (values.length === 0 || !values.every(one => typeof one === 'string' && !one.includes('\0')))
    throw invalid('filter', 'platform.bad-value', `“${field}” takes “eq” and a text, or “in” and texts.`, {
      field,
    })
  return found.compile(values as string[], input)
}
