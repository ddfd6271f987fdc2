import { randomUUID } from 'node:crypto'
import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { parseEmail, parsePhone } from '../../../../platform/formats/contacts.ts'
import type { Brief, Draft, Hint } from '../../contract.ts'
import { type Features, featuresOf, type MatchRecord, weightOf } from '../engine/index.ts'
import { labelledKeys } from '../keys/labelled-keys.ts'
import { matchRecord, storedColumns, storedPoints, type StoredRecord } from '../keys/records.ts'
import { mostSharing } from '../keys/refresh.ts'
import { withoutShared } from '../keys/unshared.ts'
import { briefJson, briefOf } from '../queue/brief.ts'
import { inSight, maySee } from '../sight.ts'
import { mostCandidates } from './candidates.ts'
import { decisionsText, experienceAt, type Histogram } from './experience.ts'
import { groundOf } from './ground.ts'
import { likeByWords } from './typos.ts'
import { probabilityOf, weigh, type Weighed } from './weigh.ts'

export type Checking = { customer: Draft; exclude?: string | undefined }

/** More would not be read by someone who is typing. */
const mostHints = 5
/**
 * Bits below the review line from which a draft is hinted at. Half of it is not typed yet, and a hint costs a glance where
 * a question in the queue costs a decision.
 */
const allowance = 6

/**
 * Which customers a draft may be, the likeliest first: by the keys they share, and by a mistyped name where no key finds
 * anybody. A customer that the actor does not see is not hinted at in any way (`docs/adr/0015`).
 */
export async function check(ctx: Context, { customer, exclude }: Checking): Promise<Hint[]> {
  const { home, model, rule } = await groundOf(ctx.db)
  const { review, link } = rule
  const draft = recordOfDraft(ctx, customer, home)
  const [known] = (await withoutShared(ctx.db, [featuresOf(draft)])) as [Features]
  const best = new Map<string, Weighed>()
  const weighAll = (found: readonly StoredRecord[]) => {
    for (const stored of found) {
      const features = featuresOf(forActor(ctx, matchRecord(stored)))
      const weight = weightOf(model, known, features)
      if (weight < review - allowance || weight <= (best.get(stored.root)?.weight ?? -Infinity)) continue
      best.set(stored.root, weigh(model, known, features))
    }
  }
  weighAll(await sharingKeys(ctx, draft, exclude))
  if (best.size === 0) weighAll(await byWords(ctx, draft, exclude))
  return hintsOf(ctx, best, { review, link })
}

function recordOfDraft(ctx: Context, draft: Draft, home: string | null): MatchRecord {
  const { emails = [], phones = [], address, kind, birthDate } = draft
  return {
    id: randomUUID(),
    kind: kind ?? null,
    name: draft.name ?? null,
    givenName: draft.givenName ?? null,
    familyName: draft.familyName ?? null,
    orgNumber: draft.orgNumber ?? null,
    externalId: draft.externalId ?? null,
    website: draft.website ?? null,
    postcode: draft.postcode ?? null,
    city: draft.city ?? null,
    country: draft.country ?? null,
    street: address ?? null,
    birthDate: maySee(ctx, 'birthDate') ? (birthDate ?? null) : null,
    emails: emails.map(email => parseEmail(email).value),
    phones: phones.map(phone => parsePhone(phone, home ?? undefined).value),
  }
}

/** What the actor may not see says nothing to him, not even by a weight. */
function forActor(ctx: Context, record: MatchRecord): MatchRecord {
  return maySee(ctx, 'birthDate') ? record : { ...record, birthDate: null }
}

/** Leaves out the customer that is being edited. */
function another(sql: SqlWriter, exclude: string | undefined): string {
  return exclude ? `coalesce(c.merged_into, c.id) <> ${sql.bind(exclude, 'uuid')}` : 'true'
}

async function sharingKeys(
  ctx: Context,
  draft: MatchRecord,
  exclude: string | undefined,
): Promise<StoredRecord[]> {
  const keys = labelledKeys(draft).map(({ key }) => key)
  if (keys.length === 0) return []
  const sql = sqlWriter()
  const text = `with candidate as materialized (
      select m.id from unnest(${sql.bind(keys, 'bigint[]')}) w(key),
        lateral (select k.customer_id as id from matching.match_key k where k.key = w.key limit ${mostSharing + 1}) m
      where not exists (select 1 from matching.shared_key s where s.key = w.key)
      group by m.id order by count(*) desc limit ${mostCandidates})
    select ${storedColumns} from customers.v_own c ${storedPoints}
    where c.id = any(array(select id from candidate)) and ${inSight(ctx, sql)} and ${another(sql, exclude)}`
  return rows<StoredRecord>(ctx.db, keptPlan(text), sql.values)
}

/** Only where a name is long enough to be mistyped recognisably. */
const shortestName = 5
const mostByWords = 40

async function byWords(
  ctx: Context,
  { name, givenName, familyName }: MatchRecord,
  exclude: string | undefined,
): Promise<StoredRecord[]> {
  const typed = name?.trim() || [givenName, familyName].filter(Boolean).join(' ')
  if (typed.length < shortestName) return []
  const query = await likeByWords(ctx.db, typed)
  if (!query) return []
  const sql = sqlWriter()
  const text = `with candidate as materialized (
      select c.id from customers.v_customer c where c.words @@ ${sql.bind(query, 'tsquery')} limit ${mostByWords})
    select ${storedColumns} from customers.v_own c ${storedPoints}
    where c.id = any(array(select id from candidate)) and ${inSight(ctx, sql)} and ${another(sql, exclude)}`
  // Planned anew each time: how many names hold a word decides how they are found.
  return rows<StoredRecord>(ctx.db, text, sql.values)
}

const hintsText = keptPlan(
  `select (select jsonb_agg(${briefJson('c')}) from customers.v_customer c where c.id = any($1::uuid[])) as briefs,
     (select jsonb_agg(d) from (${decisionsText}) d) as decisions`,
)

type Lines = { review: number; link: number }

async function hintsOf(
  ctx: Context,
  best: ReadonlyMap<string, Weighed>,
  { review, link }: Lines,
): Promise<Hint[]> {
  const top = [...best].toSorted(([, a], [, b]) => b.weight - a.weight).slice(0, mostHints)
  if (top.length === 0) return []
  const found = await row<{ briefs: Brief[] | null; decisions: Histogram | null }>(ctx.db, hintsText, [
    top.map(([id]) => id),
  ])
  const briefs = new Map((found?.briefs ?? []).map(brief => [brief.id, briefOf(brief)]))
  const histogram = found?.decisions ?? []
  return top.flatMap(([id, { weight, parts }]) => {
    const customer = briefs.get(id)
    const probability = probabilityOf(weight)
    const words = weight >= link ? 'certain' : weight >= review ? 'likely' : 'possible'
    return customer
      ? [
          {
            customer,
            weight,
            probability,
            words,
            parts,
            experience: experienceAt(histogram, weight),
          } as const,
        ]
      : []
  })
}
