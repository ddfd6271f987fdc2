import type { Listener, Module } from '../../../platform/module.ts'
import { dataQualityTexts } from '../texts/index.ts'
import { demoQuality, forgetCounts } from './board/demo.ts'
import { settleUndoneProposals } from './cleaning/after-undo.ts'
import { cleaningJob } from './cleaning/cleaning.ts'
import { acceptJob } from './cleaning/deciding.ts'
import { proposalTable } from './cleaning/proposals.ts'
import { policyTable } from './policies.ts'
import { dataQualityRoutes } from './routes.ts'
import { raiseChanged, raiseJudged } from './golden/raising.ts'
import { goldenJob, recomputeUndone } from './golden/recompute.ts'
import { choiceTable } from './golden/tables.ts'
import { checkAtSave } from './rules/at-save.ts'
import { qualityConditions } from './rules/checks.ts'
import { findingTable } from './rules/findings.ts'
import { importInspection } from './rules/at-import.ts'
import { settleUndoneRules } from './rules/after-undo.ts'
import { recheckActs, recheckJob, sweepJob } from './rules/jobs.ts'
import { ruleTable } from './rules/tables.ts'
import { demoTrust } from './trust/demo.ts'
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

const afterUndo: Listener[] = [
  { event: 'batch.undone', name: 'data-quality.settle-rules', when: 'after', run: settleUndoneRules },
  { event: 'batch.undone', name: 'data-quality.settle-proposals', when: 'after', run: settleUndoneProposals },
  { event: 'batch.undone', name: 'data-quality.recompute-golden', when: 'after', run: recomputeUndone },
]

/** Counts of customers that are gone would stand on the board as a trend. */
const forgetDemo: Listener = {
  event: 'demo.cleared',
  name: 'data-quality.forget-demo',
  when: 'after',
  run: forgetCounts,
}

/** What a family shows follows its members in the same transaction. */
const goldenListeners: Listener[] = [
  { event: 'family.changed', name: 'data-quality.raise-golden', when: 'inside', run: raiseChanged },
  ...['value.confirmed', 'value.disputed', 'dispute.settled'].map(
    (event): Listener => ({
      event,
      name: `data-quality.raise-after-${event}`,
      when: 'inside',
      run: raiseJudged,
    }),
  ),
]

/** What the module registers with the platform. */
export const dataQualityModule: Module = {
  name: 'data-quality',
  routes: [dataQualityRoutes],
  permissions: permissions.map(right => ({ name: `data-quality.${right}` })),
  tables: [ruleTable, policyTable, confirmationTable, disputeTable, choiceTable, findingTable, proposalTable],
  conditions: qualityConditions,
  inspections: [importInspection],
  jobs: [goldenJob, sweepJob, recheckJob, cleaningJob, acceptJob],
  listeners: [...goldenListeners, ...qualityListeners, ...afterUndo, forgetDemo],
  demo: async (ctx, story) => {
    await demoTrust(ctx, story)
    await demoQuality(ctx, story)
  },
  texts: dataQualityTexts,
}
