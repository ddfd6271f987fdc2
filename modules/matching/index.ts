export { check as customersLike } from './server/live/check.ts'
export { matchingModule } from './server/module.ts'
export { evaluate, isRole, lineOf, readTruthAt, type Role, tableOf } from './server/engine/evaluate/index.ts'
export {
  type BackgroundResult,
  matchAll,
  matchNew,
  type MatchRecord,
} from './server/engine/index.ts'
