import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { idParams, nothing } from '../../../platform/contract/shapes.ts'
import { columnRoles } from './column-roles.ts'
import { evaluationShape } from './evaluation-shapes.ts'

const tag = 'Matching'
const permission = 'matching.manage'

/** Larger files belong to the command line: the matcher has to hold what it compares beside everything else. */
export const largestFile = 512 * 1_048_576

export const evaluationEndpoints = contract({
  evaluations: {
    name: 'matching.evaluation.list',
    method: 'GET',
    path: '/matching/evaluations',
    tag,
    summary: 'How the matcher did on files with known answers, the latest first',
    permission,
    reply: z.object({ items: z.array(evaluationShape) }),
  },
  createEvaluation: {
    name: 'matching.evaluation.create',
    method: 'POST',
    path: '/matching/evaluations',
    tag,
    summary: 'Upload a file with known answers; nothing runs yet',
    description:
      'Multipart, part `file`: CSV, XLSX or vCard. The reply says what each column may be. A second file and a file of pairs can follow; then start it.',
    permission,
    upload: 'multipart',
    largestFile,
    status: 201,
    reply: evaluationShape,
    errors: ['matching.packed-file'],
  },
  addEvaluationFile: {
    name: 'matching.evaluation.add-file',
    method: 'POST',
    path: '/matching/evaluations/:id/files',
    tag,
    summary: 'Add a second file, or the known pairs, to an evaluation that has not begun',
    description: 'Multipart: text part `as` (`second` or `pairs`), then part `file`.',
    permission,
    params: idParams,
    upload: 'multipart',
    largestFile,
    reply: evaluationShape,
    errors: ['matching.packed-file', 'matching.evaluation-begun'],
  },
  evaluation: {
    name: 'matching.evaluation.get',
    method: 'GET',
    path: '/matching/evaluations/:id',
    tag,
    summary: 'An evaluation: how far it is and what came of it',
    permission,
    params: idParams,
    reply: evaluationShape,
  },
  startEvaluation: {
    name: 'matching.evaluation.start',
    method: 'POST',
    path: '/matching/evaluations/:id/start',
    tag,
    summary: 'Run the matcher on the files and compare with the answers, in the background',
    description: 'Can be started again when it has ended; what came of it before is replaced.',
    permission,
    params: idParams,
    body: z.strictObject({
      truth: z
        .string()
        .max(300)
        .nullable()
        .describe('Column with one value per customer; null: the file of pairs says it'),
      roles: z
        .record(z.string().max(300), z.enum(columnRoles))
        .default({})
        .describe('What columns are, where the suggestion is wrong'),
    }),
    reply: evaluationShape,
    status: 202,
    errors: ['matching.evaluation-begun', 'matching.no-answers'],
  },
  cancelEvaluation: {
    name: 'matching.evaluation.cancel',
    method: 'POST',
    path: '/matching/evaluations/:id/cancellation',
    tag,
    summary: 'Stop an evaluation',
    permission,
    params: idParams,
    reply: evaluationShape,
  },
  removeEvaluation: {
    name: 'matching.evaluation.remove',
    method: 'DELETE',
    path: '/matching/evaluations/:id',
    tag,
    summary: 'Remove an evaluation with its files, for good',
    permission,
    params: idParams,
    reply: nothing,
    status: 204,
    errors: ['matching.evaluation-begun'],
  },
})
