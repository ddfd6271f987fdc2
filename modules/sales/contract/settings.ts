import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, words } from '../../../platform/contract/shapes.ts'
import { closingEndpoints, manage, named, order, ordered, taken, written } from './closing-settings.ts'
import { category, outcome } from './shapes.ts'

const criterion = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be of small letters, digits and dashes'),
  text: words(300),
})

const stageFields = {
  name: words(120),
  probability: z.number().min(0).max(1).describe('How likely a deal in it is won, 0 to 1'),
  category,
  stalledAfter: z.int().min(1).max(3650).nullable().describe('Days; null: never'),
  criteria: z
    .array(criterion)
    .max(20)
    .describe('What should hold before a deal leaves it; a tick is kept under the key'),
}

const newStage = z.strictObject({
  ...stageFields,
  stalledAfter: stageFields.stalledAfter.default(null),
  criteria: stageFields.criteria.default([]),
})
export type NewStage = z.output<typeof newStage>

const stagePatch = z.strictObject(stageFields).partial()
export type StagePatch = z.output<typeof stagePatch>

const part = { id, name: z.string(), version: z.int(), retiredAt: z.string().nullable() }
const open = z.int().describe('Open deals in it, everybody’s')

const stage = z.object({
  ...part,
  probability: z.number(),
  category,
  stalledAfter: z.int().nullable(),
  criteria: z.array(criterion),
  open,
})
const pipeline = z.object({ ...part, open, stages: z.array(stage) })
const reason = z.object({ ...part, outcome })
const competitor = z.object(part)

const settings = z.object({
  pipelines: z.array(pipeline),
  reasons: z.array(reason),
  competitors: z.array(competitor),
})
export type SalesSettings = z.output<typeof settings>
export type PipelineSetting = z.output<typeof pipeline>
export type StageSetting = z.output<typeof stage>

const retirement = z.strictObject({
  moveTo: id.nullish().describe('The stage to which open deals go in the same act'),
})
const retired = z.object({ id, version: z.int(), moved: z.int().describe('Deals that went elsewhere') })

export const settingsEndpoints = contract({
  salesSettings: {
    ...manage,
    name: 'sales.settings',
    method: 'GET',
    path: '/sales/settings',
    summary: 'Pipelines with stages, closing reasons and competitors, those out of use as well',
    reply: settings,
  },
  addPipeline: {
    ...manage,
    name: 'sales.pipelines.add',
    method: 'POST',
    path: '/sales/pipelines',
    summary: 'Add a pipeline with stages like those of another',
    body: z.strictObject({
      name: words(120),
      like: id.nullish().describe('The pipeline whose stages are copied; the first where nothing is said'),
    }),
    reply: written,
    status: 201,
    errors: [taken],
    act: 'sales.act.pipeline-added',
  },
  changePipeline: {
    ...manage,
    name: 'sales.pipelines.change',
    method: 'PATCH',
    path: '/sales/pipelines/:id',
    summary: 'Rename a pipeline',
    params: idParams,
    body: named,
    reply: written,
    ifMatch: 'optional',
    errors: [taken],
    act: 'sales.act.pipeline-changed',
  },
  orderPipelines: {
    ...manage,
    name: 'sales.pipelines.order',
    method: 'PUT',
    path: '/sales/pipelines/order',
    summary: 'Put the pipelines in an order',
    body: order,
    reply: ordered,
    act: 'sales.act.pipelines-ordered',
  },
  retirePipeline: {
    ...manage,
    name: 'sales.pipelines.retire',
    method: 'PUT',
    path: '/sales/pipelines/:id/retirement',
    summary: 'Take a pipeline out of use; its open deals go to a stage of another in the same act',
    params: idParams,
    body: retirement,
    reply: retired,
    errors: ['sales.pipeline-in-use', 'sales.last-pipeline'],
    act: 'sales.act.pipeline-retired',
  },
  bringBackPipeline: {
    ...manage,
    name: 'sales.pipelines.bring-back',
    method: 'DELETE',
    path: '/sales/pipelines/:id/retirement',
    summary: 'Take a pipeline into use again',
    params: idParams,
    reply: written,
    errors: [taken],
    act: 'sales.act.pipeline-brought-back',
  },
  addStage: {
    ...manage,
    name: 'sales.stages.add',
    method: 'POST',
    path: '/sales/pipelines/:id/stages',
    summary: 'Add a stage at the end of a pipeline',
    params: idParams,
    body: newStage,
    reply: written,
    status: 201,
    errors: [taken],
    act: 'sales.act.stage-added',
  },
  orderStages: {
    ...manage,
    name: 'sales.stages.order',
    method: 'PUT',
    path: '/sales/pipelines/:id/stages/order',
    summary: 'Put the stages of a pipeline in an order',
    params: idParams,
    body: order,
    reply: ordered,
    act: 'sales.act.stages-ordered',
  },
  changeStage: {
    ...manage,
    name: 'sales.stages.change',
    method: 'PATCH',
    path: '/sales/stages/:id',
    summary: 'Change a stage',
    params: idParams,
    body: stagePatch,
    reply: written,
    ifMatch: 'optional',
    errors: [taken],
    act: 'sales.act.stage-changed',
  },
  retireStage: {
    ...manage,
    name: 'sales.stages.retire',
    method: 'PUT',
    path: '/sales/stages/:id/retirement',
    summary: 'Take a stage out of use; its open deals go to another in the same act',
    params: idParams,
    body: retirement,
    reply: retired,
    errors: ['sales.stage-in-use', 'sales.last-stage'],
    act: 'sales.act.stage-retired',
  },
  bringBackStage: {
    ...manage,
    name: 'sales.stages.bring-back',
    method: 'DELETE',
    path: '/sales/stages/:id/retirement',
    summary: 'Take a stage into use again, at the end of its pipeline',
    params: idParams,
    reply: written,
    errors: [taken],
    act: 'sales.act.stage-brought-back',
  },
  ...closingEndpoints,
})
