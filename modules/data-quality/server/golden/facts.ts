import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { systemActor } from '../../../../platform/kernel.ts'
import type { MemberRow } from '../../../customers/index.ts'
import { trustOf, type ValueTrust } from '../trust/trust.ts'
import type { GoldenField } from './fields.ts'
import { type Fact, type FactOf, isContested } from './survive.ts'

/**
 * What is known of the values of these records: since when they stand, confirmations, doubts, whether they can be right,
 * and what a person chose. Read for all at once and whatever the actor may see: what a family shows is the same for everyone.
 */
export async function factsOf(
  ctx: Context,
  families: readonly (readonly MemberRow[])[],
  fields: readonly GoldenField[],
): Promise<FactOf> {
  const members = families.flat()
  const ids = members.map(({ id }) => id)
  const [trusts, problems, choices] = [
    await contestedTrust(ctx, families, fields),
    await problemsOf(ctx, ids),
    await choicesOf(ctx, ids),
  ]
  const byValue = Map.groupBy(
    trusts.filter(({ pointId }) => pointId === null),
    ({ customerId, field }) => `${customerId} ${field}`,
  )
  const rowOf = new Map(members.map(member => [member.id, member]))
  const byKey = new Map(fields.map(field => [field.key, field]))
  return (memberId, key) => {
    const field = byKey.get(key) as GoldenField
    const member = rowOf.get(memberId) as MemberRow
    const known = field.parts.flatMap(part => byValue.get(`${memberId} ${part}`) ?? [])
    return {
      ...standing(known, member),
      invalid: problems.has(`${memberId} ${key}`) || cannotBe(member, key, ctx.now),
      chosenAt: choices.get(`${memberId} ${key}`) ?? null,
    }
  }
}

/** Age and confirmations of values, where they decide something: to read them all would cost most of the whole work. */
function contestedTrust(
  ctx: Context,
  families: readonly (readonly MemberRow[])[],
  fields: readonly GoldenField[],
): Promise<ValueTrust[]> {
  const contested = fields.filter(field => families.some(members => isContested(members, field)))
  const asked = families.filter(members => contested.some(field => isContested(members, field))).flat()
  return trustOf(
    asEverybody(ctx),
    asked.map(({ id }) => id),
    { of: 'own', fields: contested.flatMap(({ parts }) => parts) },
  )
}

/** Of what consists of parts the newest counts; it is confirmed or doubted when a part is. */
function standing(known: readonly ValueTrust[], member: MemberRow): Omit<Fact, 'invalid' | 'chosenAt'> {
  const times = known.map(({ at, confirmedAt }) => (confirmedAt ?? at).toISOString()).sort()
  return {
    at: times.at(-1) ?? new Date(String(member.created_at)).toISOString(),
    confirmed: known.some(({ confirmedAt }) => confirmedAt !== null),
    disputed: known.some(({ disputeId }) => disputeId !== null),
  }
}

function cannotBe(member: MemberRow, field: string, now: Date): boolean {
  if (field === 'birthDate') return String(member.birth_date ?? '') > now.toISOString().slice(0, 10)
  if (field === 'website') return !String(member.website ?? '.').includes('.')
  return false
}

function asEverybody(ctx: Context): Context {
  const { fields, permissions } = ctx.catalogue.entity('customer')
  return {
    ...ctx,
    actor: systemActor([permissions.read, ...fields.flatMap(({ permission }) => permission ?? [])]),
  }
}

/** Members whose e-mail address or telephone number could not be read. */
async function problemsOf(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ id: string; kind: string }>(
    ctx.db,
    `select p.customer_id as id, p.kind from customers.v_contact_point p join customers.v_own c on c.id = p.customer_id
     where p.customer_id = any($1::uuid[]) and p.problem is not null and p.value = case p.kind when 'email' then c.email when 'phone' then c.phone end`,
    [ids],
  )
  return new Set(found.map(({ id, kind }) => `${id} ${kind}`))
}

async function choicesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await rows<{ id: string; field: string; at: Date }>(
    ctx.db,
    'select customer_id as id, field, chosen_at as at from data_quality.choice where customer_id = any($1::uuid[])',
    [ids],
  )
  return new Map(found.map(({ id, field, at }) => [`${id} ${field}`, at.toISOString()]))
}
