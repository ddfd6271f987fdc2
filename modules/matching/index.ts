export { matchingModule } from './server/module.ts'
export { evaluate, isRole, lineOf, readTruthAt, type Role, tableOf } from './server/engine/evaluate/index.ts'
