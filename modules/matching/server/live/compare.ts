import type { Context, Db } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { type Features, featuresOf, type Model } from '../engine/index.ts'
import { labelledKeys } from '../keys/labelled-keys.ts'
import { recordsOf } from '../keys/records.ts'
import { withoutShared } from '../keys/unshared.ts'
import { ruleOf } from '../linking/rule.ts'
import { noteClusters } from '../queue/clusters.ts'
import { forgetOthers, type FoundPair, settleAround, storePairs } from '../queue/pairs.ts'
import { tellQuality } from '../queue/findings.ts'
import { candidatesFor } from './candidates.ts'
import { currentModel } from './model.ts'
import { weigh, type Weighed } from './weigh.ts'

/** Two stored records, weighed by their own values; null where one is not there. */
export async function weighTwo(
  db: Db,
  [a, b]: readonly [string, string],
  model: Model,
): Promise<Weighed | null> {
  const found = new Map((await recordsOf(db, [a, b])).map(record => [record.id, featuresOf(record)]))
  const [one, two] = [found.get(a), found.get(b)]
  if (!one || !two) return null
  const [unshared] = (await withoutShared(db, [one])) as [Features]
  return weigh(model, unshared, two)
}

/**
 * Compares customers that are new or were changed with all that share a key, and with those they were paired with before.
 * What lies above the review line waits in the queue afterwards, the rest is forgotten. Answers how many pairs are fresh.
 */
export async function compareAgain(ctx: Context, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { db } = ctx
  const records = await recordsOf(db, ids)
  const { id: modelId, model } = await currentModel(db)
  const rule = await ruleOf(db)
  const partners = await partnersOf(db, records)
  const found = await weighAll(db, {
    records,
    partners: partners.all,
    model,
    review: rule.review,
  })
  await forgetOthers(db, ids, found)
  const fresh = await storePairs(db, found, { modelId, runId: null })
  await settleAround(db, ids)
  // Who is in no pair, and was in none, hangs together with nobody.
  const paired = new Set(found.flatMap(({ a, b }) => [a, b]))
  for (const [id, former] of partners.former) if (former.size > 0) paired.add(id)
  await noteClusters(db, [...paired], rule.review)
  await tellQuality(ctx, ids)
  return fresh
}

type Records = Awaited<ReturnType<typeof recordsOf>>

type Partners = Map<string, Set<string>>

async function partnersOf(db: Db, records: Records): Promise<{ all: Partners; former: Partners }> {
  const keys = records.flatMap(record => labelledKeys(record).map(({ key }) => ({ of: record.id, key })))
  const partners = new Map([...(await candidatesFor(db, keys))].map(([of, ids]) => [of, new Set(ids)]))
  const former: Partners = new Map()
  const known = await rows<{ of: string; id: string }>(
    db,
    `select customer_id as of, other_id as id from matching.pair where customer_id = any($1::uuid[])
     union select other_id, customer_id from matching.pair where other_id = any($1::uuid[])`,
    [records.map(({ id }) => id)],
  )
  for (const { of, id } of known) {
    partners.set(of, (partners.get(of) ?? new Set()).add(id))
    former.set(of, (former.get(of) ?? new Set()).add(id))
  }
  return { all: partners, former }
}

type Weighing = { records: Records; partners: Partners; model: Model; review: number }

/** Partners loaded at a time. */
const atOnce = 2000

async function weighAll(db: Db, { records, partners, model, review }: Weighing): Promise<FoundPair[]> {
  const own = new Map(
    (
      await withoutShared(
        db,
        records.map(record => featuresOf(record)),
      )
    ).map(features => [features.id, features]),
  )
  const wanted = new Map<string, string[]>()
  for (const [of, ids] of partners)
    for (const id of ids) {
      // Of two that are both new one comparison is enough.
      if (own.has(id) && id < of && partners.get(id)?.has(of)) continue
      wanted.set(id, [...(wanted.get(id) ?? []), of])
    }
  const found: FoundPair[] = []
  const others = [...wanted.keys()]
  for (let at = 0; at < others.length; at += atOnce) {
    for (const other of await recordsOf(db, others.slice(at, at + atOnce))) {
      const features = own.get(other.id) ?? featuresOf(other)
      for (const of of wanted.get(other.id) ?? []) {
        const weighed = weigh(model, own.get(of) as Features, features)
        if (weighed.weight >= review)
          found.push({ a: of, b: other.id, weight: weighed.weight, parts: weighed.parts })
      }
    }
  }
  return found
}
