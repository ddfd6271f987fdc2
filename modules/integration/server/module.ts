import type { Module } from '../../../platform/module.ts'
import { integrationTexts } from '../texts/index.ts'
import { followWork } from './capture/watching.ts'
import { afterUndo } from './connecting/after-undo.ts'
import { leaveJob } from './connecting/leaving.ts'
import { hearWork } from './records/heard.ts'
import { operationListeners, wantJob } from './operations/listening.ts'
import { sendWork } from './operations/sending.ts'
import { nightly } from './meters/comparisons.ts'
import { findDoubles } from './meters/doubles.ts'
import { endForgottenDrill } from './meters/drill.ts'
import { systemsHealth } from './meters/health.ts'
import { forgetMeasures, measuring } from './meters/measures.ts'
import { integrationRoutes } from './routes.ts'
import { demoSystem } from './demo.ts'
import { oldSystemWork } from './demo/running.ts'
import { closingWork } from './systems/opened.ts'
import { accountTable, makingTable, objectTable, systemTable } from './tables.ts'

/** What the module registers with the platform. */
export const integrationModule: Module = {
  name: 'integration',
  routes: [integrationRoutes],
  permissions: ['read', 'operate', 'manage'].map(right => ({ name: `integration.${right}` })),
  tables: [systemTable, objectTable, accountTable, makingTable],
  jobs: [nightly, findDoubles, endForgottenDrill, forgetMeasures, wantJob, leaveJob],
  standing: [followWork, sendWork, hearWork, closingWork, measuring, oldSystemWork],
  listeners: [
    ...operationListeners,
    { event: 'history.undone', name: 'integration.after-undo', when: 'inside', run: afterUndo },
  ],
  sealed: [{ table: 'integration.system', id: 'id', column: 'sealed' }],
  health: [systemsHealth],
  texts: integrationTexts,
  demo: demoSystem,
}
