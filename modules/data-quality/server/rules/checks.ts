import type { ConditionInput } from '../../../../platform/entities/condition.ts'
import type { AddedCondition } from '../../../../platform/entities/named-condition.ts'
import { invalid } from '../../../../platform/errors.ts'
import { isId } from '../../../../platform/ids.ts'
import { countryCodes } from '../cleaning/countries.ts'
import { roleNames } from '../cleaning/emails.ts'
import { postcodeShapes } from '../cleaning/postcodes.ts'

/** A check that no comparison of a field with a value can say: what it reads, and the SQL over a customer `t` that it is in order. */
type Check = { fields: readonly string[]; holds: (input: ConditionInput) => string }

const shapes = postcodeShapes()

/**
 * A list of the house as SQL. It stands in the text and not among the values: hundreds of them would be sent, and read again,
 * with every save.
 */
function listed(values: readonly string[]): string {
  const odd = values.find(value => !/^[\p{L}\p{N}:._-]+$/u.test(value))
  if (odd !== undefined) throw new Error(`“${odd}” cannot stand in the text of a statement.`)
  return `'{${values.join(',')}}'::text[]`
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Letters as A and digits as 9; blanks and dashes, which the second text has nothing for, fall away. */
const shapeOfPostcode = `translate(upper(t.postcode), '0123456789${letters} -', '${'9'.repeat(10)}${'A'.repeat(26)}')`

/** A contact point of this kind that could not be read. “exists” lets the planner look one up, or hash them all for a sweep. */
const unreadable = (kind: string) =>
  `exists (select 1 from customers.v_contact_point p where p.customer_id = t.id and p.kind = '${kind}' and p.problem is not null)`

const shouted = (expression: string, longest: number) =>
  `(length(${expression}) > ${longest} and ${expression} = upper(${expression}) and ${expression} <> lower(${expression}))`

const checks: Readonly<Record<string, Check>> = {
  email: {
    fields: ['email'],
    holds: () =>
      `((t.email is null or t.email ~ '^[^\\s@]+@[^\\s@]+\\.[^\\s@.]{2,}$') and not ${unreadable('email')})`,
  },
  'email-personal': {
    fields: ['email'],
    holds: () => `(t.email is null or lower(split_part(t.email, '@', 1)) <> all(${listed(roleNames)}))`,
  },
  phone: {
    fields: ['phone'],
    holds: () => `((t.phone is null or t.phone ~ '^\\+[1-9][0-9]{4,14}$') and not ${unreadable('phone')})`,
  },
  postcode: {
    fields: ['postcode', 'country'],
    holds: () =>
      `(t.postcode is null or t.country is null or upper(t.country) <> all(${listed(shapes.countries)})
        or upper(t.country) || ':' || ${shapeOfPostcode} = any(${listed(shapes.shapes)}))`,
  },
  'birth-date': {
    fields: ['birthDate'],
    // The first of January 1900 and 1901 are what programs write where they know nothing.
    holds: ({ sql, now }) =>
      `(t.birth_date is null or (t.birth_date > (${sql.bind(now, 'timestamptz')} - interval '120 years')::date
        and t.birth_date <= ${sql.bind(now, 'timestamptz')}::date and t.birth_date not in ('1900-01-01', '1901-01-01')))`,
  },
  country: {
    fields: ['country'],
    holds: () => `(t.country is null or t.country = any(${listed(countryCodes)}))`,
  },
  'name-case': {
    fields: ['name'],
    holds: () =>
      `not (case t.kind when 'person' then ${shouted('t.name', 3)} else ${shouted('t.name', 8)} end)`,
  },
  owner: {
    fields: ['owner'],
    holds: () =>
      `(t.owner_id is null or exists (select 1 from staff.v_user u where u.id = t.owner_id and u.active))`,
  },
}

/** Names of the ready-made checks, for rules and their editor. */
export const checkNames: readonly string[] = Object.keys(checks)

/** The check of this name. */
export function readableCheck(name: unknown): Check | undefined {
  return typeof name === 'string' && Object.hasOwn(checks, name) ? checks[name] : undefined
}

/** `@check`: customers that pass a ready-made check, or all of several. */
const checkCondition: AddedCondition = {
  entity: 'customer',
  name: '@check',
  permission: 'data-quality.read',
  compile: (values, input) => {
    const found = values.map(name => readableCheck(name))
    const hidden = (key: string) => {
      const permission = input.entity.fields.find(field => field.key === key)?.permission
      return permission !== undefined && !input.actor.permissions.has(permission)
    }
    if (found.some(check => !check || check.fields.some(hidden)))
      throw invalid('filter', 'platform.bad-value', `“@check” takes one of ${checkNames.join(', ')}.`, {
        field: '@check',
      })
    return `(${found.map(check => check?.holds(input)).join(' and ')})`
  },
}

/** `@rule`: customers with an open finding of one of the rules. Rules about fields the actor may not see find nothing. */
const ruleCondition: AddedCondition = {
  entity: 'customer',
  name: '@rule',
  permission: 'data-quality.read',
  compile: (values, { sql, entity, actor }) => {
    if (!values.every(isId))
      throw invalid('filter', 'platform.bad-value', '“@rule” takes ids of rules.', { field: '@rule' })
    const masked = entity.fields.flatMap(({ key, permission }) =>
      permission && !actor.permissions.has(permission) ? [key] : [],
    )
    return `t.id in (select f.customer_id from data_quality.finding f join data_quality.rule r on r.id = f.rule_id
      where f.rule_id = any(${sql.bind(values, 'uuid[]')}) and f.mended_at is null and not r.fields && ${sql.bind(masked, 'text[]')})`
  },
}

export const qualityConditions: AddedCondition[] = [checkCondition, ruleCondition]
