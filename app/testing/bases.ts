import { type BaseStage, matchingContract, type OwnerWish } from '../../modules/matching/contract.ts'
import type { Filter } from '../../platform/entities/descriptor.ts'
import { transferContract } from '../../platform/transfer/contract.ts'
import type { Caller, TestApp } from '../testing.ts'

export type BaseHarness = ReturnType<typeof baseHarness>

const working = ['waiting', 'checking', 'running', 'undoing']
const wait = () => new Promise(resolve => setTimeout(resolve, 50))

/** What a steward does with a second base, each act waited for to its end. */
export function baseHarness(app: TestApp, who: Caller) {
  const load = async (content: string, fields: Record<string, string>) => {
    const sent = await who.upload('/imports', { name: 'export.csv', content, fields })
    if (sent.status !== 202) throw new Error(sent.text)
    const { id } = sent.reply as { id: string }
    for (;;) {
      const found = await who.call(transferContract.import, { params: { id } })
      if (!working.includes(found.state)) return found
      await wait()
    }
  }
  const ended = async (id: string): Promise<BaseStage> => {
    for (;;) {
      const stage = await who.call(matchingContract.stage, { params: { id } })
      if (!working.includes(stage.state)) return stage
      await wait()
    }
  }
  const whole = (id: string) => who.call(matchingContract.base, { params: { id } })
  return {
    load,
    ended,
    open: async (name: string) => (await who.call(matchingContract.createBase, { body: { name } })).id,
    loadInto: (base: string, content: string) =>
      load(content, { entity: 'base-record', options: JSON.stringify({ constants: { base } }) }),
    compare: async (id: string) => {
      await who.call(matchingContract.compareBase, { params: { id } })
      for (;;) {
        const { comparison } = await whole(id)
        if (comparison && !working.includes(comparison.state)) return comparison
        await wait()
      }
    },
    counts: async (id: string) => (await whole(id)).counts,
    records: async (base: string) => {
      const filter = JSON.stringify({ field: 'base', op: 'eq', value: base })
      return (await who.call(matchingContract.baseRecords, { query: { filter, limit: 200 } })).items
    },
    take: async (id: string, body: { filter?: Filter; owner?: OwnerWish }) =>
      ended((await who.call(matchingContract.startStage, { params: { id }, body })).id),
    undo: async (id: string) => {
      await who.call(matchingContract.undoStage, { params: { id } })
      return ended(id)
    },
    /** Every row of the customers' tables, but what any write moves: versions and times of change. */
    print: () => printOf(app),
  }
}

async function printOf(app: TestApp): Promise<Record<string, string[]>> {
  const tables = await app.database.pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'customers'::regnamespace and relkind = 'r' order by 1`,
  )
  const print: Record<string, string[]> = {}
  for (const { name } of tables.rows) {
    const { rows } = await app.database.pool.query<{ row: string }>(
      `select (to_jsonb(t) - 'version' - 'updated_at')::text as row from customers.${name} t order by 1`,
    )
    print[name] = rows.map(({ row }) => row)
  }
  return print
}

/** A base with a free record and a stage that was stopped, for those who try endpoints with what is there. */
export async function plantBase(app: TestApp): Promise<{ base: string; record: string; stage: string }> {
  const { rows } = await app.database.pool.query<{ base: string; record: string; stage: string }>(
    `with base as (insert into matching.base (id, name, created_by) values (platform.new_id(), 'Planted', $1) returning id),
       record as (
         insert into matching.base_record (id, base_id, kind, name, level, sort_name, words, verdict)
         select platform.new_id(), id, 'person', 'Planted one', 'A', 'planted one', '', 'new' from base returning id),
       stage as (insert into matching.stage (id, base_id, state, asked_by) select platform.new_id(), id, 'cancelled', $1 from base returning id)
     select base.id as base, record.id as record, stage.id as stage from base, record, stage`,
    [app.people.administrator.id],
  )
  return rows[0] as { base: string; record: string; stage: string }
}
