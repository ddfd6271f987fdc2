import type { Db } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { Part } from '../../contract.ts'
import { type Features, featuresOf, type MatchRecord, type Model } from '../engine/index.ts'
import { labelledKeys } from '../keys/labelled-keys.ts'
import { withoutShared } from '../keys/unshared.ts'
import { recordsOf } from '../keys/records.ts'
import { mostSharing } from '../keys/refresh.ts'
import { ruleOf } from '../linking/rule.ts'
import { candidatesFor } from '../live/candidates.ts'
import { currentModel } from '../live/model.ts'
import { weigh } from '../live/weigh.ts'
import { countryCode } from './countries.ts'
import { columnOf, type Vocabulary } from './vocabulary.ts'

/** Records of one base. */
export type OfBase = { baseId: string; ids: readonly string[] }

/** Makes the match keys by which free records of a base find each other. */
export async function keepKeys(db: Db, { baseId, ids }: OfBase): Promise<void> {
  if (ids.length === 0) return
  const keys = (await readRecords(db, ids)).flatMap(record =>
    labelledKeys(record).map(({ key }) => ({ of: record.id, key })),
  )
  await run(db, 'delete from matching.base_key where root_id = any($1::uuid[])', [ids])
  await run(
    db,
    `insert into matching.base_key (root_id, key, base_id) select k.of, k.key, $3 from unnest($1::uuid[], $2::bigint[]) k(of, key)
     on conflict do nothing`,
    [keys.map(({ of }) => of), keys.map(({ key }) => key), baseId],
  )
}

type Stored = {
  id: string
  kind: 'person' | 'organisation'
  name: string
  givenName: string | null
  familyName: string | null
  birthDate: string | null
  orgNumber: string | null
  externalId: string | null
  website: string | null
  city: string | null
  postcode: string | null
  country: string | null
  vocabulary: Vocabulary
  points: readonly { kind: string; value: string; address: Record<string, string> | null }[]
}

/** What the matcher is told about records of a base: the same as about customers, countries in our words. */
async function readRecords(db: Db, ids: readonly string[]): Promise<MatchRecord[]> {
  const found = await rows<Stored>(
    db,
    `select id, kind, name, given_name as "givenName", family_name as "familyName", birth_date::text as "birthDate", org_number as "orgNumber",
       null as "externalId", website, city, postcode, country, points,
       (select b.vocabulary from matching.base b where b.id = t.base_id) as vocabulary
     from matching.base_record t where id = any($1::uuid[])`,
    [ids],
  )
  return found.map(({ points, vocabulary, ...record }) => {
    const { words } = columnOf(vocabulary, 'country')
    const ours = (country: string | null | undefined) => (country ? codeOf(words[country] ?? country) : null)
    const of = (kind: string) => points.filter(point => point.kind === kind)
    const address = of('address')[0]?.address
    return {
      ...record,
      emails: of('email').map(({ value }) => value),
      phones: of('phone').map(({ value }) => value),
      street: address?.lines ?? null,
      postcode: address?.postcode ?? record.postcode,
      city: address?.city ?? record.city,
      region: address?.region ?? null,
      country: ours(address?.country ?? record.country),
    }
  })
}

/** Two bases name countries each in its way; compared are codes, where a name has one. */
const codeOf = (country: string): string => countryCode(country) ?? country

/** What comparing found about one record. */
type Finding = {
  id: string
  verdict: 'new' | 'same' | 'unsure'
  match: string | null
  weight: number | null
  parts: readonly Part[] | null
  vetoes: readonly string[]
  twin: string | null
}

/**
 * Compares records of a base with all customers that share a match key, and with earlier records of the same base, and
 * notes what they are. What a person has decided stays. External numbers are left out: two firms count each for itself.
 */
export async function compareRecords(db: Db, { baseId, ids }: OfBase): Promise<void> {
  if (ids.length === 0) return
  const [records, rule, { model }] = await Promise.all([readRecords(db, ids), ruleOf(db), currentModel(db)])
  const own = new Map(records.map(record => [record.id, featuresOf(record)]))
  const keys = records.flatMap(record => labelledKeys(record).map(({ key }) => ({ of: record.id, key })))
  const candidates = await candidatesFor(db, keys)
  const earlier = await earlierOf(db, { baseId, ids })
  const customers = await featuresByRoot(db, [...new Set([...candidates.values()].flat())])
  const others = await featuresOfBase(db, [...new Set([...earlier.values()].flat())])
  const findings = records.map((record): Finding => {
    const features = own.get(record.id) as Features
    const found = best(model, features, { candidates: candidates.get(record.id) ?? [], customers })
    const twin = twinOf(model, features, {
      candidates: earlier.get(record.id) ?? [],
      others,
      line: rule.link,
    })
    return { id: record.id, ...judge(found, rule), twin }
  })
  await note(db, findings)
}

