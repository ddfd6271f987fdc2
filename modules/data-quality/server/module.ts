import type { Listener, Module } from '../../../platform/module.ts'
import { dataQualityTexts } from '../texts/index.ts'
import { dataQualityRoutes } from './routes.ts'
import { checkAtSave } from './rules/at-save.ts'
import { qualityConditions } from './rules/checks.ts'
import { findingTable } from './rules/findings.ts'
import { recheckActs, recheckJob, sweepJob } from './rules/jobs.ts'
import { confirmationTable, disputeTable } from './trust/tables.ts'

const permissions = ['read', 'manage']

/** One customer is checked in the transaction that saves it; what acts on many have touched, in the background. */
const qualityListeners: Listener[] = [
  ...['customer.created', 'customer.changed'].map(
    (event): Listener => ({ event, name: `data-quality.check-${event}`, when: 'inside', run: checkAtSave }),
  ),
  ...['customers.changed', 'customer.imported', 'batch.undone'].map(
    (event): Listener => ({ event, name: `data-quality.recheck-${event}`, when: 'after', run: recheckActs }),
  ),
]

/** What the module registers with the platform. */
export const dataQualityModule: Module = {
  name: 'data-quality',
  routes: [dataQualityRoutes],
  permissions: permissions.map(right => ({ name: `data-quality.${right}` })),
  tables: [confirmationTable, disputeTable, findingTable],
  conditions: qualityConditions,
  jobs: [sweepJob, recheckJob],
  listeners: qualityListeners,
  texts: dataQualityTexts,
}
