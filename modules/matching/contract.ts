import { contract } from '../../platform/contract/endpoint.ts'
import { baseEndpoints } from './contract/bases.ts'
import { liveEndpoints } from './contract/live.ts'
import { queueEndpoints } from './contract/queue.ts'
import { ruleEndpoints } from './contract/rule.ts'
import { runEndpoints } from './contract/runs.ts'

export type {
  Base,
  BaseComparison,
  BaseCounts,
  BasePreview,
  BaseRecord,
  BaseStage,
  Origin,
  StageTrial,
  VocabularyColumn,
} from './contract/bases.ts'
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
})
