import type { Handlers } from '../../../../platform/module.ts'
import type { evaluationEndpoints } from '../../contract/evaluations.ts'
import {
  cancelEvaluation,
  evaluationOf,
  evaluations,
  removeEvaluation,
  startEvaluation,
} from './evaluations.ts'
import { addEvaluationFile, createEvaluation } from './receiving.ts'

/** How well the matcher does on files with known answers. */
export const evaluationHandlers: Handlers<typeof evaluationEndpoints> = {
  evaluations: async ctx => ({ items: await evaluations(ctx) }),
  createEvaluation: (ctx, { file }) => createEvaluation(ctx, file),
  addEvaluationFile: (ctx, { params, file }) => addEvaluationFile(ctx, params.id, file),
  evaluation: (ctx, { params }) => evaluationOf(ctx.db, params.id),
  startEvaluation: (ctx, { params, body }) => startEvaluation(ctx, params.id, body),
  cancelEvaluation: (ctx, { params }) => cancelEvaluation(ctx, params.id),
  removeEvaluation: (ctx, { params }) => removeEvaluation(ctx, params.id),
}
