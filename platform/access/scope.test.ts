import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SqlWriter, sqlWriter } from '../database/sql-writer.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { entity } from '../entities/descriptor.ts'
import type { Actor, Scope } from './actor.ts'
import { scopeCondition } from './scope.ts'

const person = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const unit = (n: number) => `00000000-0000-7000-8000-0000000000a${n}`

const thing = entity({
  name: 'thing',
  plural: 'things',
  module: 'test',
  table: 'pg_temp.thing',
  rootColumn: 'id',
  title: 'id',
  permissions: { read: 'test.read', write: 'test.read', delete: 'test.read' },
  scope: { owner: 'owner_id', unit: 'unit_id', sharedSince: 'shared_at' },
  defaultSort: [],
  defaultColumns: [],
  customFields: false,
  fields: [],
})
const part = {
  ...thing,
  name: 'part',
  table: 'pg_temp.part',
  scope: { via: { entity: 'thing', column: 'thing_id' } },
}
const registry = new Map([
  ['thing', thing],
  ['part', part],
])

type Row = { owner: number | null; unit: number; shared: boolean }
type Asking = { me: number; mates: number[]; units: number[]; scope: Scope }

const actorOf = ({ me, mates, units, scope }: Asking): Actor =>
  ({
    id: person(me),
    permissions: new Set(['test.read']),
    scopes: new Map([['thing', scope]]),
    teamMates: [...new Set([me, ...mates])].map(person),
    units: units.map(unit),
  }) as unknown as Actor

const condition = (asking: Asking, { entity, sql }: { entity: typeof thing; sql: SqlWriter }) =>
  scopeCondition({ registry, entity, actor: actorOf(asking), alias: 't', sql }) ?? 'true'

/** The rule in words of its own. */
function sees({ me, mates, units, scope }: Asking, row: Row): boolean {
  if (scope === 'none') return false
  if (!row.shared && row.owner !== me) return false
  if (scope === 'all') return true
  if (scope === 'unit') return units.includes(row.unit)
  return row.owner !== null && (row.owner === me || (scope === 'team' && mates.includes(row.owner)))
}

describe('what its owner keeps to himself', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase({ max: 1 })
    await database.pool.query(
      `create temp table thing (n int, id uuid primary key default gen_random_uuid(), owner_id uuid, unit_id uuid not null, shared_at timestamptz);
       create temp table part (n int, id uuid primary key default gen_random_uuid(), thing_id uuid not null)`,
    )
  })
  afterAll(() => database.close())

  const people = fc.integer({ min: 1, max: 3 })
  const units = fc.integer({ min: 1, max: 2 })
  const row = fc.record({ owner: fc.option(people), unit: units, shared: fc.boolean() })
  const asking = fc.record({
    me: people,
    mates: fc.uniqueArray(people),
    units: fc.uniqueArray(units, { minLength: 1 }),
    scope: fc.constantFrom<Scope>('none', 'own', 'team', 'unit', 'all'),
  })

  test('is seen by nobody else, whatever his scope; nor is what lives with it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), asking, async (rows, who) => {
        await database.pool.query('truncate pg_temp.thing, pg_temp.part')
        for (const [n, each] of rows.entries())
          await database.pool.query(
            `with t as (insert into pg_temp.thing (n, owner_id, unit_id, shared_at) values ($1, $2, $3, $4) returning id)
             insert into pg_temp.part (n, thing_id) select $1, id from t`,
            [
              n,
              each.owner === null ? null : person(each.owner),
              unit(each.unit),
              each.shared ? new Date() : null,
            ],
          )
        const expected = rows.flatMap((each, n) => (sees(who, each) ? [n] : []))
        for (const entity of [thing, part as typeof thing]) {
          const sql = sqlWriter()
          const text = `select n from ${entity.table} t where ${condition(who, { entity, sql })} order by n`
          const { rows: found } = await database.pool.query<{ n: number }>(text, sql.values)
          expect(found.map(({ n }) => n)).toEqual(expected)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('is not everybody’s where all rows of the kind are for everyone', () => {
    const sql = sqlWriter()
    const open = { ...thing, scope: { ...thing.scope, everyone: true as const } }
    const text = condition({ me: 1, mates: [], units: [1], scope: 'none' }, { entity: open, sql })
    expect(text).toBe('(t."shared_at" is not null or t."owner_id" = $1::uuid)')
  })
})
