import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { InspectedRow, InspectionSetup } from '../../../../platform/transfer/inspection.ts'
import type { Part } from '../../contract.ts'
import { type Features, featuresOf, keysOf, type MatchRecord, type Model } from '../engine/index.ts'
import { keyNumber } from '../keys/key-number.ts'
import { matchRecord, storedColumns, storedPoints, type StoredRecord } from '../keys/records.ts'
import { withoutShared } from '../keys/unshared.ts'
import { candidatesFor } from '../live/candidates.ts'
import { weigh } from '../live/weigh.ts'
import { inSight, maySee } from '../sight.ts'

/** A record that is to be made, and the customer it most likely is. */
export type Likely = { id: string; row: number; name: string; root: string; weight: number; parts: Part[] }

type Weighing = { setup: InspectionSetup; model: Model; review: number }

/**
 * Which of these records may be customers that the actor sees, each with the likeliest one: found by shared keys and weighed as
 * the check while typing does, so that both say the same. Two statements for any number of records.
 */
export async function likelyAmong(
  inspected: readonly InspectedRow[],
  { setup, model, review }: Weighing,
): Promise<Likely[]> {
  const features = inspected.map(row => featuresOf(forActor(setup, recordOf(row))))
  const keys = features.flatMap(record =>
    keysOf(record).map(label => ({ of: record.id, key: keyNumber(label) })),
  )
  const unshared = await withoutShared(setup.db, features)
  const known = new Map(unshared.map(record => [record.id, record]))
  const candidates = await candidatesFor(setup.db, keys)
  const others = await customersOf(setup, [...new Set([...candidates.values()].flat())])
  return inspected.flatMap(({ id, row, columns }) => {
    let best: Likely | undefined
    for (const other of candidates.get(id) ?? []) {
      const customer = others.get(other)
      if (!customer) continue
      const { weight, parts } = weigh(model, known.get(id) as Features, customer.features)
      if (weight < review || weight <= (best?.weight ?? -Infinity)) continue
      best = { id, row, name: nameOf(columns), root: customer.root, weight, parts }
    }
    return best ? [best] : []
  })
}

/** What the actor may not see says nothing to him, not even by a weight. */
function forActor(setup: InspectionSetup, record: MatchRecord): MatchRecord {
  return maySee(setup, 'birthDate') ? record : { ...record, birthDate: null }
}

async function customersOf(
  setup: InspectionSetup,
  ids: readonly string[],
): Promise<Map<string, { root: string; features: Features }>> {
  if (ids.length === 0) return new Map()
  const sql = sqlWriter()
  const text = `select ${storedColumns} from customers.v_own c ${storedPoints}
    where c.id = any(${sql.bind(ids, 'uuid[]')}) and ${inSight(setup, sql)}`
  const found = await rows<StoredRecord>(setup.db, text, sql.values)
  return new Map(
    found.map(stored => [
      stored.id,
      { root: stored.root, features: featuresOf(forActor(setup, matchRecord(stored))) },
    ]),
  )
}

type Point = { kind: string; value: string; address: Record<string, string> | null }
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/** What the engine is told about a record that is to be made. */
function recordOf({ id, columns }: InspectedRow): MatchRecord {
  const points = (columns.points ?? []) as readonly Point[]
  const of = (kind: string) => points.filter(point => point.kind === kind)
  const address = of('address')[0]?.address
  return {
    id,
    kind: columns.kind === 'organisation' ? 'organisation' : 'person',
    name: textOf(columns.name),
    givenName: textOf(columns.given_name),
    familyName: textOf(columns.family_name),
    birthDate: textOf(columns.birth_date),
    orgNumber: textOf(columns.org_number),
    externalId: textOf(columns.external_id),
    website: textOf(columns.website),
    emails: of('email').map(({ value }) => value),
    phones: of('phone').map(({ value }) => value),
    street: address?.lines ?? null,
    postcode: address?.postcode ?? textOf(columns.postcode),
    city: address?.city ?? textOf(columns.city),
    region: address?.region ?? null,
    country: address?.country ?? textOf(columns.country),
  }
}

const nameOf = (columns: InspectedRow['columns']) =>
  textOf(columns.name) ?? [columns.given_name, columns.family_name].filter(textOf).join(' ')
