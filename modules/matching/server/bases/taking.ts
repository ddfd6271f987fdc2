import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { employ, type Pair, linkMany, takeIn, type Arrival } from '../../../customers/index.ts'
import { type Handing, hands } from './owners.ts'
import { makeArrival } from './arriving.ts'
import { ownFieldsFor } from './own-fields.ts'
import { takesOf } from './our-words.ts'
import type { StoredRecord } from './vocabulary.ts'
import { vocabularyOf } from './vocabulary.queries.ts'

/** A record about to be taken: what it is to us, and what stands there now. */
export type Candidate = StoredRecord & {
  kind: 'person' | 'organisation'
  verdict: 'new' | 'same' | 'unsure' | null
  weight: number | null
  parts: unknown
  /** The root of the family that it is the same as; null when that customer is gone. */
  root: string | null
  /** The owner of that customer. */
  root_owner: string | null
  /** The business unit of that customer. */
  root_unit: string | null
  match_id: string | null
  twin_id: string | null
  employer_key: string | null
}

/** Why a record is not taken. */
export type NotTaken = { id: string; code: string; message: string }

/** Why the record cannot be taken as it stands; null when it can. */
export function hindrance({
  id,
  verdict,
  root,
}: Pick<Candidate, 'id' | 'verdict' | 'root'>): NotTaken | null {
  if (verdict === null)
    return { id, code: 'matching.not-compared', message: 'It has not been compared with the customers yet.' }
  if (verdict === 'unsure')
    return { id, code: 'matching.undecided', message: 'It may be a customer; a person has to say.' }
  if (verdict === 'same' && root === null)
    return {
      id,
      code: 'matching.match-gone',
      message: 'The customer that it was the same as is not there any more.',
    }
  return null
}

export type Taken = { created: number; linked: number; alongside: number; refused: NotTaken[] }

/** Thrown where a link could not be made: its record must not stay as a customer of its own. */
export class NotLinked extends Error {
  readonly refused: NotTaken[]
  constructor(refused: NotTaken[]) {
    super('Some records cannot be linked.')
    this.refused = refused
  }
}

type Taking = {
  stage: { id: string; baseId: string; handing: Handing; created: number }
  candidates: readonly Candidate[]
  /** Known from a first try that was rolled back. */
  refused: readonly NotTaken[]
}

/**
 * Takes one chunk within the open transaction: new records become customers, those that are the same become records of
 * the customer's family. Throws `NotLinked` where families do not take a record; the caller tries again without those.
 */
export async function takeChunk(ctx: Context, { stage, candidates, refused }: Taking): Promise<Taken> {
  const known = new Map(refused.map(one => [one.id, one]))
  const hindered = candidates.flatMap(candidate => known.get(candidate.id) ?? hindrance(candidate) ?? [])
  const out = new Set(hindered.map(({ id }) => id))
  const taken = candidates.filter(({ id }) => !out.has(id))
  const { vocabulary } = await vocabularyOf(ctx, stage.baseId)
  const takes = await takesOf(ctx)
  const waiting = await awaited(ctx, { baseId: stage.baseId, taken })
  const handed = await hands(ctx, stage.handing, stage.created)
  const arrivals = taken.map(candidate => makeArrival(candidate, { vocabulary, takes, handed, waiting }))
  await ownFieldsFor(ctx, arrivals)
  const { created, alongside } = await takeIn(ctx, arrivals)
  const linked = await link(ctx, taken, new Set(created))
  const employers = await employEarlier(ctx, { baseId: stage.baseId, arrivals })
  await run(ctx.db, 'update matching.base_record set stage_id = $2 where id = any($1::uuid[])', [
    created,
    stage.id,
  ])
  await run(ctx.db, 'delete from matching.stage_refusal where root_id = any($1::uuid[])', [created])
  return {
    created: created.length - linked,
    linked,
    alongside: alongside + employers,
    refused: hindered,
  }
}

