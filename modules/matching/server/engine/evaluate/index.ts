/** The matcher on files with known answers. */
export { readTruthAt } from './answers.ts'
export { evaluate, type Evaluation } from './evaluate.ts'
export { lineOf, tableOf } from './report.ts'
export { isRole, type Role } from './roles.ts'
