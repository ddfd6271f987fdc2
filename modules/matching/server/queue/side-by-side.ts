import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import { type Choice, previewGolden, trustOf, type ValueTrust } from '../../../data-quality/index.ts'
import { familyOf } from '../../../customers/index.ts'
import type { Line, Part } from '../../contract.ts'
import { maySee, seesAll } from '../sight.ts'

/** A record's own values, as text, by field. */
type Values = { id: string; kind: string } & Record<string, string | null>

/** Fields in the order of the page, and the comparisons that weigh them. */
const fields: readonly { field: string; kind: string; comparisons: readonly string[] }[] = [
  { field: 'name', kind: 'text', comparisons: ['given', 'family', 'company'] },
  { field: 'birthDate', kind: 'date', comparisons: ['birth'] },
  { field: 'orgNumber', kind: 'text', comparisons: ['orgNumber'] },
  { field: 'email', kind: 'email', comparisons: ['email'] },
  { field: 'phone', kind: 'phone', comparisons: ['phone'] },
  {
    field: 'address',
    kind: 'text',
    comparisons: ['address', 'house', 'postcode', 'city', 'region', 'country'],
  },
  { field: 'website', kind: 'url', comparisons: ['site'] },
  { field: 'employer', kind: 'text', comparisons: [] },
  { field: 'jobTitle', kind: 'text', comparisons: [] },
  { field: 'externalId', kind: 'text', comparisons: ['externalId'] },
]

/** The own values of two records, field by field, with what each says and how far it can be trusted. */
export async function sideBySide(
  ctx: Context,
  pair: readonly [string, string],
  parts: readonly Part[],
): Promise<Line[]> {
  const found = await valuesOf(ctx, pair)
  const [one, two] = pair.map(id => found.find(values => values.id === id))
  if (!one || !two) return []
  const trust = await trustOf(ctx, pair, { of: 'own' })
  const golden = await goldenSides(ctx, pair)
  return fields
    .filter(({ field }) => maySee(ctx, field) && (one[field] ?? two[field]))
    .map(({ field, kind, comparisons }) => ({
      field,
      kind,
      values: [one[field] ?? null, two[field] ?? null],
      evidence: evidenceOf(parts, comparisons),
      trust: [standingOf(trust, pair[0], field), standingOf(trust, pair[1], field)],
      ...survivorOf(golden.get(goldenField(field)), [one[field] ?? null, two[field] ?? null]),
    }))
}

/** Data quality decides about a place as a whole. */
const goldenField = (field: string) => (field === 'address' ? 'place' : field)

/** Fields of which a person may choose whose value survives. */
const choosable = new Set([
  'name',
  'birthDate',
  'orgNumber',
  'email',
  'phone',
  'address',
  'website',
  'jobTitle',
])

/** What a person chose on the desk, in the words of data quality; what is no choice is left out. */
export function choicesOf(keep: Readonly<Record<string, string>>, pair: readonly string[]): Choice[] {
  return Object.entries(keep)
    .filter(([field, memberId]) => choosable.has(field) && pair.includes(memberId))
    .map(([field, memberId]) => ({ memberId, field: goldenField(field) }))
}

type Survivor = Pick<Line, 'golden' | 'why'>

function survivorOf(decided: Survivor | undefined, [one, two]: Line['values']): Survivor {
  if (one === null || two === null) return { golden: one === null ? 1 : 0, why: 'only' }
  return decided ?? { golden: null, why: null }
}

/** For each field on which side the value stands that would survive, and why. */
async function goldenSides(ctx: Context, pair: readonly [string, string]): Promise<Map<string, Survivor>> {
  try {
    const { outcomes } = await previewGolden(ctx, pair)
    const families = await familyOf(ctx, pair)
    const second = families.find(({ ids }) => ids.includes(pair[1]))?.ids ?? []
    const sideOf = (member: string | null) =>
      member === null ? null : member === pair[0] ? 0 : second.includes(member) ? 1 : 0
    return new Map(
      outcomes.map(({ field, member, decided }) => [field, { golden: sideOf(member), why: decided }]),
    )
  } catch (error) {
    // A relative that the actor does not see: what the family shows is then none of his business.
    if (error instanceof NotFound) return new Map()
    throw error
  }
}

function evidenceOf(parts: readonly Part[], comparisons: readonly string[]): number | null {
  const own = parts.filter(({ field }) => comparisons.includes(field))
  return own.length === 0 ? null : own.reduce((sum, { weight }) => sum + weight, 0)
}

/** Of several contact points the one that is trusted least far speaks for the line. */
function standingOf(trust: readonly ValueTrust[], id: string, field: string): Line['trust'][0] {
  const own = trust
    .filter(value => value.holderId === id && value.field === (field === 'address' ? 'address' : field))
    .toSorted((a, b) => a.confidence - b.confidence)[0]
  return own
    ? { state: own.state, at: own.at.toISOString(), channel: own.channel, actorName: own.actorName }
    : null
}

function valuesOf(ctx: Context, ids: readonly string[]): Promise<Values[]> {
  return rows<Values>(
    ctx.db,
    `select c.id, c.kind, c.name, c.birth_date::text as "birthDate", c.org_number as "orgNumber", c.website, c.job_title as "jobTitle",
       c.external_id as "externalId",
       (select string_agg(p.value, ', ' order by p.is_primary desc, p.id) from customers.v_contact_point p where p.customer_id = c.id and p.kind = 'email') as email,
       (select string_agg(p.value, ', ' order by p.is_primary desc, p.id) from customers.v_contact_point p where p.customer_id = c.id and p.kind = 'phone') as phone,
       coalesce((select p.value from customers.v_contact_point p where p.customer_id = c.id and p.kind = 'address' order by p.is_primary desc, p.id limit 1),
         nullif(concat_ws(', ', nullif(concat_ws(' ', c.postcode, c.city), ''), c.country), '')) as address,
       (select o.name from customers.v_relationship r join customers.v_customer o on o.id = r.other_id
         where r.customer_id = c.id and r.kind = 'employment' and r.role = 'employer' and r.to_date is null
           and $2::boolean limit 1) as employer
     from customers.v_own c where c.id = any($1::uuid[])`,
    // The name at the other end of a relationship is for those only who see every customer.
    [ids, seesAll(ctx)],
  )
}
