import { createReadStream } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/**
 * The same import with nothing around it: the file by COPY into a temporary table, then set-based inserts with
 * matching, contact points, history and search words, as short as SQL can say it. Answers seconds; the writes are
 * taken back and the dead rows removed.
 */
export async function bareImport(client: pg.Client, file: string): Promise<number> {
  await client.query('set statement_timeout = 0')
  await client.query('begin')
  const from = performance.now()
  await client.query(
    `create temp table bare (external_id text, given text, family text, job_title text, email text, phone text,
       city text, country text, id uuid, known uuid) on commit drop`,
  )
  const columns = 'external_id, given, family, job_title, email, phone, city, country'
  await pipeline(
    createReadStream(file),
    client.query(copyFrom(`copy bare (${columns}) from stdin (format csv, header)`)),
  )
  for (const statement of statements) await client.query(statement)
  const seconds = (performance.now() - from) / 1000
  await client.query('rollback')
  await client.query('vacuum analyze customers.customer, customers.contact_point, platform.change')
  return seconds
}

const statements = [
  `update bare b set id = platform.new_id(), known = (select c.id from customers.customer c where c.external_id = b.external_id limit 1)`,
  `analyze bare`,
  `insert into customers.customer (id, kind, name, given_name, family_name, job_title, email, phone, city, country, external_id, unit_id, sort_name, words)
   select id, 'person', given || ' ' || family, given, family, job_title, email, phone, city, country, external_id,
     '00000000-0000-7000-8000-000000000000', lower(family || ' ' || given), to_tsvector('simple', given || ' ' || family)
   from bare where known is null`,
  `insert into customers.contact_point (customer_id, id, kind, value, given, is_primary)
   select id, platform.new_id(), 'email', email, email, true from bare where known is null and email is not null`,
  `insert into customers.contact_point (customer_id, id, kind, value, given, is_primary)
   select id, platform.new_id(), 'phone', phone, phone, true from bare where known is null and phone is not null`,
  `update customers.customer c set job_title = b.job_title, version = c.version + 1 from bare b where c.id = b.known`,
  `insert into platform.change (root_id, id, batch_id, entity, record_id, action)
   select coalesce(known, id), platform.new_id(), (select id from platform.batch limit 1), 'customer', coalesce(known, id),
     case when known is null then 'created' else 'changed' end from bare`,
  `insert into platform.search_word (word)
   select distinct lower(w) from bare, lateral unnest(array[given, family]) w where known is null on conflict do nothing`,
]

/** All customers by COPY, thrown away as they come. Answers seconds. */
export async function bareExport(client: pg.Client): Promise<number> {
  const from = performance.now()
  const rows = client.query(
    copyTo(
      `copy (select external_id, name, job_title, email, phone, city, country, level from customers.customer
         where merged_into is null order by sort_name, id) to stdout (format csv)`,
    ),
  )
  await pipeline(rows, new Writable({ write: (_chunk, _encoding, done) => done() }))
  return (performance.now() - from) / 1000
}
