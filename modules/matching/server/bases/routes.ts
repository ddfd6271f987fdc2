import { type Handlers } from '../../../../platform/module.ts'
import type { baseRecordEndpoints } from '../../contract/base-records.ts'
import type { baseEndpoints } from '../../contract/bases.ts'
import type { stageEndpoints } from '../../contract/stages.ts'
import { changeBase, getBase, listBases, openBase, removeBase } from './bases.ts'
import { cancelComparison, compareBase, lastComparison } from './comparing.ts'
import { decideRecords } from './deciding.ts'
import { countBaseRecords, listBaseRecords } from './lists.ts'
import { loadsOf } from './loads.queries.ts'
import { originsOf } from './origins.queries.ts'
import { previewBase } from './preview.queries.ts'
import { readBaseRecord } from './record.queries.ts'
import { cancelStage, getStage, goOnStage, stageRefusals, stagesOf, startStage } from './stages.ts'
import { tryStage } from './trying.ts'
import { undoBase, undoStage } from './undoing.ts'
import { readVocabulary, setVocabulary } from './vocabulary.queries.ts'

/** Bringing another base of customers together with ours. */
export const baseHandlers: Handlers<
  typeof baseEndpoints & typeof baseRecordEndpoints & typeof stageEndpoints
> = {
  bases: ctx => listBases(ctx),
  createBase: (ctx, { body }) => openBase(ctx, body),
  base: async (ctx, { params }) => ({
    ...(await getBase(ctx, params.id)),
    loads: await loadsOf(ctx, params.id),
    comparison: await lastComparison(ctx.db, params.id),
    stages: await stagesOf(ctx, params.id),
  }),
  changeBase: (ctx, { params, body, ifMatch }) =>
    changeBase(ctx, { id: params.id, set: body, version: ifMatch }),
  removeBase: (ctx, { params }) => removeBase(ctx, params.id),
  compareBase: (ctx, { params }) => compareBase(ctx, params.id),
  cancelComparison: (ctx, { params }) => cancelComparison(ctx, params.id),
  previewBase: (ctx, { params }) => previewBase(ctx, params.id),
  baseRecords: (ctx, { query }) => listBaseRecords(ctx, query),
  countBaseRecords: (ctx, { query }) => countBaseRecords(ctx, query),
  baseRecord: (ctx, { params }) => readBaseRecord(ctx, params.id),
  decideRecords: async (ctx, { body }) => ({
    decided: await decideRecords(ctx, body),
    batchId: ctx.batch.id,
  }),
  vocabulary: (ctx, { params }) => readVocabulary(ctx, params.id),
  setVocabulary: (ctx, { params, body }) => setVocabulary(ctx, { id: params.id, said: body }),
  tryStage: (ctx, { params, body }) => tryStage(ctx, { baseId: params.id, ...body }),
  startStage: (ctx, { params, body }) => startStage(ctx, params.id, body),
  stage: (ctx, { params }) => getStage(ctx, params.id),
  stageRefusals: (ctx, { params, query }) => stageRefusals(ctx, { id: params.id, ...query }),
  cancelStage: (ctx, { params }) => cancelStage(ctx, params.id),
  goOnStage: (ctx, { params }) => goOnStage(ctx, params.id),
  undoStage: (ctx, { params }) => undoStage(ctx, params.id),
  undoBase: (ctx, { params }) => undoBase(ctx, params.id),
  origins: (ctx, { params }) => originsOf(ctx, params.id),
}
