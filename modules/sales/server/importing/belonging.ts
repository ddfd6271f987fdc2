import type { PoolClient } from 'pg'
import { scopeCondition } from '../../../../platform/access/scope.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { Forbidden } from '../../../../platform/errors.ts'
import { isId } from '../../../../platform/ids.ts'
import type { Objection } from '../../../../platform/transfer/inspection.ts'
import { type ImportSetup, isRefusal, type Settled } from '../../../../platform/transfer/target.ts'
import { type Arrival, arrivals, organisationKey } from '../../../customers/index.ts'
import type { Incoming } from './record.ts'

/** Said once for a file: what becomes of rows whose customer is not found, and of those that name none. */
export type Wishes = { unknown: 'refuse' | 'make' | 'placeholder'; placeholder: string | null }

/** Organisations that the rows of one chunk make, by the id they get. */
export type Making = Map<string, Arrival>

export type Belonging = {
  settle: (client: PoolClient, records: readonly Incoming[], wishes: Wishes) => Promise<Settled>
  /** The organisations that the settled records need; they are forgotten with this. */
  taken: () => Arrival[]
}

/** Finds the customers of rows among those the actor sees; makes them where that is asked for. */
export async function belonging(setup: ImportSetup): Promise<Belonging> {
  const compose = await arrivals({ ...setup, mapped: new Set(['name', 'kind']), columns: new Map() })
  const make = (name: string): Arrival => {
    const made = compose({ number: 0, values: { name, kind: 'organisation' }, custom: null })
    if (isRefusal(made)) throw new Error(made.message)
    const scope = setup.actor.scopes.get('customer')
    if (scope === 'own' || scope === 'team') made.columns.owner_id = setup.actor.id
    return made
  }
  let making: Making = new Map()
  return {
    taken: () => {
      const taken = [...making.values()]
      making = new Map()
      return taken
    },
    settle: async (client, records, wishes) => {
      making = new Map()
      return settleAll(records, {
        setup,
        wishes,
        make,
        making,
        known: await found(client, records, { setup, wishes }),
      })
    },
  }
}

type Settling = {
  setup: ImportSetup
  wishes: Wishes
  make: (name: string) => Arrival
  making: Making
  /** Customers by the words that name them; null where several are called so. */
  known: ReadonlyMap<string, string | null>
}

function settleAll(records: readonly Incoming[], settling: Settling): Settled {
  const refused: Objection[] = []
  const byName = new Map<string, string>()
  for (const record of records) {
    const objection = settleOne(record, settling, byName)
    if (objection) refused.push(objection)
  }
  return { refused, making: [...byName.keys()] }
}

function settleOne(record: Incoming, settling: Settling, byName: Map<string, string>): Objection | null {
  const { wishes, known } = settling
  const { names } = record
  if (names) {
    const id = foundAs(names, known)
    if (id === null)
      return objection(
        record,
        'customer-not-unique',
        `several customers are called “${names.slice(0, 60)}”; name the one by its number.`,
      )
    if (id) return belongsTo(record, id)
    if (wishes.unknown === 'make') return belongsTo(record, made(names, settling, byName))
    if (wishes.unknown === 'refuse' || !wishes.placeholder)
      return objection(
        record,
        'no-such-customer',
        `there is no customer “${names.slice(0, 60)}” that you see. Import the customers first, or let them be made.`,
      )
  }
  if (!wishes.placeholder)
    return objection(
      record,
      'customer-missing',
      'it names no customer. Say which one stands for those without.',
    )
  const stand = foundAs(wishes.placeholder, known)
  // One that was chosen and is gone since, or was never to be seen: no customer shall be called by an id.
  if (stand === null || (!stand && isId(wishes.placeholder)))
    return objection(
      { ...record, names: wishes.placeholder },
      stand === null ? 'customer-not-unique' : 'no-such-customer',
      'the customer for those without one is not there any more, or there are several of that name. Choose another.',
    )
  return belongsTo(record, stand ?? made(wishes.placeholder, settling, byName))
}

function belongsTo(record: Incoming, id: string): null {
  record.customerId = id
  return null
}

function made(name: string, { setup, make, making }: Settling, byName: Map<string, string>): string {
  const key = organisationKey(name)
  const there = byName.get(key)
  if (there) return there
  if (!setup.actor.permissions.has('customers.write')) throw new Forbidden('customers.write')
  const organisation = make(name)
  making.set(organisation.id, organisation)
  byName.set(key, organisation.id)
  return organisation.id
}

function objection({ id, names }: Incoming, code: string, message: string): Objection {
  const params = { customer: (names ?? '').slice(0, 60) }
  return { id, refuses: true, code: `sales.row-${code}`, message, field: 'customer', params }
}

/** A number says more than a name: it is asked first. */
function foundAs(names: string, known: ReadonlyMap<string, string | null>): string | null | undefined {
  return known.get(`number ${names}`) ?? known.get(`name ${organisationKey(names)}`)
}

type Row = { id: string; by: 'number' | 'name'; key: string }

async function found(
  client: PoolClient,
  records: readonly Incoming[],
  { setup, wishes }: { setup: ImportSetup; wishes: Wishes },
): Promise<Map<string, string | null>> {
  const { catalogue, actor } = setup
  const words = [
    ...new Set([...records.map(({ names }) => names), wishes.placeholder].filter(word => word !== null)),
  ]
  const sql = sqlWriter()
  const [numbers, names, ids] = [
    sql.bind(words, 'text[]'),
    sql.bind(words.map(organisationKey), 'text[]'),
    sql.bind(words.filter(isId), 'uuid[]'),
  ]
  const entity = catalogue.entity('customer')
  const scope = scopeCondition({ registry: catalogue.registry(), entity, actor, alias: 'r', sql }) ?? 'true'
  // One that was merged stands for its root; each half has an index of its own.
  const text = `select distinct r.id, n.by, n.key from (
      select t.id, t.merged_into, 'number' as by, t.external_id as key from customers.v_customer t where t.external_id = any(${numbers})
      union all select t.id, t.merged_into, 'number', t.org_number from customers.v_customer t where t.org_number = any(${numbers})
      union all select t.id, t.merged_into, 'number', t.id::text from customers.v_customer t where t.id = any(${ids})
      union all select t.id, t.merged_into, 'name', t.sort_name from customers.v_customer t where t.sort_name = any(${names})) n
    join customers.v_customer r on r.id = coalesce(n.merged_into, n.id) where ${scope}`
  const { rows } = await client.query<Row>(text, sql.values as unknown[])
  const known = new Map<string, string | null>()
  for (const { id, by, key } of rows) known.set(`${by} ${key}`, known.has(`${by} ${key}`) ? null : id)
  return known
}
