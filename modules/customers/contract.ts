import { contract } from '../../platform/contract/endpoint.ts'
import { bulkEndpoints } from './contract/bulk.ts'
import { contactPointEndpoints } from './contract/contact-points.ts'
import { familyEndpoints } from './contract/family.ts'
import { fileEndpoints } from './contract/files.ts'
import { listEndpoints } from './contract/lists.ts'
import { mentionEndpoints } from './contract/mentions.ts'
import { myDayEndpoints } from './contract/my-day.ts'
import { pageEndpoints } from './contract/page.ts'
import { recordEndpoints } from './contract/records.ts'
import { relationshipEndpoints } from './contract/relationships.ts'
import { taskEndpoints } from './contract/tasks.ts'
import { timelineEndpoints } from './contract/timeline.ts'

export { customerSelection } from './contract/bulk.ts'
export type { ContactPointInput } from './contract/contact-points.ts'
export type { CustomerPage } from './contract/page.ts'
export type { CustomerPatch, NewCustomer } from './contract/records.ts'
export type { TimelineEntry } from './contract/timeline.ts'

/** Customers over HTTP: all endpoints of the module below `/api/v1`. */
export const customersContract = contract({
  ...listEndpoints,
  ...recordEndpoints,
  ...pageEndpoints,
  ...bulkEndpoints,
  ...timelineEndpoints,
  ...contactPointEndpoints,
  ...relationshipEndpoints,
  ...familyEndpoints,
  ...taskEndpoints,
  ...fileEndpoints,
  ...myDayEndpoints,
  ...mentionEndpoints,
})
