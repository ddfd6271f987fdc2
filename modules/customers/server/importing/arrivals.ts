import type { PoolClient } from 'pg'
import type { Change } from '../../../../platform/history/record.ts'
import type { ImportSetup, ParsedRow, RowRefusal } from '../../../../platform/transfer/target.ts'
import { composerFor, customerImport, learn } from '../importing.ts'
import { composeCustomer } from './compose.ts'
import { keyOf } from './employment.ts'
import { absorb } from './merging.ts'
import type { Incoming } from './record.ts'
import { storeCustomers } from './storing.ts'

/** A customer as a row of a file gives it, before it is one of ours: columns by name, contact points, tags, own fields. */
export type Arrival = Incoming

/** How files of customers are read, for others who read such files without storing customers. */
export const customerFiles = {
  fields: customerImport.fields ?? [],
  repeatable: customerImport.repeatable ?? [],
  aliases: customerImport.aliases ?? {},
  words: customerImport.words ?? {},
  review: customerImport.review,
}

/** The function that makes an arrival of a row, exactly as an import of customers would, or says why it cannot be one. */
export async function arrivals(setup: ImportSetup): Promise<(row: ParsedRow) => Arrival | RowRefusal> {
  const composer = await composerFor({ ...setup, entity: setup.catalogue.entity('customer') })
  return row => composeCustomer(row, composer)
}

/** Stores arrivals as customers in the transaction of another module's import; answers what history must know of them. */
export async function storeArrivals(client: PoolClient, arrived: readonly Arrival[]): Promise<Change[]> {
  await learn(client, { records: arrived, known: new Set() })
  const changes = await storeCustomers(client, { created: arrived, changed: [], ties: [] }, new Set())
  const made = arrived.map(
    ({ id }): Change => ({ entity: 'customer', rootId: id, recordId: id, action: 'created' }),
  )
  return [...made, ...changes]
}

/** Puts what a later row of a file says of the same customer on the first one; only what is empty there is filled. */
export function absorbArrival(first: Arrival, later: Arrival): void {
  absorb(first, later, true)
}

/** Names of organisations that count as one: case and accents do not tell them apart. */
export const organisationKey = keyOf
