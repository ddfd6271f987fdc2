import type { PoolClient } from 'pg'
import { unitsOf } from '../../../platform/access/actor.ts'
import { rows } from '../../../platform/database/statement.ts'
import { type ImportSetup, importTarget } from '../../../platform/transfer/target.ts'
import { askOn } from './importing/asking.ts'
import { additionalFields, organisationTitle, reviewColumns } from './importing/columns.ts'
import { type Composer, composeCustomer, type Owners } from './importing/compose.ts'
import { employment, misplacedEmployer } from './importing/employment.ts'
import { findCustomersBy, keysOf, loadExisting, mayChange } from './importing/finding.ts'
import { absorb, changeExisting } from './importing/merging.ts'
import { columnsOf, type Existing, type Incoming } from './importing/record.ts'
import { storeCustomers } from './importing/storing.ts'
import { wordsIn } from './names.ts'

/** Fields that need more than their column. */
const special = new Set(['name', 'email', 'phone', 'owner', 'tags'])

/** Files of persons and organisations. */
export const customerImport = importTarget<Incoming, Existing>({
  entity: 'customer',
  fields: additionalFields,
  repeatable: ['email', 'phone', 'tags'],
  aliases: {
    city: ['adr locality', 'locality', 'billing address city'],
    postcode: ['adr postal code', 'billing address postalcode'],
    country: ['adr country', 'billing address country'],
  },
  defaultMatch: ['externalId', 'email'],
  review: reviewColumns,
  words: {
    kind: {
      individual: 'person',
      contact: 'person',
      people: 'person',
      private: 'person',
      human: 'person',
      privat: 'person',
      individuum: 'person',
      company: 'organisation',
      organization: 'organisation',
      org: 'organisation',
      business: 'organisation',
      account: 'organisation',
      firma: 'organisation',
      unternehmen: 'organisation',
      corporate: 'organisation',
      group: 'organisation',
    },
  },
  open: async setup => {
    const composer = await composerFor(setup)
    const known = new Set<string>()
    const made = new Set<string>()
    return {
      compose: row => composeCustomer(row, composer),
      keysOf,
      columnsOf,
      manyValued: new Set(['email', 'phone', 'name']),
      find: findCustomersBy,
      load: async (client, ids, lock) =>
        (await loadExisting(askOn(client), ids, { lock })).filter(({ before }) =>
          mayChange(before, setup.actor),
        ),
      change: (old, from) => changeExisting(old, from, setup.fill),
      absorb: (first, later) => absorb(first, later, setup.fill),
      prepare: (client, created, changed) => learn(client, { records: [...created, ...changed], known }),
      write: (client, chunk) => storeCustomers(client, chunk, made),
      ...(setup.mapped.has('employer')
        ? { ties: await employment(setup, composer.unitId), remark: misplacedEmployer }
        : {}),
    }
  },
})

/** What rows of this import are composed with: owners by their names, the usual kind, the actor's unit. */
export async function composerFor(setup: ImportSetup): Promise<Composer> {
  const { entity, mapped, columns } = setup
  const plain = entity.fields
    .filter(field => field.column && !field.custom && !special.has(field.key) && mapped.has(field.key))
    .map(field => ({ key: field.key, column: field.column as string }))
  const title = columns.get('name')?.[0]
  const unitId = unitsOf(setup.actor)[0] as string
  const compose: Composer = {
    setup,
    plain,
    unitId,
    owners: mapped.has('owner') ? await ownersOf(setup) : new Map(),
    usualKind: title && organisationTitle.test(title) ? 'organisation' : 'person',
    named: ['name', 'givenName', 'familyName'].some(key => mapped.has(key)),
  }
  return compose
}

/** Users by what files call them. */
async function ownersOf({ db, catalogue }: ImportSetup): Promise<Owners> {
  const users = catalogue.registry().get('user')
  if (!users) return new Map()
  const found = await rows<{ id: string; name: string; email: string | null }>(
    db,
    `select t.id, t.name, t.email from ${users.table} t`,
  )
  const owners = new Map<string, string | null>()
  for (const { id, name } of found) owners.set(name.toLowerCase(), owners.has(name.toLowerCase()) ? null : id)
  for (const { id, email } of found) if (email) owners.set(email.toLowerCase(), id)
  return owners
}

/** Words kept in mind so that only new ones are sent; forgotten all at once when they become many. */
const mostKnown = 300_000

/** Words of names, so that the search finds them; `known` are those that need not be sent again. */
export async function learn(
  client: PoolClient,
  { records, known }: { records: readonly { columns: Record<string, unknown> }[]; known: Set<string> },
): Promise<void> {
  if (known.size > mostKnown) known.clear()
  const fresh = new Set<string>()
  for (const { columns } of records)
    for (const word of wordsIn(columns.words as string)) if (!known.has(word)) fresh.add(word)
  if (fresh.size === 0) return
  // Sorted, or two imports would wait for each other in a circle.
  await client.query(
    'insert into platform.search_word (word) select unnest($1::text[]) on conflict do nothing',
    [[...fresh].sort()],
  )
  for (const word of fresh) known.add(word)
}
