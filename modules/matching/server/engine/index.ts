/** The matcher without a database: what two records say about each other, one pair at a time or all at once. */
export { keysOf } from './block/rules.ts'
export { type Features, featuresOf } from './features.ts'
export { customerSchema, type MatchRecord, type Schema } from './record.ts'
export { defaultModel } from './weigh/default-model.ts'
export { type Explanation, explain, type Part } from './weigh/explain.ts'
export type { Comparison, Frequencies, Level, Model, Thresholds } from './weigh/model.ts'
export { type Veto, vetoesOf, vetoNames } from './weigh/vetoes.ts'
