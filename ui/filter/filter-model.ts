import type {
  Condition,
  EntityDescriptor,
  Field,
  Filter,
  Operator,
} from '../../platform/entities/descriptor.ts'
import { madeByAct, operatorsOf } from '../../platform/entities/descriptor.ts'

/** The shown form of a filter: conditions and groups under one connective. */
export type FilterGroup = { joined: 'and' | 'or'; parts: readonly FilterPart[] }
export type FilterPart =
  | { kind: 'condition'; condition: Condition; not: boolean }
  | { kind: 'group'; group: FilterGroup; not: boolean }

/** Reads a filter into its shown form. An empty filter is an empty group joined by “and”. */
export function groupOf(filter: Filter | undefined): FilterGroup {
  if (!filter) return { joined: 'and', parts: [] }
  if ('and' in filter) return { joined: 'and', parts: filter.and.map(partOf) }
  if ('or' in filter) return { joined: 'or', parts: filter.or.map(partOf) }
  return { joined: 'and', parts: [partOf(filter)] }
}

function partOf(filter: Filter): FilterPart {
  const not = 'not' in filter
  const inner = not ? filter.not : filter
  if ('field' in inner) return { kind: 'condition', condition: inner, not }
  return { kind: 'group', group: groupOf(inner), not }
}

/** The filter that a shown form means; undefined when it is empty. */
export function filterOf(group: FilterGroup): Filter | undefined {
  const parts = group.parts.flatMap(part => {
    const inner = part.kind === 'condition' ? part.condition : filterOf(part.group)
    return inner ? [part.not ? { not: inner } : inner] : []
  })
  if (parts.length === 0) return undefined
  if (parts.length === 1) return parts[0]
  return group.joined === 'and' ? { and: parts } : { or: parts }
}

/** The group with a part replaced, or taken out by null. */
export function withPart(group: FilterGroup, at: number, part: FilterPart | null): FilterGroup {
  return {
    ...group,
    parts: group.parts.flatMap((other, index) => (index !== at ? [other] : part ? [part] : [])),
  }
}

/** The group with one more condition at its end. */
export function withCondition(group: FilterGroup, condition: Condition): FilterGroup {
  return { ...group, parts: [...group.parts, { kind: 'condition', condition, not: false }] }
}

/** Puts a condition and its neighbour under “either of both”: `a and b` becomes `(a or b)`. */
export function withAlternative(group: FilterGroup, at: number, condition: Condition): FilterGroup {
  const part = group.parts[at]
  if (!part) return group
  const added: FilterPart = { kind: 'condition', condition, not: false }
  if (part.kind === 'group' && part.group.joined === 'or' && !part.not) {
    return withPart(group, at, { ...part, group: { joined: 'or', parts: [...part.group.parts, added] } })
  }
  return withPart(group, at, { kind: 'group', not: false, group: { joined: 'or', parts: [part, added] } })
}

/** Whether an operator needs no value. */
export function isUnary(op: Operator): boolean {
  return op === 'empty' || op === 'not-empty'
}

/** Whether an operator takes a list. */
export function isList(op: Operator): boolean {
  return op === 'in' || op === 'not-in' || op === 'has-all' || op === 'has-any'
}

/** Whether the condition says enough to be sent. */
export function isComplete({ op, value }: Condition): boolean {
  if (isUnary(op)) return true
  if (op === 'between')
    return Array.isArray(value) && value.length === 2 && value.every(end => end !== null && end !== '')
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== ''
}

/** The condition that a new filter on a field starts with. */
export function firstCondition(field: Field): Condition {
  const [first = 'eq'] = operatorsOf[field.kind]
  const preferred: Partial<Record<Field['kind'], Operator>> = {
    text: 'contains',
    email: 'contains',
    phone: 'contains',
    choice: 'in',
    reference: 'in',
    tags: 'has-any',
    date: 'within',
    datetime: 'within',
    money: 'gte',
    integer: 'gte',
    decimal: 'gte',
    score: 'gte',
  }
  return { field: field.key, op: preferred[field.kind] ?? first }
}

/** The condition with another operator; the value stays where it still makes sense. */
export function withOperator(condition: Condition, op: Operator): Condition {
  const { field, value } = condition
  const shape = (other: Operator) =>
    isUnary(other)
      ? 'none'
      : isList(other)
        ? 'list'
        : other === 'between' || other === 'within'
          ? other
          : 'one'
  if (shape(condition.op) === shape(op)) return value === undefined ? { field, op } : { field, op, value }
  if (shape(op) === 'list' && typeof value === 'string') return { field, op, value: [value] }
  if (shape(op) === 'one' && Array.isArray(value) && value[0] !== undefined)
    return { field, op, value: value[0] }
  return { field, op }
}

/** Takes what stands in an address for a filter, or nothing when it is none of this entity. */
export function checkFilter(value: unknown, entity: EntityDescriptor): Filter | undefined {
  return isFilter(value, entity, 0) ? value : undefined
}

function isFilter(value: unknown, entity: EntityDescriptor, depth: number): value is Filter {
  if (typeof value !== 'object' || value === null || depth > 4) return false
  const parts = value as Record<string, unknown>
  if ('not' in parts) return isFilter(parts['not'], entity, depth + 1)
  const list = parts['and'] ?? parts['or']
  if (list !== undefined) return Array.isArray(list) && list.every(part => isFilter(part, entity, depth + 1))
  if (parts['field'] === madeByAct) return parts['op'] === 'eq' && typeof parts['value'] === 'string'
  if (entity.conditions?.some(({ name }) => name === parts['field'])) return isNamed(parts)
  const field = entity.fields.find(candidate => candidate.key === parts['field'])
  return field !== undefined && operatorsOf[field.kind].includes(parts['op'] as Operator)
}

/** A condition by name: `eq` with a text, or `in` with texts. */
function isNamed({ op, value }: Record<string, unknown>): boolean {
  if (op === 'eq') return typeof value === 'string'
  return op === 'in' && Array.isArray(value) && value.every(one => typeof one === 'string')
}
