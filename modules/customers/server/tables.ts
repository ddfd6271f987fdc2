import type { HistoryTable } from '../../../platform/module.ts'

const owned = (entity: string, name: string, rank: number): HistoryTable => ({
  entity,
  root: 'customer',
  table: `customers.${name}`,
  rootColumn: 'customer_id',
  keyColumn: 'id',
  rank,
})

export const customerTable: HistoryTable = {
  entity: 'customer',
  root: 'customer',
  table: 'customers.customer',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'name',
  overlay: 'own',
}
export const contactPointTable = owned('contact-point', 'contact_point', 1)
export const ownershipTable = owned('ownership', 'ownership', 1)
export const relationshipTable = owned('relationship', 'relationship', 1)
export const linkTable = owned('customer-link', 'link', 1)
export const timelineTable = owned('timeline-entry', 'timeline_entry', 1)
export const taskTable = owned('task', 'task', 1)
export const attachmentTable = owned('attachment', 'attachment', 1)
export const mentionTable = owned('mention', 'mention', 2)

/** The module's tables with history, parents first. */
export const customerTables: readonly HistoryTable[] = [
  customerTable,
  contactPointTable,
  ownershipTable,
  relationshipTable,
  linkTable,
  timelineTable,
  taskTable,
  attachmentTable,
  mentionTable,
]