type Near = { root: string; weight: number; parts: readonly Part[]; vetoes: readonly string[] }
type Customers = ReadonlyMap<string, { root: string; features: Features }>

/** The families that the record is most like, the likeliest first; of each family its likeliest member. */
function best(
  model: Model,
  features: Features,
  { candidates, customers }: { candidates: readonly string[]; customers: Customers },
): Near[] {
  const byRoot = new Map<string, Near>()
  for (const id of candidates) {
    const customer = customers.get(id)
    if (!customer) continue
    const { weight, parts, vetoes } = weigh(model, features, customer.features)
    const known = byRoot.get(customer.root)
    if (!known || known.weight < weight)
      byRoot.set(customer.root, { root: customer.root, weight, parts, vetoes })
  }
  return [...byRoot.values()].sort((a, b) => b.weight - a.weight)
}

/**
 * Surely the same only where one customer lies above the line for linking, nothing speaks against it, and no second one
 * lies there too; above the line for asking a person looks; below it nobody here is meant.
 */
function judge([first, second]: readonly Near[], { review, link }: { review: number; link: number }) {
  if (!first || first.weight < review)
    return { verdict: 'new', match: null, weight: first?.weight ?? null, parts: null, vetoes: [] } as const
  const sure = first.weight >= link && first.vetoes.length === 0 && !(second && second.weight >= link)
  const { root: match, weight, parts, vetoes } = first
  return { verdict: sure ? 'same' : 'unsure', match, weight, parts, vetoes } as const
}

/** The earliest record of the base that is surely the same one. */
function twinOf(
  model: Model,
  features: Features,
  {
    candidates,
    others,
    line,
  }: { candidates: readonly string[]; others: ReadonlyMap<string, Features>; line: number },
): string | null {
  const twins = candidates.filter(id => {
    const other = others.get(id)
    if (!other) return false
    const { weight, vetoes } = weigh(model, features, other)
    return weight >= line && vetoes.length === 0
  })
  return twins.toSorted()[0] ?? null
}

/** Earlier records of the base that share a key; a key that very many share finds nobody. */
async function earlierOf(db: Db, { baseId, ids }: OfBase): Promise<Map<string, string[]>> {
  const found = await rows<{ of: string; id: string }>(
    db,
    `select distinct k.root_id as of, o.root_id as id from matching.base_key k,
       lateral (select o.root_id from matching.base_key o where o.key = k.key and o.base_id = $2 order by o.root_id limit ${mostSharing + 1}) o
     where k.root_id = any($1::uuid[]) and o.root_id < k.root_id
       and (select count(*) from (select 1 from matching.base_key s where s.key = k.key and s.base_id = $2 limit ${mostSharing + 1}) s) <= ${mostSharing}`,
    [ids, baseId],
  )
  const byRecord = new Map<string, string[]>()
  for (const { of, id } of found) byRecord.set(of, [...(byRecord.get(of) ?? []), id])
  return byRecord
}

async function featuresByRoot(db: Db, ids: readonly string[]): Promise<Customers> {
  const roots = await rows<{ id: string; root: string }>(
    db,
    'select c.id, coalesce(c.merged_into, c.id) as root from customers.v_customer c where c.id = any($1::uuid[])',
    [ids],
  )
  const rootOf = new Map(roots.map(({ id, root }) => [id, root]))
  const records = await recordsOf(db, ids)
  return new Map(
    records.map(record => [
      record.id,
      { root: rootOf.get(record.id) ?? record.id, features: featuresOf(comparable(record)) },
    ]),
  )
}

function comparable(record: MatchRecord): MatchRecord {
  return { ...record, externalId: null, country: record.country ? codeOf(record.country) : null }
}

async function featuresOfBase(db: Db, ids: readonly string[]): Promise<Map<string, Features>> {
  const records = await withoutShared(
    db,
    (await readRecords(db, ids)).map(record => featuresOf(record)),
  )
  return new Map(records.map(features => [features.id, features]))
}

async function note(db: Db, findings: readonly Finding[]): Promise<void> {
  await run(
    db,
    `update matching.base_record t set twin_id = n.twin,
       verdict = case when t.decided_by is null then n.verdict else t.verdict end,
       match_id = case when t.decided_by is null then n.match else t.match_id end,
       weight = case when t.decided_by is null then n.weight else t.weight end,
       parts = case when t.decided_by is null then n.parts else t.parts end,
       vetoes = case when t.decided_by is null then n.vetoes else t.vetoes end
     from jsonb_to_recordset($1::jsonb) n(id uuid, verdict text, match uuid, weight real, parts jsonb, vetoes text[], twin uuid)
     where t.id = n.id`,
    [JSON.stringify(findings)],
  )
}
