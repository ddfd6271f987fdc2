import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { recordChanges } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { sortKey, wordsOf } from '../../../../platform/search/fold.ts'
import { learnWords } from '../../../../platform/search/words.ts'
import { insertRow } from '../../../../platform/history/rows.ts'
import { compareRecords, keepKeys } from './comparing-records.ts'
import { customersOfTheFirm, type Known, type Listed, pointsOf } from './demo-firm.ts'
import { baseTable } from './tables.ts'

/** So many of the demo's customers the other firm has as well. */
const shared = 22

/**
 * The demo company has bought a small firm: its list is loaded and compared, so that whoever looks for the first time sees
 * what is new, what is the same and what a person has to look at. Part of the demo's act, as everything it tells.
 */
export async function demoBase(ctx: Context, { seed }: { seed: number }): Promise<void> {
  const list = customersOfTheFirm(await knownToBoth(ctx), seed)
  const baseId = newId()
  await insertRow(ctx, baseTable, {
    id: baseId,
    name: 'Fjordvarme Service AS',
    note: 'The customers of the small firm that was bought in the autumn. Its list comes from its accounting.',
    vocabulary: { level: { target: 'level', words: { A: 'gold', B: 'silver', C: 'bronze' } } },
    created_by: ctx.actor.id,
  })
  const ids = await insertRecords(ctx, baseId, list)
  await keepKeys(ctx.db, { baseId, ids })
  await compareRecords(ctx.db, { baseId, ids })
  await run(
    ctx.db,
    `insert into matching.base_match (id, base_id, state, step, position, total, done, asked_by, started_at, finished_at)
     values ($1, $2, 'done', 'compare', $3, $4, $4, $5, now(), now())`,
    [newId(), baseId, ids.at(-1), ids.length, ctx.actor.id],
  )
}

/** Customers of the demo that can be told apart well, spread over all of them. */
function knownToBoth(ctx: Context): Promise<Known[]> {
  return rows<Known>(
    ctx.db,
    `select kind, name, given_name as "givenName", family_name as "familyName", org_number as "orgNumber", city, postcode, country, email, phone
     from (select c.*, row_number() over (partition by c.kind order by c.id) as n from customers.v_customer c
       where c.merged_into is null and c.email is not null and c.phone is not null and c.city is not null) c
     where n % 31 = 7 order by n, c.id limit ${shared}`,
  )
}

async function insertRecords(ctx: Context, baseId: string, list: readonly Listed[]): Promise<string[]> {
  const records = list.map(one => ({ ...recordOf(one), id: newId(), base_id: baseId }))
  await run(
    ctx.db,
    `insert into matching.base_record (id, base_id, kind, name, given_name, family_name, org_number, industry, level, city, postcode, country,
       email, phone, owner, external_id, points, sort_name, words)
     select id, base_id, kind, name, given_name, family_name, org_number, industry, level, city, postcode, country,
       email, phone, owner, external_id, points, sort_name, words
     from jsonb_populate_recordset(null::matching.base_record, $1::jsonb)`,
    [JSON.stringify(records)],
  )
  await learnWords(
    ctx.db,
    list.flatMap(({ name }) => wordsOf(name)),
  )
  await recordChanges(
    ctx,
    records.map(({ id }) => ({
      entity: 'base-record',
      rootId: id,
      recordId: id,
      action: 'created' as const,
    })),
  )
  return records.map(({ id }) => id)
}

function recordOf(one: Listed) {
  const { givenName, familyName, orgNumber, externalId, ...same } = one
  const sorted = familyName ? `${familyName} ${givenName ?? ''} ${one.name}` : one.name
  return {
    ...same,
    given_name: givenName,
    family_name: familyName,
    org_number: orgNumber,
    external_id: externalId,
    points: pointsOf(one),
    sort_name: sortKey(sorted),
    words: wordsOf(one.name)
      .map(word => `'${word}'`)
      .join(' '),
  }
}
