import { customersContract } from '../../modules/customers/contract.ts'
import { staffContract } from '../../modules/staff/contract.ts'
import type { Caller, TestApp } from '../testing.ts'
import { plantedCompetitor } from './bodies.ts'
import { type Family, makeFamily, secretDay } from '../testing/world.ts'

/** So that a deal has something to be ticked, and somebody to compete with. */
const salesSettings = [
  `insert into sales.competitor (id, name) values ('${plantedCompetitor}', 'Ostwind')`,
  `update sales.stage set criteria = '[{"key": "budget", "text": "The budget is known"}]'`,
]

/** Two business units side by side. What belongs to the south is none of the north's business. */
export type Neighbours = {
  /** People of the north who may read and write, each with another scope. */
  north: { seller: Caller; crew: Caller; manager: Caller; key: Caller }
  south: { seller: Caller; manager: Caller }
  /** Customers of the south. Everything about them holds the word “Kessler”. */
  foreign: Family
  /** A customer of the seller of the north, related by an administrator to the foreign one. */
  own: Family
}

/** A role of the organisation's own: sees what its team owns, may do all with customers but see what is sensitive. */
const crewRole = `
  with made as (insert into staff.role (key, name) values ('crew', 'Crew') returning id),
  scoped as (insert into staff.role_scope select id, '*', 'team' from made)
  insert into staff.role_permission
  select id, unnest(array['customers.read', 'customers.write', 'customers.delete', 'customers.import', 'customers.export', 'sales.read', 'sales.write', 'sales.delete', 'sales.import', 'sales.export', 'history.read', 'history.undo']) from made`

export async function makeNeighbours(app: TestApp): Promise<Neighbours> {
  const { administrator } = app.people
  for (const text of [crewRole, ...salesSettings]) await app.database.pool.query(text)
  const unit = (name: string) => administrator.call(staffContract.createUnit, { body: { name } })
  const [northUnit, southUnit] = [await unit('North'), await unit('South')]
  const team = await administrator.call(staffContract.createTeam, {
    body: { name: 'North team', unitId: northUnit.id },
  })
  const inNorth = { unitId: northUnit.id, teamId: team.id }
  const north = {
    seller: await app.person('seller', inNorth),
    crew: await app.person('crew', inNorth),
    manager: await app.person('manager', { unitId: northUnit.id }),
    key: await app.key('crew'),
  }
  const south = {
    seller: await app.person('seller', { unitId: southUnit.id }),
    manager: await app.person('manager', { unitId: southUnit.id }),
  }
  // The seller of the north is named in a note that he may not read.
  const foreign = await makeFamily(south.manager, { owner: south.seller.id, mentions: north.seller })
  const own = await makeFamily(north.seller, {
    owner: north.seller.id,
    name: 'Ingrid Berg',
    sensitive: false,
  })
  const birthDate = secretDay
  await administrator.call(customersContract.change, { params: { id: own.customer }, body: { birthDate } })
  await administrator.call(customersContract.addRelationship, {
    params: { id: own.customer },
    body: { otherId: foreign.customer, kind: 'partner', role: 'supplier' },
  })
  await administrator.call(customersContract.addTask, {
    params: { id: foreign.customer },
    body: { title: 'Visit Kessler', assignee: north.seller.id },
  })
  return { north, south, foreign, own }
}

/** Queries under which a list might tell more than it should. */
export function nosyQueries(family: Family, caller: Caller): Record<string, string>[] {
  const filter = (field: string, op: string, value: unknown) => JSON.stringify({ field, op, value })
  return [
    {},
    { q: 'Kessler', ids: caller.id },
    { q: 'kes', limit: '200' },
    { q: 'info@kessler.example' },
    { q: 'second@kess' },
    { filter: filter('name', 'contains', 'Kessler') },
    { filter: filter('title', 'contains', 'offer') },
    { filter: filter('tags', 'has-any', ['kessler']), by: 'name', entity: 'customer' },
    { by: 'name' },
    { by: 'city', entity: 'customer' },
    { rootId: family.customer },
    { rootId: family.customer, recordId: family.task },
    { rootId: family.customer, field: 'name' },
    { recent: [family.customer, family.other].join(',') },
    { mine: 'false', limit: '100', measure: 'total', reason: 'new' },
  ]
}
