import { visibleField } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { Invalid } from '../../../../platform/errors.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { translate } from '../../../../platform/i18n/index.ts'
import { checkOne } from './check-one.ts'
import { fieldsOf } from './compile.ts'
import { nameOfRule, type WorkedOut } from './rule.ts'

/**
 * After one customer was created or changed, in the transaction of the write: rules that it now breaks are noted. Those that
 * warn are told to the author; those that refuse throw `Invalid` naming field and rule, so that nothing is written. Only rules
 * are asked of which he touched a field: nobody is kept from mending one value because another is wrong, and what the others
 * say has not changed (what time alone changes is found at night).
 */
export async function checkAtSave(ctx: Context, event: Event): Promise<void> {
  const broken = await checkOne(ctx, event.rootId, rule => touches(rule, event))
  const told = broken.filter(rule => mayKnow(ctx, rule))
  const refusing = told.filter(({ severity }) => severity === 'refuse')
  if (refusing.length > 0)
    throw new Invalid(refusing.map(rule => ({ ...toldOf(ctx, rule), path: pathOf(rule) })))
  for (const rule of told.filter(({ severity }) => severity === 'warn')) {
    const { code, message } = toldOf(ctx, rule)
    ctx.remarks.push({ code, message, field: pathOf(rule) })
  }
}

const pathOf = (rule: WorkedOut) => rule.fields[0] ?? 'name'

function toldOf(ctx: Context, rule: WorkedOut) {
  const params = { rule: nameOfRule(rule, ctx.locale) }
  const code = 'data-quality.rule-broken'
  return { code, message: translate(ctx.locale, `errors.${code}`, params), params }
}

/** Contact points change without a word on fields; they are e-mail address and telephone number. */
const ofContacts = ['email', 'phone', 'city', 'postcode', 'country']

function touches(rule: WorkedOut, { kind, data }: Event): boolean {
  if (kind === 'customer.created') return true
  // `fields` says where a finding is mended; whom a rule asks may hang on others.
  const fields = [...rule.fields, ...fieldsOf(rule.applies, rule.must), ...(rule.kind ? ['kind'] : [])]
  const given = data?.fields
  const changed = Array.isArray(given) ? (given as string[]) : ofContacts
  return fields.some(field => changed.includes(field.split('.')[0] as string))
}

/**
 * A rule about a field somebody may not see says nothing to him either, and does not refuse him: he could not mend the value,
 * and the refusal would tell of it. It is found all the same, by who mends.
 */
function mayKnow(ctx: Context, { fields }: WorkedOut): boolean {
  const entity = ctx.catalogue.entity('customer')
  return fields.every(field => visibleField(entity, ctx.actor, field))
}
