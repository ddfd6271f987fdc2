import type { PoolClient } from 'pg'
import { rows } from '../../../../platform/database/statement.ts'
import { Forbidden } from '../../../../platform/errors.ts'
import { arrayText, copyInto, copyLine, type CopyValue } from '../../../../platform/transfer/copy.ts'
import {
  type Found,
  type ImportSetup,
  importTarget,
  isRefusal,
  type ParsedRow,
  type RowRefusal,
} from '../../../../platform/transfer/target.ts'
import {
  type Arrival,
  absorbArrival,
  arrivals,
  customerFiles,
  organisationKey,
} from '../../../customers/index.ts'
import { seesAllCustomers } from './bases.ts'

/** A row of a file as a record of a base, before it is stored. */
type Row = { id: string; base: string; owner: string | null; arrival: Arrival }
/** One that the base has already; a file never changes it. */
type Known = { id: string }

/** What files call the one who looks after a customer. */
const ownerTitles: readonly string[] = [
  'owner',
  'account owner',
  'assigned to',
  'sales agent',
  'account manager',
  'betreuer',
  'kundenbetreuer',
  'salesperson',
]

/**
 * Files of another firm's customers, row by row into a base. They are read exactly as customers are; a choice keeps the
 * base's own word. A row whose number the base has already is not loaded again.
 */
export const baseImport = importTarget<Row, Known>({
  entity: 'base-record',
  fields: [...customerFiles.fields, { key: 'base', kind: 'text', maxLength: 40, onceForAll: true }],
  repeatable: customerFiles.repeatable,
  aliases: { ...customerFiles.aliases, owner: ownerTitles },
  words: { kind: customerFiles.words.kind ?? {} },
  ...(customerFiles.review ? { review: customerFiles.review } : {}),
  defaultMatch: ['externalId'],
  open: async setup => {
    if (!seesAllCustomers(setup.actor)) throw new Forbidden('matching.manage')
    const compose = await arrivals(withoutOwner(setup))
    const found = await rows<{ id: string }>(setup.db, 'select id from matching.base')
    const bases = new Set(found.map(({ id }) => id))
    return {
      compose: row => composeRow(row, { compose, bases }),
      keysOf: (record, field) => ('arrival' in record && field === 'externalId' ? numbersOf(record) : []),
      manyValued: new Set(),
      find: findByNumber,
      load: (_client, ids) => Promise.resolve(ids.map(id => ({ id }))),
      change: () => false,
      absorb: (first, later) => absorbArrival(first.arrival, later.arrival),
      prepare: learn,
      write: async (client, { created }) => {
        await copyInto(client, `matching.base_record (${copied.join(', ')})`, linesOf(created))
        return []
      },
    }
  },
})

/** Their people are none of ours: who looks after a customer there is kept as a word. */
function withoutOwner(setup: ImportSetup): ImportSetup {
  return { ...setup, mapped: new Set([...setup.mapped].filter(key => key !== 'owner')) }
}

type Composing = { compose: (row: ParsedRow) => Arrival | RowRefusal; bases: ReadonlySet<string> }

function composeRow(row: ParsedRow, { compose, bases }: Composing): Row | RowRefusal {
  const { owner, base, ...values } = row.values
  if (typeof base !== 'string' || !bases.has(base))
    return {
      code: 'matching.no-such-base',
      message: `Row ${row.number}: it is not said which base the row belongs to.`,
      field: 'base',
      params: { row: row.number },
    }
  const arrival = compose({ ...row, values })
  if (isRefusal(arrival)) return arrival
  return { id: arrival.id, base, owner: typeof owner === 'string' ? owner : null, arrival }
}

/** A number counts within its base. */
function numbersOf({ base, arrival }: Row): string[] {
  const number = arrival.columns.external_id
  return number ? [`${base} ${number as string}`] : []
}

async function findByNumber(client: PoolClient, _field: string, keys: readonly string[]): Promise<Found[]> {
  const { rows: found } = await client.query<Found>(
    `select b.base_id || ' ' || b.external_id as key, b.id
     from (select split_part(k, ' ', 1)::uuid as base_id, substr(k, 38) as number from unnest($1::text[]) k) w
     join matching.base_record b on b.base_id = w.base_id and b.external_id = w.number`,
    [keys],
  )
  return found
}

/** Words of names, so that a search among the records of a base finds them. */
async function learn(client: PoolClient, created: readonly Row[]): Promise<void> {
  const words = created.flatMap(({ arrival }) =>
    [...String(arrival.columns.words).matchAll(/'([^']+)'/g)].map(match => match[1] as string),
  )
  // Sorted, or two imports would wait for each other in a circle.
  await client.query(
    'insert into platform.search_word (word) select unnest($1::text[]) on conflict do nothing',
    [[...new Set(words)].sort()],
  )
}

/** Columns that a customer has as well, under the same name. */
export const sharedColumns = [
  'kind',
  'name',
  'given_name',
  'family_name',
  'job_title',
  'birth_date',
  'org_number',
  'industry',
  'employees',
  'website',
  'level',
  'language',
  'city',
  'postcode',
  'country',
  'email',
  'phone',
  'external_id',
  'source',
  'sort_name',
  'words',
] as const
const copied = [
  'id',
  'base_id',
  ...sharedColumns,
  'owner',
  'employer',
  'employer_key',
  'tags',
  'custom',
  'points',
]

function* linesOf(created: readonly Row[]): Generator<string> {
  for (const { id, base, owner, arrival } of created)
    yield copyLine([
      id,
      base,
      ...sharedColumns.map(column => arrival.columns[column] as CopyValue),
      owner,
      arrival.employer,
      arrival.employer && arrival.columns.kind === 'person'
        ? organisationKey(arrival.employer) || null
        : null,
      arrayText(arrival.tags ?? []),
      JSON.stringify(arrival.custom ?? {}),
      JSON.stringify(arrival.points),
    ])
}
