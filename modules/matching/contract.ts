import { contract } from '../../platform/contract/endpoint.ts'
import { baseRecordEndpoints } from './contract/base-records.ts'
import { baseEndpoints } from './contract/bases.ts'
import { evaluationEndpoints } from './contract/evaluations.ts'
import { importEndpoints } from './contract/imports.ts'
import { liveEndpoints } from './contract/live.ts'
import { queueEndpoints } from './contract/queue.ts'
import { ruleEndpoints } from './contract/rule.ts'
import { runEndpoints } from './contract/runs.ts'
import { stageEndpoints } from './contract/stages.ts'

export type {
  Base,
  BaseComparison,
  BaseCounts,
  BasePreview,
  BaseRecord,
  BaseStage,
  Origin,
  OwnerWish,
  StageTrial,
  VocabularyColumn,
} from './contract/base-shapes.ts'
export type { Evaluation, EvaluationColumn, EvaluationResult } from './contract/evaluation-shapes.ts'
export type { ImportLook } from './contract/imports.ts'
export type { Draft, Hint } from './contract/live.ts'
export type { Line, PairView, Waiting } from './contract/queue.ts'
export type { Linking, Rule } from './contract/rule.ts'
export type { Search } from './contract/runs.ts'
export type { Brief, Experience, Part, Verdict } from './contract/shapes.ts'

/** Who is who, over HTTP: all endpoints of the module below `/api/v1`. */
export const matchingContract = contract({
  ...liveEndpoints,
  ...queueEndpoints,
  ...ruleEndpoints,
  ...runEndpoints,
  ...baseEndpoints,
  ...baseRecordEndpoints,
  ...stageEndpoints,
  ...evaluationEndpoints,
  ...importEndpoints,
})
