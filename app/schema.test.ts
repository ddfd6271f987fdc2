import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../platform/context.ts'
import { rows, run } from '../platform/database/statement.ts'
import { type TestDatabase, testDatabase } from '../platform/database/testing.ts'
import { historyTables } from '../platform/history/tables.ts'
import { migrationSources } from './migrations.ts'
import { businessModules } from './modules.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const schemas = migrationSources.map(({ module }) => module.replaceAll('-', '_'))

/** The records at the root of what belongs together: spread over machines by their own id. */
const roots = ['customers.customer', 'matching.base_record']

/** Small tables, or look-ups keyed by the looked-up value: copied to every machine. All others are spread by customer. */
const references =
  `platform.batch platform.undo platform.event_reader platform.idempotency_key platform.setting
  platform.custom_field platform.saved_view platform.file platform.search_word platform.import platform.import_refusal
  platform.export platform.migration customers.digest matching.shared_key matching.catch_up matching.run matching.model matching.linking
  matching.base matching.base_match matching.stage matching.evaluation matching.import_look
  data_quality.golden_run data_quality.policy
  data_quality.rule data_quality.sweep data_quality.recheck data_quality.measure data_quality.used_field data_quality.cleaning
  integration.system integration.object integration.mirror integration.crosswalk integration.stream integration.load integration.met integration.refusal
  integration.making integration.difference integration.account integration.measure integration.demo_record
  sales.house_currency sales.currency_rate sales.pipeline sales.stage sales.closing_reason sales.competitor sales.conversion
  sales.lead sales.lead_policy sales.lead_shadow sales.lead_opening sales.lead_notice sales.shadow_asking
  sales.forecast_basis sales.forecast_lock sales.forecast_lock_share sales.forecast_adjustment sales.target sales.commission_plan sales.commission_share sales.holdout sales.hand_over sales.territory sales.territory_owner sales.visit_rhythm
  sales.product sales.price_list sales.price sales.tax_rate sales.quote_settings sales.quote_series sales.quote_number sales.quote_notice`.split(
    /\s+/,
  )
const wholeSchemas = ['staff']

type Table = {
  name: string
  /** `customer_id`, or `root_id` in the platform; null where there is none. */
  spread: string | null
  key: string[]
  uniques: string[][]
  foreign: { to: string; columns: string[]; target: string[] }[]
  triggers: string[]
}

async function readTables(db: Db): Promise<Table[]> {
  const columns = (list: string, of: string) =>
    `(select array_agg(a.attname::text order by u.i) from unnest(${list}) with ordinality u(n, i)
      join pg_attribute a on a.attrelid = ${of} and a.attnum = u.n)`
  return rows<Table>(
    db,
    `select n.nspname || '.' || c.relname as name,
       (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attname in ('customer_id', 'root_id') and not a.attisdropped limit 1) as spread,
       coalesce((select ${columns('i.indkey::int2[]', 'c.oid')} from pg_index i where i.indrelid = c.oid and i.indisprimary), '{}') as key,
       coalesce((select jsonb_agg(to_jsonb(${columns('i.indkey::int2[]', 'c.oid')})) from pg_index i where i.indrelid = c.oid and i.indisunique and not i.indisprimary), '[]') as uniques,
       coalesce((select jsonb_agg(jsonb_build_object('to', k.confrelid::regclass::text, 'columns', ${columns('k.conkey', 'c.oid')}, 'target', ${columns('k.confkey', 'k.confrelid')}))
         from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'), '[]') as "foreign",
       array(select tgname::text from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') order by 1`,
    [schemas],
  )
}

/** What breaks the rules by which a database is spread over several machines. */
function faultsOf(tables: readonly Table[]): string[] {
  const spread = new Set(tables.filter(table => table.spread || roots.includes(table.name)).map(t => t.name))
  return tables.flatMap(table => {
    const faults: string[] = []
    if (table.triggers.length > 0) faults.push(`has the trigger ${table.triggers.join()}`)
    const small = references.includes(table.name) || wholeSchemas.includes(table.name.split('.')[0] as string)
    if (roots.includes(table.name)) {
      if (table.key.join() !== 'id') faults.push('is a root and not keyed by id')
    } else if (!table.spread) {
      if (!small) faults.push('has no customer_id and is not listed as small')
      for (const { to } of table.foreign) if (spread.has(to)) faults.push(`refers from everywhere to ${to}`)
      return faults.map(fault => `${table.name} ${fault}`)
    } else {
      if (small) faults.push('is listed as small and has a customer_id')
      if (table.key[0] !== table.spread) faults.push('has another column first in its key')
      for (const { to, columns, target } of table.foreign) {
        if (!spread.has(to)) continue
        const along = columns[0] === table.spread && target[0] === (roots.includes(to) ? 'id' : table.spread)
        if (!along) faults.push(`refers to ${to} across customers`)
      }
    }
    for (const columns of table.uniques)
      if (columns?.[0] !== (table.spread ?? 'id'))
        faults.push(`is unique across customers by ${columns?.join()}`)
    return faults.map(fault => `${table.name} ${fault}`)
  })
}

test('tables that grow with a customer have the customer first in keys and foreign keys; nothing is kept right by triggers', async () => {
  const tables = await readTables(database.db)
  expect(tables.length).toBeGreaterThan(30)
  expect(tables.filter(table => table.spread).length).toBeGreaterThanOrEqual(9)
  expect(faultsOf(tables)).toEqual([])
})

test('whatever hangs on a root record by foreign keys is removed with it, since bulk removal does not ask them', async () => {
  const tables = await readTables(database.db)
  const removed = historyTables([...businessModules]).all.map(({ table }) => table)
  const hanging = (on: readonly string[]): string[] => {
    const more = tables.filter(
      ({ name, foreign }) => !on.includes(name) && foreign.some(({ to }) => on.includes(to)),
    )
    return more.length === 0 ? [...on] : hanging([...on, ...more.map(({ name }) => name)])
  }
  const found = hanging(roots)
  expect(found.length).toBeGreaterThan(5)
  expect(found.filter(name => !removed.includes(name))).toEqual([])
})

test('the list of small tables names only tables that exist', async () => {
  const names = (await readTables(database.db)).map(({ name }) => name)
  expect(references.filter(name => !names.includes(name))).toEqual([])
})

test('a table that breaks the rules is found', async () => {
  const statements = [
    'create table customers.planted_a (id uuid primary key, customer_id uuid references customers.customer (id))',
    'create table customers.planted_b (id uuid primary key, name text)',
    'create table customers.planted_c (customer_id uuid, id uuid, code text unique, primary key (customer_id, id))',
    `create table customers.planted_d (customer_id uuid, id uuid, other uuid references customers.customer (id), primary key (customer_id, id))`,
    'create table staff.planted_e (id uuid primary key, about uuid references customers.customer (id))',
    `create function customers.planted() returns trigger language plpgsql as 'begin return new; end'`,
    'create trigger planted_f before update on customers.task for each row execute function customers.planted()',
  ]
  for (const statement of statements) await run(database.db, statement)
  const faults = faultsOf(await readTables(database.db))
  expect(faults.map(fault => fault.split(' ')[0])).toEqual([
    'customers.planted_a',
    'customers.planted_b',
    'customers.planted_c',
    'customers.planted_d',
    'customers.task',
    'staff.planted_e',
  ])
})
