export { customerFields } from './entities.ts'
export { customerScope, requireCustomer } from './server/access.ts'
export { changeMany, type Selection, selectedCustomers } from './server/bulk.ts'
export { addContactPoint, changeContactPoint } from './server/contact-points.ts'
export { changeCustomer, createCustomer } from './server/customers.ts'
export {
  type Arrival,
  absorbArrival,
  arrivals,
  customerFiles,
  organisationKey,
  storeArrivals,
} from './server/importing/arrivals.ts'
export { type Following, type KeptUp, keepUp } from './server/importing/keeping-up.ts'
export { type TakenIn, employ, takeIn } from './server/importing/taking-in.ts'
export { customersModule } from './server/module.ts'
export { type Family, settle } from './server/family/deriving.ts'
export { componentsOf } from './server/family/graph.ts'
export { type Left, linkCustomers, linkMany, type Pair, type Why } from './server/family/linking.ts'
export { familyOf } from './server/family/members.queries.ts'
export { dissolve, takeOut, unlink } from './server/family/parting.ts'
export {
  type Golden,
  type MemberRow,
  ownRows,
  type SharedColumn,
  sharedColumns,
  showGolden,
} from './server/family/showing.ts'
export { type Shown, type ShownAddress, shownValues } from './server/family/shown.queries.ts'
export { stillNamed } from './server/named.ts'
export { addTask } from './server/tasks.ts'
export { addEntry, type FedEntry, feedMany, feedTimeline } from './server/timeline.ts'
