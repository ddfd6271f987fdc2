import { rows, run } from '../../../../platform/database/statement.ts'
import { Forbidden } from '../../../../platform/errors.ts'
import { translate } from '../../../../platform/i18n/index.ts'
import type {
  InspectedRow,
  Inspection,
  InspectionSetup,
  Objection,
} from '../../../../platform/transfer/inspection.ts'
import { ruleOf } from '../linking/rule.ts'
import { currentModel } from '../live/model.ts'
import { type Likely, likelyAmong } from './likely.ts'

/** A check compares so many new records one by one; of those behind them only some, one in so many, and says so. */
type Sampling = { oneByOne: number; thenOneIn: number }
/** So many are listed with their reasons. */
const mostListed = 50

/**
 * Says of the new records of a file which may be customers that are there: a check counts them and lists the first ones; in
 * earnest they are skipped or refused where that is wanted, and otherwise made, compared afterwards as always, and asked about.
 */
export const inspectionBy = (sampling: Sampling): Inspection => ({
  entity: 'customer',
  open: async setup => {
    const { actor, db, importId, dryRun, alike } = setup
    await forgetLook(setup)
    if (!actor.permissions.has('matching.read')) {
      // Whom a record may be is told by whether it is left out.
      if (alike !== 'keep') throw new Forbidden('matching.read')
      return null
    }
    if (!dryRun && alike === 'keep') return null
    if (dryRun) await run(db, 'insert into matching.import_look (import_id) values ($1)', [importId])
    const current = await currentModel(db)
    const weighing = { setup, model: current.model, review: (await ruleOf(db, current)).review }
    const sample = sampler(sampling)
    let listed = 0
    return async (_client, inspected) => {
      const made = inspected.filter(record => record.fresh && record.row > 0)
      const standsFor = dryRun ? sample(made) : new Map(made.map(({ id }) => [id, 1]))
      const likely = await likelyAmong(
        made.filter(({ id }) => standsFor.has(id)),
        weighing,
      )
      if (dryRun) {
        const list = likely.toSorted((a, b) => a.row - b.row).slice(0, mostListed - listed)
        listed += list.length
        await noteLook(setup, { made, standsFor, likely, list })
      }
      return alike === 'keep' ? [] : objectionsTo(likely, setup)
    }
  },
})

export const importInspection: Inspection = inspectionBy({ oneByOne: 100_000, thenOneIn: 10 })

/** Which of the new records are looked at, by id, and for how many each of them stands. */
function sampler({ oneByOne, thenOneIn }: Sampling) {
  let met = 0
  return (made: readonly InspectedRow[]) => {
    const looked = new Map<string, number>()
    for (const { id } of made)
      if (++met <= oneByOne) looked.set(id, 1)
      else if ((met - oneByOne) % thenOneIn === 0) looked.set(id, thenOneIn)
    return looked
  }
}

async function forgetLook({ db, importId }: InspectionSetup): Promise<void> {
  await run(db, 'delete from matching.import_likely where import_id = $1', [importId])
  await run(db, 'delete from matching.import_look where import_id = $1', [importId])
}

type Look = {
  made: readonly InspectedRow[]
  standsFor: ReadonlyMap<string, number>
  likely: readonly Likely[]
  list: readonly Likely[]
}

/** Written at once, not with the check's own transaction, which is rolled back. */
async function noteLook(
  { db, importId }: InspectionSetup,
  { made, standsFor, likely, list }: Look,
): Promise<void> {
  await run(
    db,
    `update matching.import_look set fresh = fresh + $2, looked = looked + $3, likely = likely + $4, estimate = estimate + $5
     where import_id = $1`,
    [
      importId,
      made.length,
      standsFor.size,
      likely.length,
      likely.reduce((sum, { id }) => sum + (standsFor.get(id) ?? 0), 0),
    ],
  )
  if (list.length === 0) return
  const lines = list.map(({ root, row, name, weight, parts }) => ({
    customer_id: root,
    import_id: importId,
    row_no: row,
    name,
    weight,
    parts,
  }))
  await run(
    db,
    'insert into matching.import_likely select * from jsonb_populate_recordset(null::matching.import_likely, $1::jsonb)',
    [JSON.stringify(lines)],
  )
}

async function objectionsTo(likely: readonly Likely[], setup: InspectionSetup): Promise<Objection[]> {
  if (likely.length === 0) return []
  const { db, actor, alike } = setup
  const named = await rows<{ id: string; name: string }>(
    db,
    'select c.id, c.name from customers.v_customer c where c.id = any($1::uuid[])',
    [[...new Set(likely.map(({ root }) => root))]],
  )
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return likely.map(({ id, root }) => {
    const params = { name: names.get(root) ?? '' }
    // No text of the screens has this code: it would not know the name, the message does.
    const message = translate(actor.locale, 'matching.import.mayBe', params)
    const refuses = alike === 'refuse'
    return { id, refuses, skips: !refuses, code: 'matching.may-be', message, field: 'name', params }
  })
}