/** Links the records that are the same as a customer, or as an earlier record of the base; answers how many were. */
async function link(
  ctx: Context,
  taken: readonly Candidate[],
  created: ReadonlySet<string>,
): Promise<number> {
  const fresh = taken.filter(({ id }) => created.has(id))
  const firsts = await standing(
    ctx,
    fresh.flatMap(({ twin_id: twin }) => twin ?? []),
  )
  const pairs = fresh.flatMap(({ id, verdict, root, twin_id: twin, weight, parts }): Pair[] => {
    const why = { method: 'base', score: weight, explanation: parts }
    if (verdict === 'same' && root) return [{ a: id, b: root, ...why }]
    return twin && firsts.has(twin) ? [{ a: id, b: twin, method: 'base' }] : []
  })
  const { left } = await linkMany(ctx, pairs)
  if (left.length > 0)
    throw new NotLinked(
      left.map(({ a, b, because }) => ({
        id: created.has(a) ? a : b,
        code: `matching.link-${because}`,
        message:
          because === 'too-large'
            ? 'The family it belongs to would become too large.'
            : 'It cannot be linked to the customer that it is the same as.',
      })),
    )
  return new Set(pairs.map(({ a }) => a)).size
}

async function standing(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    ctx.db,
    'select id from customers.v_customer where id = any($1::uuid[])',
    [ids],
  )
  return new Set(found.map(({ id }) => id))
}

/**
 * Names of employers that are free organisations of the same base: they will come themselves, so none is made in their
 * place; who works there is tied to them then.
 */
async function awaited(
  ctx: Context,
  { baseId, taken }: { baseId: string; taken: readonly Candidate[] },
): Promise<Set<string>> {
  const keys = taken.flatMap(({ employer_key: key }) => key ?? [])
  if (keys.length === 0) return new Set()
  const found = await rows<{ key: string }>(
    ctx.db,
    `select distinct t.sort_name as key from matching.base_record t where t.base_id = $1 and t.kind = 'organisation'
       and t.sort_name = any($2::text[]) and t.id <> all($3::uuid[])
       and not exists (select 1 from customers.v_customer c where c.id = t.id)`,
    [baseId, keys, taken.map(({ id }) => id)],
  )
  return new Set(found.map(({ key }) => key))
}

/** Ties persons of the base that were taken before to the organisations that come now. */
async function employEarlier(
  ctx: Context,
  { baseId, arrivals }: { baseId: string; arrivals: readonly Arrival[] },
): Promise<number> {
  const names = arrivals
    .filter(({ columns }) => columns.kind === 'organisation')
    .map(({ columns }) => columns.sort_name as string)
  if (names.length === 0) return 0
  const persons = await rows<{ id: string; employer: string; title: string | null }>(
    ctx.db,
    `select t.id, t.employer, t.job_title as title from matching.base_record t join customers.v_customer c on c.id = t.id
     where t.base_id = $1 and t.employer_key = any($2::text[])
       and not exists (select 1 from customers.v_relationship r where r.customer_id = t.id and r.kind = 'employment' and r.role = 'employer')`,
    [baseId, names],
  )
  return employ(ctx, persons)
}

/** Organisations first, so that who works there finds them; then by id. */
export const stageOrder = `(case t.kind when 'organisation' then '0' else '1' end || t.id::text)`

/** The next free records of a stage behind its position, locked in that order. */
export async function nextCandidates(
  ctx: Context,
  { where, values, limit }: { where: string; values: readonly unknown[]; limit: number },
): Promise<(Candidate & { place: string })[]> {
  const found = await rows<{ record: Candidate; place: string }>(
    ctx.db,
    `select to_jsonb(t) || coalesce((select jsonb_build_object('root', r.id, 'root_unit', c.unit_id, 'root_owner', r.owner_id)
         from customers.v_customer c join customers.v_customer r on r.id = coalesce(c.merged_into, c.id) where c.id = t.match_id),
         '{"root": null, "root_unit": null, "root_owner": null}') as record, ${stageOrder} as place
     from matching.base_record t where ${where} order by ${stageOrder} limit ${limit} for no key update of t`,
    values,
  )
  return found.map(({ record, place }) => ({ ...record, place }))
}
