import type { PoolClient } from 'pg'
import { copyInto, copyLine } from '../copy.ts'
import type { Chunk } from './chunk.ts'
import { inspectChunk, settleChunk } from './inspect.ts'
import { findBy, type Lookup, type Resolved, resolveChunk } from './resolve.ts'
import { addCounts, merge, type Progress, type Storing, writeRefusals } from './store.ts'
import type { Warning } from './read-row.ts'

/** A dry run under way: one transaction that is rolled back, with what it would have written in temporary tables. */
export type Check = { client: PoolClient; warnings: Warning[]; storing: Storing; making: Set<string> }

/** Begins a dry run on a connection of its own. Nothing it writes outlives it but counts and refusals. */
export async function beginCheck(storing: Storing): Promise<Check> {
  const client = await storing.pool.connect()
  await client.query(`begin; set local statement_timeout = 0;
    create temp table imagined_key (field text, key text, id uuid) on commit drop;
    create index on imagined_key (field, key);
    create index on imagined_key (id);
    create temp table imagined_record (id uuid primary key) on commit drop;
    create temp table imagined_tie (id uuid, other_id uuid, primary key (id, other_id)) on commit drop;
    create temp table imagined_change (id uuid primary key) on commit drop`)
  return { client, warnings: [], storing, making: new Set() }
}

export async function endCheck({ client }: Check): Promise<void> {
  await client.query('rollback').then(
    () => client.release(),
    () => client.release(true),
  )
}

/** Decides a chunk as `storeChunk` would and counts; keys and changed records are remembered for the chunks to come. */
export async function checkChunk(chunk: Chunk, check: Check): Promise<Progress> {
  const { client, storing } = check
  const { work, match, several, matched, pool, importId } = storing
  const lookup = await checkLookup(check)
  const resolved = await resolveChunk(chunk.composed, { work, match, several, matched, lookup })
  await settleChunk(client, { work, resolved })
  const making = resolved.making.filter(name => !check.making.has(name))
  for (const name of making) check.making.add(name)
  await inspectChunk(client, { inspect: storing.inspect, work, chunk, resolved })
  await imagine(client, resolved)
  const { rowCount } = await client.query(
    'insert into imagined_change select unnest($1::uuid[]) on conflict do nothing',
    [resolved.changed.map(record => record.id)],
  )
  const refused = [...chunk.refused, ...resolved.refused]
  check.warnings = merge(check.warnings, chunk.warnings)
  const reporting = await pool.connect()
  try {
    await writeRefusals(reporting, importId, refused)
    const { created, alongside, ties } = resolved
    const counts = {
      read: chunk.read,
      created: created.length,
      alongside: alongside.length + making.length,
      related: ties.length,
      matched: resolved.matched,
      changed: rowCount ?? 0,
      refused: refused.length,
    }
    return await addCounts(reporting, importId, { position: chunk.last, counts, warnings: check.warnings })
  } finally {
    reporting.release()
  }
}

/** Keeps for the chunks to come what the chunk would have written. */
async function imagine(client: PoolClient, { keys, created, alongside, ties }: Resolved): Promise<void> {
  const lines = keys.map(({ field, key, id }) => copyLine([field, key, id]))
  await copyInto(client, 'imagined_key (field, key, id)', [...new Set(lines)])
  const made = [...created, ...alongside]
  await copyInto(
    client,
    'imagined_record (id)',
    made.map(({ id }) => copyLine([id])),
  )
  await copyInto(
    client,
    'imagined_tie (id, other_id)',
    ties.map(({ id, otherId }) => copyLine([id, otherId])),
  )
}

/** Looks in the database and among what earlier chunks would have written. */
async function checkLookup({ client, storing }: Check): Promise<Lookup> {
  const imagined = new Set<string>()
  const fields = new Map<string, Set<string>>()
  return {
    imagined: id => imagined.has(id),
    imaginedFields: id => fields.get(id),
    load: ids => storing.work.load(client, ids, false),
    tied: async ids => {
      const { rows } = await client.query<{ id: string; otherId: string }>(
        'select id, other_id as "otherId" from imagined_tie where id = any($1::uuid[])',
        [ids],
      )
      return [...rows, ...((await storing.work.ties?.tiedTo(client, ids)) ?? [])]
    },
    find: async (field, keys) => {
      const real = await findBy(storing.work, client, { field, keys })
      const { rows } = await client.query<{ key: string; id: string; fresh: boolean }>(
        `select k.key, k.id, r.id is not null as fresh from unnest($2::text[]) u(key)
         join imagined_key k on k.field = $1 and k.key = u.key left join imagined_record r on r.id = k.id`,
        [field, keys],
      )
      for (const row of rows) if (row.fresh) imagined.add(row.id)
      const given = await client.query<{ id: string; fields: string[] }>(
        'select id, array_agg(distinct field) as fields from imagined_key where id = any($1::uuid[]) group by id',
        [[...real, ...rows].map(({ id }) => id)],
      )
      for (const { id, fields: some } of given.rows) fields.set(id, new Set(some))
      return [...real, ...rows]
    },
  }
}
