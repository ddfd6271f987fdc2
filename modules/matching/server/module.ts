import type { Module } from '../../../platform/module.ts'
import { matchingTexts } from '../texts/index.ts'
import { base, baseRecord } from '../entities.ts'
import { compareJob } from './bases/comparing.ts'
import { baseImport } from './bases/loading.ts'
import { stageJob, stageUndoJob } from './bases/stage-jobs.ts'
import { baseRecordTable, baseTable } from './bases/tables.ts'
import { demoPairs } from './demo.ts'
import { evaluationJob, forgetFilesJob } from './evaluations/evaluation-job.ts'
import { importInspection } from './imports/at-import.ts'
import { keysJob, rebuildJob } from './keys/catch-up.ts'
import { matchingHealth } from './keys/health.ts'
import { keyListeners } from './keys/listeners.ts'
import { linkingJob } from './linking/linkings.ts'
import { settleAfterUndo } from './queue/after-undo.ts'
import { tellAgain, tellAgainJob } from './queue/findings.ts'
import { matchingRoutes } from './routes.ts'
import { nightlySearch, searchJob } from './runs/search-job.ts'
import { decisionTable } from './tables.ts'

/** What the module registers with the platform. */
export const matchingModule: Module = {
  name: 'matching',
  routes: [matchingRoutes],
  permissions: ['read', 'decide', 'manage'].map(right => ({ name: `matching.${right}` })),
  entities: [base, baseRecord],
  imports: [baseImport],
  inspections: [importInspection],
  tables: [decisionTable, baseTable, baseRecordTable],
  jobs: [
    keysJob,
    rebuildJob,
    searchJob,
    nightlySearch,
    tellAgainJob,
    linkingJob,
    compareJob,
    stageJob,
    stageUndoJob,
    evaluationJob,
    forgetFilesJob,
  ],
  listeners: [
    ...keyListeners,
    tellAgain,
    { event: 'history.undone', name: 'matching.settle-after-undo', when: 'inside', run: settleAfterUndo },
  ],
  health: [matchingHealth],
  demo: demoPairs,
  texts: matchingTexts,
}
